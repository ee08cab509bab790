import type { Host } from '../../target/host.ts';
import { MAX_LINKS } from '../../target/posix/path-limits.ts';

/** Paths of the kernel's own file systems, where nothing tells of changes. */
const KERNEL = /^\/(?:proc|sys|dev)(?:\/|$)/;

/** Stands for all names in a directory: no file is called so. */
export const EVERY_NAME = '/';

/** The ways that paths take through directories and links, each found once. */
export class Ways {
  readonly #host: Pick<Host, 'lstat' | 'readlink'>;
  readonly #ways = new Map<string, Way>();
  /** Directories without links in their names, and the names in them that mattered. */
  readonly names = new Map<string, Set<string>>();

  constructor(host: Pick<Host, 'lstat' | 'readlink'>) {
    this.#host = host;
  }

  /** Every link that is followed on the way to what the path names, the last one too. */
  links(path: string): readonly string[] {
    return path.startsWith('/') && !KERNEL.test(path) ? this.#way(path, 0).links : [];
  }

  /** All names in the directory matter, those too that are not there yet. */
  listed(path: string): void {
    if (!path.startsWith('/') || KERNEL.test(path)) return;
    const { real } = this.#way(path, 0);
    if (real !== null) this.#matters(real, EVERY_NAME);
  }

  #way(path: string, depth: number): Way {
    const known = this.#ways.get(path);
    if (known !== undefined) return known;
    const way = this.#find(path, depth);
    this.#ways.set(path, way);
    return way;
  }

  #find(path: string, depth: number): Way {
    const at = path.lastIndexOf('/');
    if (at < 0) return { real: '/', links: [] };
    const above = this.#way(path.slice(0, at), depth);
    const name = path.slice(at + 1);
    if (above.real === null) return above;
    if (name === '' || name === '.') return above;
    if (name === '..') return { ...above, real: above.real.slice(0, above.real.lastIndexOf('/')) || '/' };
    const entry = `${above.real === '/' ? '' : above.real}/${name}`;
    if (KERNEL.test(entry)) return { ...above, real: null };
    this.#matters(above.real, name);
    const stat = this.#host.lstat(entry);
    if (!stat.ok) return { ...above, real: null };
    if (stat.value.type !== 'symlink') return { ...above, real: entry };
    const target = this.#host.readlink(entry);
    const links = [...above.links, entry];
    if (!target.ok || depth >= MAX_LINKS) return { real: null, links };
    const next = target.value.startsWith('/') ? target.value : `${above.real}/${target.value}`;
    const rest = this.#way(next, depth + 1);
    return { real: rest.real, links: [...links, ...rest.links] };
  }

  #matters(directory: string, name: string): void {
    const names = this.names.get(directory) ?? new Set();
    names.add(name);
    this.names.set(directory, names);
  }
}

interface Way {
  /** Without links; null where the path leads nowhere. */
  readonly real: string | null;
  readonly links: readonly string[];
}
