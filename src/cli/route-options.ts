import type { Option, ValueOption } from './option.ts';
import { RUN_OPTIONS } from './run-options.ts';

/** Options of `route` that say nothing about the configuration: the command reads them itself. */
function own(option: Pick<ValueOption, 'name' | 'placeholder' | 'help' | 'repeats'>): ValueOption {
  return { kind: 'value', thisCallOnly: true, read: () => ({}), ...option };
}

export const FROM = own({
  name: 'from',
  placeholder: 'FILE',
  help: 'go.mod or go.work whose requirements are routed, replacements followed',
});

export const ENV_FILE = own({
  name: 'env-file',
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

const SHARED = ['config', 'format', 'output', 'quiet', 'verbose', 'color'];

const shared = RUN_OPTIONS.filter((option) => SHARED.includes(option.name));

/** `--format`, to tell it from its variable. */
export const FORMAT = shared.find((option) => option.name === 'format') as Option;

export const ROUTE_OPTIONS: readonly Option[] = [FROM, ENV_FILE, ENV, GO, ...shared];
