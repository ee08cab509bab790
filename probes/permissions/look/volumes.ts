import type { Host } from '../../../src/target/host.ts';
import { type Mount, readMounts } from '../../../src/target/posix/mounts.ts';
import { causeOf } from '../access/cause.ts';
import type { Refusal } from '../access/check.ts';
import { explain } from '../access/denial.ts';
import type { Files } from '../access/memo.ts';
import type { Refused } from '../facts.ts';
import type { Requirement } from '../requirements.ts';

/** More volumes than a container has. */
const MAX_VOLUMES = 32;

/** What the runtime mounts for the container itself, and temporary directories, which are asked about anyway. */
const OF_RUNTIME = /^\/(?:proc|sys|dev|tmp|run\/secrets|var\/run\/secrets)(?:\/|$)/;

/**
 * Directories of volumes that are mounted to be written: each is asked about for a user who is not root. Only in a
 * container, whose root is an overlay: a machine has many that are not for everybody. Looked for where info is shown.
 */
export function refusedVolumes(host: Host, files: Files, attempt: Attempt): readonly Refused[] {
  return volumes(host).flatMap((requirement) => {
    const refusal = attempt(host, files, requirement, 'write');
    if (refusal === null) return [];
    const denial = explain(host, files, refusal);
    return [{ requirement, need: 'write', denial, cause: causeOf(denial, host.ids) }];
  });
}

type Attempt = (host: Host, files: Files, requirement: Requirement, need: 'write') => Refusal | null;

function volumes(host: Host): readonly Requirement[] {
  const mounts = host.ids.euid === 0 ? [] : (readMounts(host) ?? []);
  const root = mounts.filter(({ mountPoint }) => mountPoint === '/').at(-1);
  if (root?.fsType !== 'overlay') return [];
  return mounts
    .filter(isVolume)
    .slice(0, MAX_VOLUMES)
    .filter(({ mountPoint }) => {
      const stat = host.stat(mountPoint);
      return stat.ok && stat.value.type === 'directory';
    })
    .map(({ mountPoint }) => ({
      path: mountPoint,
      role: 'volume',
      need: ['write'],
      severity: 'info',
      directory: true,
      optional: true,
      runsPrograms: false,
      underHome: false,
      assumed: false,
    }));
}

function isVolume({ mountPoint, options, superOptions }: Mount): boolean {
  const isReadOnly = options.includes('ro') || superOptions.includes('ro');
  return mountPoint !== '/' && !isReadOnly && !OF_RUNTIME.test(mountPoint);
}
