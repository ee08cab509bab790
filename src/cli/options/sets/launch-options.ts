import type { AnyProbe } from '../../../core/probe.ts';
import type { Option } from '../option.ts';
import { flag, runOptions, value } from './run-options.ts';

/** How the command is started. */
const START: readonly Option[] = [
  flag('warn-only', { warnOnly: true }),
  value('termination-log', 'FILE', (terminationLog) => ({ terminationLog })),
  flag('resident', { resident: true }),
];

/** Options of `run`: those of the probes, and how the command is started. */
export function launchOptions(probes: readonly AnyProbe[]): readonly Option[] {
  return [...runOptions(probes), ...START];
}
