import { readdirSync, readlinkSync } from 'node:fs';
import type { NodeMachine } from '../../node/machine.ts';
import type { OwnRights } from '../../node/rights.ts';
import { mountOf, parseMountInfo } from '../../posix/mounts.ts';
import { type Credentials, parseCredentials } from '../../process/proc/credentials.ts';
import { mappedIds, parseIdMap } from '../../process/proc/id-map.ts';
import { Scanner } from '../../process/scan/scan.ts';
import { attempt } from '../files/attempt.ts';
import { textOf } from '../files/read.ts';
import { AskedProcess } from './asked-process.ts';

/**
 * The node through its /proc.
 *
 * @param words arguments with which this program is the one that looks
 */
export function nodeMachine(
  process: NodeJS.Process,
  {
    proc,
    pods,
    state,
    words,
  }: {
    readonly proc: string;
    readonly pods: string;
    readonly state: string;
    readonly words: readonly string[];
  },
): NodeMachine {
  const scanner = new Scanner(proc, pods, state);
  return {
    scan: (nowMs) => scanner.scan(nowMs),
    looker: () => new AskedProcess(process, words),
    rights: () => ownRights(proc, pods),
  };
}

function ownRights(proc: string, pods: string): OwnRights {
  const own = parseCredentials(textOf('/proc/self/status') ?? '');
  const mounts = parseMountInfo(textOf('/proc/self/mountinfo') ?? '');
  const options = mountOf(mounts, proc)?.superOptions ?? [];
  const hidepid = options.find((option) => option.startsWith('hidepid=')) ?? null;
  const map = textOf('/proc/self/uid_map') ?? '';
  const label = textOf('/proc/self/attr/apparmor/current') ?? textOf('/proc/self/attr/current');
  return {
    uid: own?.uids[1] ?? -1,
    capabilities: own?.effective ?? 0n,
    hidepid: hides(hidepid, options, own) ? hidepid : null,
    seesNode: seesNode(proc),
    mapsAll: mappedIds(parseIdMap(map), true) === null,
    label: label?.split(/[\0\n]/, 1)[0] || null,
    seesPods: attempt(() => readdirSync(pods)).ok,
  };
}

/** Whoever is in the group of the mount, root's where it names none, sees all (fs/proc/base.c, has_pid_permissions). */
function hides(hidepid: string | null, options: readonly string[], own: Credentials | null): boolean {
  if (hidepid === null || /^hidepid=(?:0|off)$/.test(hidepid)) return false;
  const gid = Number(options.find((option) => option.startsWith('gid='))?.slice('gid='.length) ?? 0);
  return own === null || !(own.gids[3] === gid || own.groups.includes(gid));
}

/**
 * A pid namespace that is the first of all has kernel threads, the second process is their parent (kthreadd); in any other one
 * process 2 is an ordinary process, or none.
 */
function seesNode(proc: string): boolean {
  const second = attempt(() => readlinkSync(`${proc}/2/exe`));
  const name = textOf(`${proc}/2/comm`)?.trim();
  return name === 'kthreadd' && !(second.ok && second.value !== '');
}
