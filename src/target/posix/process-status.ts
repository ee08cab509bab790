import type { Host } from '../host.ts';

/** What /proc/PID/status (proc_pid_status(5)) tells; every field is null where the kernel leaves it out. */
export interface ProcStatus {
  readonly name: string | null;
  /** From Linux 4.7. */
  readonly umask: number | null;
  /** Supplementary groups; the effective one may be missing among them. */
  readonly groups: readonly number[] | null;
  readonly realUid: number | null;
  /** Effective capabilities, a bit set. */
  readonly capEff: bigint | null;
}

/** Bit of CAP_CHOWN: changes the owner of anything. */
export const CAP_CHOWN = 0;
/** Bit of CAP_DAC_OVERRIDE in a capability set (capabilities(7)): reads, writes and searches everything. */
export const CAP_DAC_OVERRIDE = 1;
/** Bit of CAP_DAC_READ_SEARCH: reads and searches everything. */
export const CAP_DAC_READ_SEARCH = 2;

/** Whether the set holds the capability. */
export function hasCapability(set: bigint, bit: number): boolean {
  return ((set >> BigInt(bit)) & 1n) === 1n;
}

/** Whether no mode and no owner closes a file to the process (capabilities(7)); false where that is not known. */
export function readsEverything({ capEff }: ProcStatus): boolean {
  if (capEff === null) return false;
  return hasCapability(capEff, CAP_DAC_OVERRIDE) || hasCapability(capEff, CAP_DAC_READ_SEARCH);
}

/** Status of the process in `directory` (`/proc/self`, `/proc/1`); null where it cannot be read. */
export function readProcStatus(host: Host, directory: string): ProcStatus | null {
  const file = host.readFile(`${directory}/status`);
  return file.ok ? parseProcStatus(file.value.toString('utf8')) : null;
}

export function parseProcStatus(text: string): ProcStatus {
  const lines = `\n${text}`;
  const umask = fieldOf(lines, 'Umask');
  const groups = fieldOf(lines, 'Groups');
  const realUid = fieldOf(lines, 'Uid')?.split(/\s/, 1)[0];
  const capEff = fieldOf(lines, 'CapEff');
  return {
    name: fieldOf(lines, 'Name'),
    umask: umask !== null && /^[0-7]{1,4}$/.test(umask) ? Number.parseInt(umask, 8) : null,
    groups:
      groups === null
        ? null
        : groups
            .split(/\s+/)
            .filter((g) => /^\d+$/.test(g))
            .map(Number),
    realUid: realUid !== undefined && /^\d+$/.test(realUid) ? Number(realUid) : null,
    capEff: capEff !== null && /^[0-9a-f]{1,16}$/.test(capEff) ? BigInt(`0x${capEff}`) : null,
  };
}

/** What stands behind the name at the beginning of a line; an expression for each name would be compiled at every start. */
function fieldOf(lines: string, name: string): string | null {
  const before = `\n${name}:`;
  const at = lines.indexOf(before);
  if (at < 0) return null;
  const start = at + before.length;
  const end = lines.indexOf('\n', start);
  return lines.slice(start, end < 0 ? lines.length : end).trim();
}

/** Lines that are others at every look and that say nothing about what a process may do. */
const RESTLESS = /^(?:FDSize|Vm|Rss|Hugetlb|Threads|State|Sig|Shd|(?:non)?voluntary|THP|untag).*\n/gm;

/** The text of /proc/PID/status without what is another at every look. */
export function steadyStatus(text: string): string {
  return text.replace(RESTLESS, '');
}

/** The same in its pieces: lines that follow each other, of which each piece but the first has the end of line before it. */
export function steadyPieces(text: string): readonly string[] {
  const pieces = text.split(RESTLESS).map((piece, i) => (i === 0 ? piece : `\n${piece}`));
  return pieces.filter((piece, i) => i === 0 || piece.length > 1);
}
