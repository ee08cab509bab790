import type { Layer } from '../../config/layer.ts';
import { InvalidValue } from '../../core/policy/shorthand.ts';
import { didYouMean } from '../../core/text/meant/nearest.ts';
import { type Option, type SwitchOption, TWIN_PREFIX, twinOf, type ValueOption } from './option.ts';
import type { ParsedArgs } from './parse.ts';
import { UsageError } from './usage-error.ts';

/** What one option says, and how it was called. */
export interface Said {
  /** `--timeout` or `PROBE_ENV_TIMEOUT`. */
  readonly source: string;
  readonly layer: Layer;
}

type Given = Pick<ParsedArgs, 'given' | 'repeated'>;

/** What the command line says. */
export async function saidByFlags({ given, repeated }: Given): Promise<readonly Said[]> {
  const switches = [...given.keys()].filter((option) => option.kind === 'switch');
  refuseBoth(switches, (option) => `--${option.name}`);
  const said: Said[] = switches.map((option) => ({ source: `--${option.name}`, layer: option.layer }));
  for (const [option, last] of given) {
    if (option.kind !== 'value') continue;
    // Written as in the variable: as a list.
    const text = repeated.get(option)?.join(',') ?? String(last);
    const source = `--${option.name}`;
    said.push({ source, layer: await readValue(option, source, text) });
  }
  return said;
}

/**
 * What the options' twins in the environment say. An empty variable counts as unset, since a manifest
 * often cannot take one away.
 */
export async function saidByEnvironment(
  env: Readonly<Record<string, string>>,
  options: readonly Option[],
): Promise<readonly Said[]> {
  const ours = Object.keys(env).filter((name) => name.startsWith(TWIN_PREFIX) && env[name] !== '');
  if (ours.length === 0) return [];
  const byTwin = new Map(options.map((option) => [twinOf(option), option]));
  const said: Said[] = [];
  const on: SwitchOption[] = [];
  for (const name of ours) {
    const option = byTwin.get(name);
    const text = env[name] ?? '';
    if (option === undefined)
      await (await import('./unknown-variable.ts')).refuseMisspelt(name, [...byTwin.keys()]);
    else if (option.kind === 'value') said.push({ source: name, layer: await readValue(option, name, text) });
    else if (await isOn(name, text)) on.push(option);
    else said.push({ source: name, layer: option.off ?? {} });
  }
  refuseBoth(on, twinOf);
  return [...said, ...on.map((option) => ({ source: twinOf(option), layer: option.layer }))];
}

async function readValue(option: ValueOption, source: string, text: string): Promise<Layer> {
  if (text === '') throw new UsageError(`${source} is empty`);
  try {
    return await option.read(text);
  } catch (error) {
    if (!(error instanceof InvalidValue)) throw error;
    throw new UsageError(`${source}: ${JSON.stringify(text)} ${error.message}`);
  }
}

const SWITCH_VALUES: Readonly<Record<string, boolean>> = { '1': true, true: true, '0': false, false: false };

async function isOn(name: string, text: string): Promise<boolean> {
  const on = SWITCH_VALUES[text];
  if (on !== undefined) return on;
  const hint = await didYouMean(text, ['true', 'false', '1', '0']);
  throw new UsageError(`${name}: ${JSON.stringify(text)} is neither on nor off${hint}`);
}

/** Switches that set the same thing; one that a command reads itself sets nothing here. */
function refuseBoth(switches: readonly SwitchOption[], call: (option: Option) => string): void {
  const settingOf = ({ layer }: SwitchOption) => Object.keys(layer).join();
  for (const option of switches) {
    const rivals = switches.filter((other) => settingOf(other) === settingOf(option));
    if (rivals.length > 1 && settingOf(option) !== '')
      throw new UsageError(`${rivals.map(call).join(' and ')} exclude each other`);
  }
}

/** All of it as one layer. */
export function combine(said: readonly Said[]): Layer {
  const layers = said.map(({ layer }) => layer);
  const policy = Object.assign({}, ...layers.map((layer) => layer.policy));
  const combined: Layer = Object.assign({}, ...layers);
  return Object.keys(policy).length === 0 ? combined : { ...combined, policy };
}
