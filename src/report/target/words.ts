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
