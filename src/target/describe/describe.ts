import { NAMES_A_SECRET } from '../../core/redact/named.ts';
import { REDACTED, redact } from '../../core/redact/redact.ts';
import type { MountedAt, Origin, TargetDescription, Variable } from '../../core/target-description.ts';
import type { Host } from '../host.ts';
import { readOsRelease } from '../os-release.ts';
import { detectPlatform } from '../platform.ts';
import { readLimits } from '../posix/cgroup.ts';
import { isReadOnly, readMounts } from '../posix/mounts.ts';
import { fileOf } from './files.ts';
import { identityOf } from './identity.ts';
import { commandOf, type Origins } from './origins.ts';

export interface Asked {
  /** Paths that are looked at, absolute. */
  readonly paths: readonly string[];
  /** Show what may be a secret. */
  readonly showValues: boolean;
}

/** What the target is taken for. Changes, runs and judges nothing. */
export function describeTarget(
  host: Host,
  origins: Origins,
  { paths, showValues }: Asked,
): TargetDescription {
  const conceal = showValues ? (text: string) => text : redact;
  const runs = host.target?.kind !== 'root' && host.target?.kind !== 'image';
  const command = commandOf(host, host.target === undefined ? '/proc/1' : host.proc);
  const limits = readLimits(host);
  const identity = identityOf(host);
  const platform = detectPlatform(host);
  return {
    schemaVersion: 1,
    target: host.target ?? { kind: 'live' },
    system: {
      name: readOsRelease(host) === null ? null : platform.label,
      arch: host.arch === 'unknown' ? null : host.arch,
      libc: platform.libc,
      node: host.node?.version ?? host.nodeThere?.()?.version() ?? null,
    },
    starts: runs ? true : null,
    reason: null,
    environment: environmentOf(host, origins, showValues),
    identity,
    command: command === null ? null : showValues ? command : concealed(command),
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

/**
 * Beyond what reports call a secret: here every variable is shown, and not the few that probes read. Some of them
 * are no secrets; better one word too many.
 */
const MAY_BE_SECRET = /(?:(?:^|_)(?:KEY|PWD|PIN|DSN|AUTH|CREDS?|SALT|COOKIE|SESSION)|PASS)$/i;
const DIRECTORIES = ['PWD', 'OLDPWD'];

function concealedValue(name: string, value: string): string {
  if (value === '') return value;
  const isNamedSo = NAMES_A_SECRET.test(name) || MAY_BE_SECRET.test(name);
  return isNamedSo && !DIRECTORIES.includes(name) ? REDACTED : redact(value);
}

/** A flag that is named like a secret has it in the next word. */
function concealed(words: readonly string[]): readonly string[] {
  return words.map((word, at) => {
    const before = words[at - 1] ?? '';
    const isValue = /^--?[^=]*$/.test(before) && NAMES_A_SECRET.test(before) && !word.startsWith('-');
    return isValue ? REDACTED : redact(word);
  });
}

function mountsOf(host: Host, conceal: (text: string) => string): readonly MountedAt[] | null {
  const mounts = readMounts(host);
  if (mounts === null) return null;
  return mounts.map((mount) => ({
    at: mount.mountPoint,
    type: mount.fsType,
    readOnly: isReadOnly(mount),
    source: conceal(mount.source),
    directory: mount.root,
  }));
}
