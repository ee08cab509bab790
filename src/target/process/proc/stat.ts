/** What /proc/PID/stat tells (proc_pid_stat(5)). */
export interface ProcStat {
  /** After boot, in clock ticks: with the process id it names a process for good. */
  readonly startTime: string;
  /** Another one with every program that the process becomes; 0 where we may not look into its memory. */
  readonly startStack: string;
  /** Bytes of the arguments that it started with; null where we may not look. */
  readonly argumentBytes: number | null;
  readonly kernelThread: boolean;
  /** Its first thread has ended. */
  readonly ended: boolean;
  readonly threads: number;
}

/** PF_KTHREAD of the kernel. */
const KERNEL_THREAD = 0x0020_0000;

/** Null for what is no stat file. */
export function parseStat(text: string): ProcStat | null {
  // A name may hold blanks and brackets: the last bracket ends it.
  const fields = text
    .slice(text.lastIndexOf(')') + 2)
    .trim()
    .split(' ');
  const at = (number: number) => fields[number - 3] ?? '0';
  if (fields.length < 20) return null;
  const bytes = Number(BigInt(at(49)) - BigInt(at(48)));
  return {
    startTime: at(22),
    startStack: at(28),
    argumentBytes: at(48) === '0' ? null : bytes,
    ended: at(3) === 'Z' || at(3) === 'X',
    threads: Number(at(20)),
    kernelThread: (Number(at(9)) & KERNEL_THREAD) !== 0,
  };
}
