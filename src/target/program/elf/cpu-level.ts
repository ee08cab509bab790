import { type ElfHeader, numbersOf, PT_GNU_PROPERTY, PT_NOTE, segmentsOf } from './header.ts';
import type { ReadPart } from './part.ts';

/** Level of x86-64 (x86-64 psABI, "Micro-Architecture Levels"): 1 is what every processor has. */
export type CpuLevel = 1 | 2 | 3 | 4;

const NT_GNU_PROPERTY_TYPE_0 = 5;
const GNU_PROPERTY_X86_ISA_1_NEEDED = 0xc0008002;
const EM_X86_64 = 62;
const MAX_NOTE_BYTES = 4096;

/** The level without which glibc does not start the file: its note says it. 1 where it says nothing. */
export function neededLevel(header: ElfHeader, read: ReadPart): CpuLevel {
  if (header.machine !== EM_X86_64) return 1;
  const [property] = segmentsOf(header, PT_GNU_PROPERTY);
  const segments = property === undefined ? segmentsOf(header, PT_NOTE) : [property];
  const needed = segments.reduce((bits, { offset, fileSize }) => {
    const notes = read(offset, Math.min(fileSize, MAX_NOTE_BYTES));
    return notes === null ? bits : bits | neededBits(notes, header);
  }, 0);
  return needed & 8 ? 4 : needed & 4 ? 3 : needed & 2 ? 2 : 1;
}

function neededBits(notes: Buffer, header: ElfHeader): number {
  const { u32 } = numbersOf(header);
  const align = header.wide ? 8 : 4;
  const aligned = (at: number) => Math.ceil(at / align) * align;
  let bits = 0;
  for (let at = 0; at + 12 <= notes.length; ) {
    const [nameSize, size, type] = [u32(notes, at), u32(notes, at + 4), u32(notes, at + 8)];
    const start = aligned(at + 12 + nameSize);
    const end = Math.min(start + size, notes.length);
    if (type === NT_GNU_PROPERTY_TYPE_0 && notes.toString('latin1', at + 12, at + 16) === 'GNU\0') {
      for (let one = start; one + 8 <= end; one = aligned(one + 8 + u32(notes, one + 4)))
        if (u32(notes, one) === GNU_PROPERTY_X86_ISA_1_NEEDED && one + 12 <= end) bits |= u32(notes, one + 8);
    }
    at = aligned(start + size);
  }
  return bits;
}

const FLAGS: readonly (readonly [CpuLevel, readonly string[]])[] = [
  [2, ['cx16', 'lahf_lm', 'popcnt', 'pni', 'sse4_1', 'sse4_2', 'ssse3']],
  [3, ['avx', 'avx2', 'bmi1', 'bmi2', 'f16c', 'fma', 'abm', 'movbe', 'xsave']],
  [4, ['avx512f', 'avx512bw', 'avx512cd', 'avx512dq', 'avx512vl']],
];

/** What the processor has, by /proc/cpuinfo; null where that says no flags of x86. */
export function levelOfCpu(cpuinfo: string): CpuLevel | null {
  const line = /^flags[ \t]*: (.*)$/m.exec(cpuinfo)?.[1];
  if (line === undefined) return null;
  const has = new Set(line.split(' '));
  let level: CpuLevel = 1;
  for (const [next, flags] of FLAGS) {
    if (!flags.every((flag) => has.has(flag))) break;
    level = next;
  }
  return level;
}
