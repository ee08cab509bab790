/** What the kernel would do with a file that is executed, as far as its first bytes tell. */
export type Executable =
  | { readonly kind: 'elf'; readonly machine: string; readonly interpreter: string | null }
  | { readonly kind: 'script'; readonly interpreter: string }
  | { readonly kind: 'unknown' };

/** e_machine (elf.h) by Node's name of the architecture; others are named by their number. */
const MACHINES: Readonly<Record<number, string>> = {
  3: 'ia32',
  8: 'mips',
  20: 'ppc',
  21: 'ppc64',
  22: 's390x',
  40: 'arm',
  62: 'x64',
  183: 'arm64',
  243: 'riscv64',
  258: 'loong64',
};

/** Node's name of the architecture that e_machine names. */
export function machineName(number: number): string {
  return MACHINES[number] ?? `machine ${number}`;
}

const PT_INTERP = 3;

/** e_type of what can be executed: ET_EXEC, and ET_DYN (position-independent). */
const RUNNABLE: readonly number[] = [2, 3];

/**
 * Reads the head of an executable: ELF header and program headers (elf(5)), or `#!` (execve(2)).
 * `head` should hold the first 4096 bytes; an interpreter beyond them is reported as none.
 */
export function inspectExecutable(head: Buffer): Executable {
  if (head.length >= 2 && head[0] === 0x23 && head[1] === 0x21) return script(head);
  if (head.length < 52 || head.readUInt32BE(0) !== 0x7f454c46) return { kind: 'unknown' };
  const wide = head[4] === 2;
  const little = head[5] === 1;
  const u16 = (at: number) => (little ? head.readUInt16LE(at) : head.readUInt16BE(at));
  const u32 = (at: number) => (little ? head.readUInt32LE(at) : head.readUInt32BE(at));
  const word = (at: number) =>
    wide ? Number(little ? head.readBigUInt64LE(at) : head.readBigUInt64BE(at)) : u32(at);
  if ((wide && head.length < 64) || !RUNNABLE.includes(u16(16))) return { kind: 'unknown' };

  const number = u16(18);
  const machine = machineName(number);
  const table = word(wide ? 32 : 28);
  const entrySize = u16(wide ? 54 : 42);
  const count = u16(wide ? 56 : 44);
  for (let i = 0; i < count; i++) {
    const at = table + i * entrySize;
    if (at + (wide ? 56 : 32) > head.length) break;
    if (u32(at) !== PT_INTERP) continue;
    const start = word(at + (wide ? 8 : 4));
    const size = word(at + (wide ? 32 : 16));
    if (start + size > head.length) break;
    const text = head.toString('latin1', start, start + size);
    return { kind: 'elf', machine, interpreter: text.slice(0, text.indexOf('\0') >>> 0) };
  }
  return { kind: 'elf', machine, interpreter: null };
}

/** The kernel takes blanks off both ends, and the rest of the line as one argument (fs/binfmt_script.c). */
function script(head: Buffer): Executable {
  const end = head.indexOf(0x0a);
  const line = head.toString('latin1', 2, end < 0 ? Math.min(head.length, 256) : end);
  const interpreter = /^[ \t]*([^ \t\0]+)/.exec(line)?.[1];
  return interpreter === undefined ? { kind: 'unknown' } : { kind: 'script', interpreter };
}
