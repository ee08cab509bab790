import type { AnyProbe } from '../../core/probe.ts';
import type { Option } from './option.ts';
import { runOptions } from './run-options.ts';

/** How the command is started. */
const START: readonly Option[] = [
  {
    kind: 'switch',
    name: 'warn-only',
    layer: { warnOnly: true },
  },
  {
    kind: 'value',
    name: 'termination-log',
    placeholder: 'FILE',
    read: (terminationLog) => ({ terminationLog }),
  },
  {
    kind: 'switch',
    name: 'resident',
    layer: { resident: true },
  },
];

/** Options of `run`: those of the probes, and how the command is started. */
export function launchOptions(probes: readonly AnyProbe[]): readonly Option[] {
  return [...runOptions(probes), ...START];
}
