import type { Layer } from '../../config/layer.ts';

/** One option. The command line, the environment twin, the help and the documentation speak of it from here. */
export type Option = SwitchOption | ValueOption;

interface Named {
  /** Long name without dashes. */
  readonly name: string;
  /** One letter. */
  readonly short?: string;
  /** What the help says; where it is left out, HELP_TEXTS has it, which most calls never read. */
  readonly help?: string;
  /** Its value names probes: what tells of it lists them. */
  readonly namesProbes?: true;
  /** Speaks of this call alone: it has no variable in its place. */
  readonly thisCallOnly?: true;
}

/** An option without a value. */
export interface SwitchOption extends Named {
  readonly kind: 'switch';
  readonly layer: Layer;
  /** What its variable says when it is off, where a policy file may have said on. */
  readonly off?: Layer;
}

export interface ValueOption extends Named {
  readonly kind: 'value';
  /** What the help calls the value. */
  readonly placeholder: string;
  /** May be given more than once. */
  readonly repeats?: true;
  /** The value's meaning. @throws InvalidValue */
  read(text: string): Layer | Promise<Layer>;
}

/** The environment variable that stands for an option: `PROBE_ENV_GO_VERSION` for `--go-version`. */
export function twinOf(option: Pick<Option, 'name'>): string {
  return `${TWIN_PREFIX}${option.name.toUpperCase().replaceAll('-', '_')}`;
}

export const TWIN_PREFIX = 'PROBE_ENV_';
