import type { Config } from '../../config/config.ts';
import type { Host } from '../../target/host.ts';
import type { Io } from '../../target/io.ts';

/** Whether to colour: as told, else https://no-color.org, else FORCE_COLOR as Node reads it, else on a terminal. */
export function useColor(
  config: Pick<Config, 'color' | 'output'>,
  { env }: Pick<Host, 'env'>,
  io: Pick<Io, 'isTerminal'>,
  stream: 'out' | 'err',
): boolean {
  if (config.color !== 'auto') return config.color === 'always';
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR !== undefined) return env.FORCE_COLOR !== '0' && env.FORCE_COLOR !== 'false';
  return env.TERM !== 'dumb' && config.output === null && io.isTerminal(stream);
}
