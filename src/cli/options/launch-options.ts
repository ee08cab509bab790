import type { AnyProbe } from '../../core/probe.ts';
import type { Option } from './option.ts';
import { runOptions } from './run-options.ts';

/** How the command is started. */
const START: readonly Option[] = [
  {
    kind: 'switch',
    name: 'warn-only',
    help: 'start the command even when not ready',
    layer: { warnOnly: true },
  },
  {
    kind: 'value',
    name: 'termination-log',
    placeholder: 'FILE',
    help: 'gets the report, at most 4096 bytes, when not ready; default /dev/termination-log where it exists',
    read: (terminationLog) => ({ terminationLog }),
  },
  {
    kind: 'switch',
    name: 'resident',
    help: "stay the command's parent and pass signals on, as it is where Node has no execve",
    layer: { resident: true },
  },
];

/** Options of `run`: those of the probes, and how the command is started. */
export function launchOptions(probes: readonly AnyProbe[]): readonly Option[] {
  return [...runOptions(probes), ...START];
}
