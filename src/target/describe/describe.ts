import type {
  Identity,
  MountedAt,
  Origin,
  TargetDescription,
  Variable,
} from '../../core/documents/target-description.ts';
import { redact } from '../../core/redact/redact.ts';
import { concealedValue, concealedWords } from '../../core/redact/words.ts';
import type { Host } from '../host.ts';
import { readLimits } from '../posix/cgroup/limits.ts';
import { isReadOnly, readMounts } from '../posix/mounts.ts';
import { fileOf } from './files.ts';
import { identityOf } from './identity.ts';
import { commandOf, type Origins } from './origins.ts';
import { type Asked, describeStated } from './stated.ts';
import { systemOf } from './system.ts';

/** What the target is taken for. Changes, runs and judges nothing. */
export function describeTarget(
  host: Host,
  origins: Origins,
  { paths, showValues }: Asked,
): TargetDescription {
  const asked = { paths, showValues };
  if (origins.stated !== undefined) return describeStated(host, origins.stated, asked);
  const conceal = showValues ? (text: string) => text : redact;
  const runs = host.target?.kind !== 'root' && host.target?.kind !== 'image';
  const command = commandOf(host, host.target === undefined ? '/proc/1' : host.proc);
  const limits = readLimits(host);
  const identity = isNobody(host) ? NOBODY : identityOf(host);
  return {
    schemaVersion: 1,
    target: host.target ?? { kind: 'live' },
    system: systemOf(host),
    starts: runs ? true : (host.container?.starts ?? null),
    reason: host.container?.troubles[0]?.message ?? null,
    environment: environmentOf(host, origins, showValues),
    identity,
    command: command === null ? null : showValues ? command : concealedWords(command),
    cwd: host.cwd,
    mounts: mountsOf(host, conceal),
    files: paths.map((path) => fileOf(host, path)),
    limits,
    origins: {
      identity: origins.identity,
      capabilities: capabilitiesOrigin(host, identity.noNewPrivileges !== null),
      command:
        command === null
          ? null
          : (origins.command ?? { kind: host.target === undefined ? 'process-1' : 'process' }),
      cwd: host.cwd === null ? null : origins.cwd,
      limits: limits.cgroup === null ? null : { kind: 'cgroup' },
    },
  };
}

/** The image names a user who is not in it. */
function isNobody({ container }: Host): boolean {
  return container?.troubles.some(({ kind }) => kind === 'user' || kind === 'group') === true;
}

const NOBODY: Identity = {
  uid: null,
  gid: null,
  groups: null,
  capabilities: { effective: null, permitted: null, inheritable: null, bounding: null, ambient: null },
  noNewPrivileges: null,
  umask: null,
};

function capabilitiesOrigin({ target }: Host, isRead: boolean): Origin | null {
  if (isRead) return { kind: 'process' };
  return target === undefined ? null : { kind: 'runtime' };
}

function environmentOf(host: Host, origins: Origins, showValues: boolean): readonly Variable[] {
  const known = Object.entries(host.env).map(([name, value]) => ({
    name,
    value: showValues ? value : concealedValue(name, value),
    origin: origins.variable(name),
  }));
  return [...known, ...origins.unknown.map(({ name, origin }) => ({ name, value: null, origin }))];
}

function mountsOf(host: Host, conceal: (text: string) => string): readonly MountedAt[] | null {
  const mounts = readMounts(host);
  if (mounts === null) return null;
  return mounts.map((mount) => ({
    at: mount.mountPoint,
    type: mount.fsType,
    readOnly: isReadOnly(mount),
    source: conceal(mount.source),
    directory: conceal(mount.root),
    origin: null,
  }));
}
