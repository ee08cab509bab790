import type { Host } from '../../../src/target/host.ts';
import { isUnknown } from '../../../src/target/result.ts';
import type { Libraries } from '../facts.ts';

interface Names {
  readonly loader: string;
  readonly directories: readonly string[];
  readonly musl: string;
}

const COMMON = ['/lib64', '/usr/lib64', '/lib', '/usr/lib'];
const BY_PROCESSOR: Readonly<Record<string, Names>> = {
  x64: {
    loader: '/lib64/ld-linux-x86-64.so.2',
    directories: ['/lib/x86_64-linux-gnu', '/usr/lib/x86_64-linux-gnu', ...COMMON],
    musl: '/lib/ld-musl-x86_64.so.1',
  },
  arm64: {
    loader: '/lib/ld-linux-aarch64.so.1',
    directories: ['/lib/aarch64-linux-gnu', '/usr/lib/aarch64-linux-gnu', ...COMMON],
    musl: '/lib/ld-musl-aarch64.so.1',
  },
};

/** By their loaders, without which no program of theirs starts. */
export function libraries(host: Host): Omit<Libraries, 'oldMusl'> {
  const names = BY_PROCESSOR[host.arch];
  if (names === undefined) return { musl: false, glibc: false, oldGlibc: null };
  const glibc = host.stat(names.loader).ok;
  return {
    musl: host.stat(names.musl).ok,
    glibc,
    oldGlibc: glibc ? oldRelease(host, names.directories) : null,
  };
}

/** Up to 2.33 the library was a link to a file with the release in its name. */
function oldRelease(host: Host, directories: readonly string[]): number | null {
  for (const directory of directories) {
    const link = host.readlink(`${directory}/libc.so.6`);
    const [, release] = link.ok ? (/libc-2\.(\d{1,3})\.so$/.exec(link.value) ?? []) : [];
    if (release !== undefined) return Number(release);
  }
  return null;
}

/** As its loader says, which is the library too; where it is before 1.2.4. */
export function oldMusl(host: Host): string | null {
  const { musl = null } = BY_PROCESSOR[host.arch] ?? {};
  const file = musl === null ? null : host.readFile(musl, { maxBytes: MOST_BYTES });
  return file?.ok ? releaseBefore124(file.value) : null;
}

/** musl has some 600 KiB. */
const MOST_BYTES = 2 ** 21;

export function releaseBefore124(library: Buffer): string | null {
  const [, release, minor, patch] = /\0(1\.(\d)\.(\d{1,2}))\0/.exec(library.toString('latin1')) ?? [];
  return release !== undefined && Number(minor) * 100 + Number(patch) < 204 ? release : null;
}

/** Whether a source of nsswitch.conf has its module; null: nobody can know. */
export function hasModule(host: Host, source: string): boolean | null {
  let unknown = false;
  for (const directory of BY_PROCESSOR[host.arch]?.directories ?? []) {
    const found = host.stat(`${directory}/libnss_${source}.so.2`);
    if (found.ok) return true;
    unknown ||= isUnknown(found.error);
  }
  return unknown || BY_PROCESSOR[host.arch] === undefined ? null : false;
}
