import { probes as registry } from '../probes/index.ts';
import { COMMAND_NAMES, COMMANDS, type CommandName } from './cli/command.ts';
import { parseArguments } from './cli/parse.ts';
import { RUN_OPTIONS } from './cli/run-options.ts';
import { UsageError } from './cli/usage-error.ts';
import { PolicyError } from './config/policy-error.ts';
import { didYouMean } from './core/nearest.ts';
import type { AnyProbe } from './core/probe.ts';
import type { Host } from './host/host.ts';
import { EXIT } from './verdict/verdict.ts';
import { VERSION } from './version.ts';

/** Where the answer goes. Calls return when everything is written, or nobody reads any more. */
export interface Io {
  out(text: string): void;
  err(text: string): void;
  /**
   * Replaces the file in one step where the file system allows it, so that no reader sees half a report.
   * Throws an error with an errno code.
   */
  writeFile(path: string, text: string): void;
  isTerminal(): boolean;
}

/** (argv, host, streams) → exit code. */
export async function main(
  argv: readonly string[],
  host: Host,
  io: Io,
  probes: readonly AnyProbe[] = registry,
): Promise<number> {
  try {
    return await dispatch(argv, host, io, probes);
  } catch (error) {
    if (error instanceof UsageError) {
      io.err(`probe-env: ${error.message}\nprobe-env --help lists what there is\n`);
      return EXIT.usage;
    }
    if (error instanceof PolicyError) {
      io.err(`${error.lines.map((line) => `probe-env: ${line}\n`).join('')}`);
      return EXIT.policy;
    }
    throw error;
  }
}

async function dispatch(
  argv: readonly string[],
  host: Host,
  io: Io,
  probes: readonly AnyProbe[],
): Promise<number> {
  const { name, rest } = await splitCommand(argv);
  const command = await COMMANDS[name ?? 'check'].load();
  const args = await parseArguments(rest, command.options);
  if (args.version) {
    io.out(`probe-env ${VERSION}\n`);
    return EXIT.ready;
  }
  if (args.help) {
    const { help, overview } = await import('./cli/help.ts');
    io.out(name === null ? await overview() : help(command));
    return EXIT.ready;
  }
  return command.run(args, { host, io, probes });
}

/** The command is the first word that is neither an option nor an option's value; without one it is check. */
async function splitCommand(
  argv: readonly string[],
): Promise<{ readonly name: CommandName | null; readonly rest: readonly string[] }> {
  const word = argv[0];
  // The usual forms need no second look: no arguments, or the command in the first place.
  if (word === undefined) return { name: null, rest: [] };
  const at = word.startsWith('-') ? (await parseArguments(argv, RUN_OPTIONS)).firstPositional : 0;
  const found = argv[at];
  if (found === undefined) return { name: null, rest: argv };
  const name = COMMAND_NAMES.find((command) => command === found);
  if (name === undefined) {
    throw new UsageError(`unknown command ${JSON.stringify(found)}${await didYouMean(found, COMMAND_NAMES)}`);
  }
  return { name, rest: [...argv.slice(0, at), ...argv.slice(at + 1)] };
}
