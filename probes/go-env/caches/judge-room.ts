import type { Host } from '../../../src/target/host.ts';
import { lackOf } from '../../../src/target/room.ts';
import type { GoEnvFacts, Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { settingOf } from '../settings/settings.ts';

/** The directories that every build writes to, each with the variable that names it. */
function writtenPlaces(
  { sources, directory }: GoEnvFacts,
  { values }: Seen,
): readonly { readonly key: string; readonly path: string }[] {
  const temporary = settingOf(sources, 'GOTMPDIR')?.value;
  const tmpdir = sources.environment.TMPDIR || '/tmp';
  const at = (path: string) => (path.startsWith('/') ? path : `${directory}/${path}`);
  return [
    temporary === undefined ? { key: 'TMPDIR', path: at(tmpdir) } : { key: 'GOTMPDIR', path: at(temporary) },
    ...(values.GOCACHE?.startsWith('/') ? [{ key: 'GOCACHE', path: values.GOCACHE }] : []),
  ];
}

/** A file system without a free block or inode: "no space left on device" at the first file. */
export function judgeRoom(host: Host, facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  const full = writtenPlaces(facts, seen).flatMap(({ key, path }) => {
    const lacks = lackOf(host, path);
    return lacks === null ? [] : [{ key, path, lacks }];
  });
  return full.map((args) => ({ rule: 'go-env/no-room', args }));
}
