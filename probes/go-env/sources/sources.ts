import type { Host } from '../../../src/target/host.ts';

/* What go takes for sources and for packages (go/build, cmd/go/internal/search). */

export function isSource(name: string): boolean {
  return /^[^_.].*\.go$/.test(name);
}

/** As `./...` finds them: without vendor, testdata and what begins with `_` or `.`. */
export function packagesBelow(host: Host, at: string, names: readonly string[]): readonly string[] {
  return names
    .filter((name) => /^[^_.][^.]*$/.test(name) && name !== 'vendor' && name !== 'testdata')
    .map((name) => `${at}/${name}`)
    .filter((path) => {
      const stat = host.stat(path);
      return stat.ok && stat.value.type === 'directory';
    });
}
