import { InvalidValue } from '../../../core/policy/shorthand.ts';
import { own, TARGET_OPTIONS } from '../../outside/target-options.ts';
import type { Option, SwitchOption, ValueOption } from '../option.ts';
import { RUN_SETTINGS } from './run-options.ts';

export const FROM = own({
  name: 'from',
  placeholder: 'FILE',
  help: 'go.mod or go.work whose requirements are routed, replacements followed',
});

export const GO = own({
  name: 'go',
  placeholder: 'VERSION',
  help: 'version of Go that is asked about; default the one that is there, else the newest',
});

export const FORMAT: ValueOption = {
  kind: 'value',
  name: 'format',
  short: 'f',
  placeholder: 'text|json',
  help: 'default text, a matrix',
  read: (format) => {
    if (format === 'text' || format === 'json') return { format };
    throw new InvalidValue('is none of route; write text or json');
  },
};

const VERBOSE: SwitchOption = {
  kind: 'switch',
  name: 'verbose',
  short: 'v',
  help: 'every reason, and the settings',
  layer: { verbosity: 'verbose' },
};

/** Those of the other commands that mean the same here. */
const SHARED = ['config', 'output', 'online', 'timeout', 'quiet', 'color'];

export const ROUTE_OPTIONS: readonly Option[] = [
  ...[FROM, GO, FORMAT, VERBOSE],
  ...TARGET_OPTIONS,
  ...RUN_SETTINGS.filter((option) => SHARED.includes(option.name)),
];
