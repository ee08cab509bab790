import type { TargetReport } from '../../core/documents/target-report.ts';
import type { Known } from '../../core/known.ts';
import type { Host } from '../host.ts';
import { USUAL_CAPABILITIES } from '../posix/capabilities/usual-capabilities.ts';
import type { DirectoryNode, FileNode } from '../tree/node.ts';
import { type Operator, treeHost } from '../tree/tree-host.ts';
import type { PodCapabilities } from './model/capabilities.ts';
import type { PodIdentity } from './model/identity.ts';
import type { ProcessVariable } from './process-environment.ts';
import { unknownEnv } from './unknown-env.ts';
import { mountInfo, mountTable } from './volumes/mount-table.ts';
import type { Mounted } from './volumes/mounting.ts';

/** Told of a file whose bytes were asked for and are not held. */
export type Missed = (file: FileNode, wanted: number) => void;

/** The files as root sees them, whoever will run there: for what the runtime looks up. */
export function rootEyes(
  operator: Operator,
  { root, arch }: Pick<Seen, 'root' | 'arch'>,
  target: TargetReport,
  missed: Missed,
): Host {
  const account = { uid: 0, gid: 0, groups: [] };
  const capabilities = USUAL_CAPABILITIES;
  return treeHost(operator, { target, root, account, capabilities, env: {}, cwd: '/', arch }, missed);
}

/** What a process of the container finds. */
export interface Seen {
  readonly target: TargetReport;
  readonly root: DirectoryNode;
  readonly identity: PodIdentity;
  readonly capabilities: PodCapabilities;
  readonly variables: readonly ProcessVariable[];
  readonly command: Known<readonly string[]>;
  readonly cwd: string;
  readonly arch: string;
  readonly mounted: readonly Mounted[];
  readonly readOnlyRoot: boolean;
  /** It is privileged, or was given devices. */
  readonly hasDevices: boolean;
  readonly missed: Missed;
}

function commandLine(command: Known<readonly string[]>): Readonly<Record<string, string>> {
  return command.known && command.value.length > 0
    ? { '/proc/self/cmdline': `${command.value.join('\0')}\0` }
    : {};
}

/** What the probes look at. */
export function containerHost(operator: Operator, seen: Seen): Host {
  const { uid, gid, groups } = seen.identity;
  const account = {
    uid: uid.known ? uid.value : NOBODY,
    gid: gid.known ? gid.value : NOBODY,
    groups: groups.known ? groups.value : (seen.identity.least ?? []),
  };
  const env = Object.fromEntries(
    seen.variables.flatMap(({ name, value }) => (value.known ? [[name, value.value]] : [])),
  );
  const { bounding: stated, noNewPrivileges, firstFreePort } = seen.capabilities;
  const bounding = stated ?? USUAL_CAPABILITIES;
  const mounts = mountTable(seen.mounted, seen.readOnlyRoot);
  const why = new Map(
    seen.variables.flatMap(({ name, value }) => (value.known ? [] : [[name, value.why] as const])),
  );
  const host = treeHost(
    operator,
    {
      target: seen.target,
      root: seen.root,
      account,
      capabilities: account.uid === 0 ? bounding : 0n,
      hasDevices: seen.hasDevices,
      env,
      cwd: seen.cwd,
      arch: seen.arch,
      mounts,
      rights: { bounding: stated, noNewPrivileges, firstFreePort, stated: true },
      kernel: { '/proc/self/mountinfo': mountInfo(mounts), ...commandLine(seen.command) },
      ...(uid.known ? (gid.known ? {} : { stranger: gid.why }) : { stranger: uid.why }),
    },
    seen.missed,
  );
  return why.size === 0 ? host : { ...host, unknownEnv: unknownEnv(why) };
}

/** Nobody in particular, where the user is not known. */
const NOBODY = 65534;
