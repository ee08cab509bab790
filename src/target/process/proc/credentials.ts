/** What /proc/PID/status tells of a process besides what every process asks of itself (proc_pid_status(5)). */
export interface Credentials {
  /** Real, effective, saved, file system. */
  readonly uids: readonly [number, number, number, number];
  readonly gids: readonly [number, number, number, number];
  /** Supplementary groups. */
  readonly groups: readonly number[];
  readonly permitted: bigint;
  readonly effective: bigint;
  /** Its process id in each pid namespace, ours first and its own last; one where the kernel does not tell. */
  readonly pids: readonly number[];
  /** The process of which this is a thread. */
  readonly threadGroup: number;
  readonly parent: number;
  /** One letter, such as `S` or `Z`. */
  readonly state: string;
}

/** Null for what is no status file. */
export function parseCredentials(status: string): Credentials | null {
  const numbers = (name: string) =>
    (new RegExp(`^${name}:([\\d \\t]*)$`, 'm').exec(status)?.[1] ?? '')
      .split(/\s+/)
      .filter((word) => word !== '')
      .map(Number);
  const set = (name: string) =>
    BigInt(`0x${new RegExp(`^${name}:[ \\t]*([0-9a-f]{1,16})$`, 'm').exec(status)?.[1] ?? '0'}`);
  const [uids, gids] = [four(numbers('Uid')), four(numbers('Gid'))];
  const [threadGroup] = numbers('Tgid');
  const [pid] = numbers('Pid');
  if (uids === null || gids === null || threadGroup === undefined || pid === undefined) return null;
  const nested = numbers('NStgid');
  return {
    uids,
    gids,
    groups: numbers('Groups'),
    permitted: set('CapPrm'),
    effective: set('CapEff'),
    pids: nested.length > 0 ? nested : [threadGroup],
    threadGroup,
    parent: numbers('PPid')[0] ?? 0,
    state: /^State:\s*(\S)/m.exec(status)?.[1] ?? '?',
  };
}

function four(numbers: readonly number[]): readonly [number, number, number, number] | null {
  const [a, b, c, d] = numbers;
  return a === undefined || b === undefined || c === undefined || d === undefined ? null : [a, b, c, d];
}
