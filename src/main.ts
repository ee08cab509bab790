import { probes } from '../probes/index.ts';
import { type Command, parse } from './cli/command.ts';
import { UsageError } from './cli/usage-error.ts';
import type { Config } from './config/config.ts';
import type { Host } from './host/host.ts';
import { makeReport } from './pipeline.ts';
import { REPORTERS, showsFacts } from './report/format.ts';
import { EXIT } from './verdict/verdict.ts';
import { VERSION } from './version.ts';

/** Where the answer goes. Calls return when everything is written, or nobody reads any more. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /** Replaces the file in one step, so that no reader sees half a report. */
  writeFile(path: string, text: string): void;
  isTerminal(): boolean;
}

/** (argv, host, streams) → exit code. */
export async function main(argv: readonly string[], host: Host, io: Io): Promise<number> {
  let command: Command;
  try {
    command = parse(argv, host);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    io.err(`probe-env: ${error.message}\n`);
    return EXIT.usage;
  }
  switch (command.name) {
    case 'version':
      io.out(`probe-env ${VERSION}\n`);
      return EXIT.ready;
    case 'help':
      io.out((await import('./cli/help.ts')).help(command.topic));
      return EXIT.ready;
    case 'check':
      return check(command.config, host, io);
  }
}

async function check(config: Config, host: Host, io: Io): Promise<number> {
  const options = { verbosity: config.verbosity, color: useColor(config, host, io) };
  const report = await makeReport(probes, host, config, { facts: showsFacts(config.format, options) });
  const reporter = await REPORTERS[config.format]();
  const document = reporter(report, options);
  if (config.output === null) io.out(document);
  else io.writeFile(config.output, document);
  return report.exitCode;
}

/** https://no-color.org; FORCE_COLOR as Node reads it. */
function useColor(config: Config, host: Host, io: Io): boolean {
  if (config.color !== 'auto') return config.color === 'always';
  if (host.env.NO_COLOR) return false;
  if (host.env.FORCE_COLOR !== undefined) return host.env.FORCE_COLOR !== '0';
  return host.env.TERM !== 'dumb' && config.output === null && io.isTerminal();
}
