import type { Host } from '../../../src/target/host.ts';
import type { Packages } from '../facts.ts';
import { apkNames, dpkgNames } from './databases.ts';

const STATUS = '/var/lib/dpkg/status';
/** Of images without a package manager: a file for each package. */
const STATUS_FILES = '/var/lib/dpkg/status.d';
const APK = ['/lib/apk/db/installed', '/usr/lib/apk/db/installed'];
/** Databases that are no text. */
const BINARY = ['/var/lib/rpm', '/usr/lib/sysimage/rpm', '/var/lib/pacman/local'];
const MAX_BYTES = 16 * 1024 * 1024;

/** The packages of the distribution that are there, by the databases of dpkg and apk. */
export function readPackages(host: Host): Packages {
  const names = new Set<string>();
  let database: string | null = null;
  const singles = host.readdir(STATUS_FILES);
  if (!singles.ok && singles.error.code !== 'ENOENT') return { names: null, database: STATUS_FILES };
  const sources = [
    [STATUS, dpkgNames],
    ...(singles.ok ? singles.value : [])
      .filter((name) => !name.endsWith('.md5sums'))
      .map((name) => [`${STATUS_FILES}/${name}`, dpkgNames] as const),
    ...APK.map((path) => [path, apkNames] as const),
  ] as const;
  for (const [path, read] of sources) {
    const file = host.readFile(path, { maxBytes: MAX_BYTES });
    if (file.ok) {
      for (const name of read(file.value.toString('utf8'))) names.add(name);
      database ??= path;
    } else if (file.error.code !== 'ENOENT') return { names: null, database: path };
  }
  const binary = BINARY.find((path) => {
    const entries = host.readdir(path);
    return entries.ok ? entries.value.length > 0 : entries.error.code !== 'ENOENT';
  });
  return binary === undefined ? { names: [...names].sort(), database } : { names: null, database: binary };
}
