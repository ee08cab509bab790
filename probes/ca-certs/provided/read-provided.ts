import type { Host } from '../../../src/target/host.ts';
import type { CaDirectory, CaFile, Files } from '../loaders/files.ts';
import { isHashName } from '../loaders/hash-name.ts';
import type { AnchorPlace } from './places.ts';

/** Files that were provided in one directory, whether anybody reads them or not. */
export interface Provided {
  readonly directory: string;
  readonly kind: AnchorPlace['kind'] | 'subdirectory';
  readonly files: readonly CaFile[];
}

/** More files, or folders in folders, than anybody provides by hand. */
const MOST_FILES = 64;
const MAX_DEPTH = 3;

const CERTIFICATE_NAME = /\.(?:pem|crt|cer|cert|der|p7[bc])$/i;

/**
 * Looks where people put a CA and no loader looks: the directories that the distribution's tool makes the bundle of,
 * and directories inside of certificate directories.
 */
export function readProvided(
  host: Host,
  files: Files,
  places: readonly AnchorPlace[],
  directories: readonly CaDirectory[],
): readonly Provided[] {
  const anchors = places.map(
    ({ directory, kind, packaged }): Provided => ({
      directory,
      kind,
      files: chosen(host, kind, directory, below(host, files, directory, packaged, MAX_DEPTH)),
    }),
  );
  const inside = directories.flatMap(({ path, directories: names }) =>
    // A ConfigMap's own directories begin with dots; its links lead into them.
    names
      .filter((name) => !name.startsWith('.'))
      .map((name): Provided => {
        const directory = `${path.replace(/\/$/, '')}/${name}`;
        return { directory, kind: 'subdirectory', files: below(host, files, directory, [], 1) };
      }),
  );
  return [...anchors, ...inside].filter((place) => place.files.length > 0);
}

/** Without those that somebody took out on purpose: `!corp.crt` in the list of ca-certificates. */
function chosen(
  host: Host,
  kind: AnchorPlace['kind'],
  directory: string,
  found: readonly CaFile[],
): readonly CaFile[] {
  if (kind !== 'listed' || found.length === 0) return found;
  const list = host.readFile('/etc/ca-certificates.conf');
  const lines = new Set(list.ok ? list.value.toString('latin1').split('\n') : []);
  return found.filter(({ path }) => !lines.has(`!${path.slice(directory.length + 1)}`));
}

function below(
  host: Host,
  files: Files,
  directory: string,
  packaged: readonly string[],
  depth: number,
): readonly CaFile[] {
  const listed = host.entries(directory);
  const found: CaFile[] = [];
  for (const { name, type } of listed.ok ? listed.value : []) {
    const path = `${directory}/${name}`;
    if (type === 'directory') {
      if (depth > 1 && !packaged.includes(name) && !name.startsWith('.')) {
        const inside = below(host, files, path, packaged, depth - 1);
        // What stands in the place of a file is told as such.
        found.push(...(inside.length === 0 && CERTIFICATE_NAME.test(name) ? [files.file(path)] : inside));
      }
    } else if (CERTIFICATE_NAME.test(name) || isHashName(name)) {
      if (found.length >= MOST_FILES) break;
      found.push(files.file(path));
    }
  }
  return found;
}
