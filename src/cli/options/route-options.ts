import { InvalidValue } from '../../core/policy/shorthand.ts';
import type { Option, SwitchOption, ValueOption } from './option.ts';
import { RUN_SETTINGS } from './run-options.ts';

/** Options of `route` that say nothing about the configuration: the command reads them itself. */
function own(option: Pick<ValueOption, 'name' | 'placeholder' | 'help' | 'repeats'>): ValueOption {
  return { kind: 'value', thisCallOnly: true, read: () => ({}), ...option };
}

export const FROM = own({
  name: 'from',
  placeholder: 'FILE',
  help: 'go.mod or go.work whose requirements are routed, replacements followed',
});

/** Not --env-file: Node reads that one itself, wherever it stands. */
export const ENV_FROM = own({
  name: 'env-from',
  placeholder: 'FILE',
  help: "KEY=VALUE lines, or a Dockerfile's ENV lines: the environment that is asked about, in place of this one",
});

export const ENV = own({
  name: 'env',
  placeholder: 'KEY=VALUE',
  repeats: true,
  help: 'one variable of that environment; may be given more than once',
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
const SHARED = ['config', 'output', 'quiet', 'color'];

export const ROUTE_OPTIONS: readonly Option[] = [
  ...[FROM, ENV_FROM, ENV, GO, FORMAT, VERBOSE],
  ...RUN_SETTINGS.filter((option) => SHARED.includes(option.name)),
];
