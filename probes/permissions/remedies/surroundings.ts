import { byHand, command, dockerfile, setEnv, shell } from '../../../src/core/remedy/forms.ts';
import { copyLine, quote, quoteEnv } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import type { AccessEvidence } from '../evidence.ts';
import { type Ids, newDirectories, writableVolumes } from './places.ts';

const BUILD_HOME = '/home/build';

/** A home of its own for this user, or places for what go keeps there. */
export function giveHome(ids: Ids, now: string | null, readOnly: boolean): readonly Remedy[] {
  // Neither / nor a home of root is opened for it.
  const home = now === null || now === '/' || /^\/root(?:\/|$)/.test(now) ? BUILD_HOME : now;
  const volumes = writableVolumes([home], ids, { exec: true, env: { HOME: home } });
  if (readOnly) return volumes;
  return [...newDirectories([home], ids, [`ENV HOME=${quoteEnv(home)}`]), ...volumes];
}

/** What go needs without a home. */
export const CACHES = () => setEnv({ GOCACHE: '/tmp/go-build', GOPATH: '/tmp/go' });

export function openTemporary(e: AccessEvidence, mount: readonly Remedy[]): readonly Remedy[] {
  if (e.readOnly) return mount;
  const path = e.paths[0]?.path ?? '/tmp';
  const takeOut =
    path === '/tmp'
      ? []
      : [byHand('pod', `take ${e.paths[0]?.role ?? 'TMPDIR'} out of the environment: /tmp is the default`)];
  return [
    ...command(`mkdir -p ${quote(path)} && chmod 1777 ${quote(path)}`),
    ...(e.itself ? [] : [dockerfile(copyLine('/mnt', path, '--from=build', '--chmod=1777'))]),
    ...mount,
    ...takeOut,
  ];
}

/** Closes a file of credentials to others, and keeps it readable for who uses it. */
export function closeNetrc(path: string, owner: number | null, ids: Ids): readonly Remedy[] {
  const file = quote(path);
  const mine = owner === null || owner === ids.uid;
  const line = mine ? `chmod 600 ${file}` : `chown ${ids.uid} ${file} && chmod 600 ${file}`;
  return [
    ...(mine ? [shell(line)] : []),
    ...command(line),
    dockerfile(copyLine(path, path, '--from=build', `--chown=${ids.uid}:${ids.gid}`, '--chmod=600'), {
      why: 'better: give it to the build alone, by RUN --mount=type=secret',
    }),
  ];
}
