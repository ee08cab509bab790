import { type Changing, lastChange } from '../../../src/go/running/changes.ts';
import { type Rotated, rotatedSince } from '../../../src/go/running/rotated-since.ts';
import type { Host } from '../../../src/target/host.ts';
import type { CaFacts } from '../facts.ts';
import type { Locations } from '../loaders/stores.ts';

/** In every Go program that verifies by the roots of the system (crypto/x509/root.go). */
const READS_ROOTS = 'crypto/x509.loadSystemRoots';

/** Whether the program that runs keeps roots that it read before the store changed. */
export async function rotated(host: Host, { go, node }: CaFacts['places']): Promise<Rotated | null> {
  const program = (await host.running?.program()) ?? null;
  if (program === null) return null;
  const extra = node.extra === null ? [] : [changeOf(node.extra.path, host)];
  const files = {
    function: READS_ROOTS,
    go: changes(go, host),
    node: [...extra, ...changes(node.system, host), ...changes(node.openssl, host)],
  };
  return rotatedSince(program, files, host);
}

function changes(locations: Locations | null, host: Host): readonly Changing[] {
  if (locations === null) return [];
  const { file, directories } = locations;
  const entries = directories.flatMap((directory) =>
    directory.entries.flatMap((entry) => entry.file?.path ?? []),
  );
  return [...(file === null ? [] : [file.path]), ...entries].map((path) => changeOf(path, host));
}

function changeOf(path: string, host: Host): Changing {
  return { path, changedMs: lastChange(path, host) };
}
