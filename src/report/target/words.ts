import type { Origin } from '../../core/documents/target-description.ts';
import { visible } from '../../core/text/visible.ts';

/** What is as everybody expects needs no note. */
export function noteOf(origin: Origin | null): string {
  if (origin === null || origin.kind === 'process' || origin.kind === 'cgroup') return '';
  return origin.kind === 'process-1' ? 'process 1' : inWords(origin);
}

/** Who says it. */
export function inWords({ kind, option, file, line }: Origin): string {
  if (kind === 'image') return 'by the image';
  if (kind === 'option') return `by ${option}`;
  if (kind === 'file') return `by ${visible(file ?? '')}${line === undefined ? '' : `:${line}`}`;
  if (kind === 'process-1') return 'as process 1 has it';
  if (kind === 'process') return 'of this process alone';
  return kind === 'runtime' ? 'as container runtimes set it' : 'by the control group';
}

const UNITS = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];

/** An amount of bytes. */
export function inUnits(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 1024 && unit < UNITS.length - 1) {
    value /= 1024;
    unit++;
  }
  return `${Math.round(value * 10) / 10} ${UNITS[unit]}`;
}
