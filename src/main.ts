import { lend, probes } from '../probes/index.ts';
import { link } from '../probes/links.ts';
import { COMMAND_NAMES, type Command, type CommandName, type Context } from './cli/command.ts';
import { COMMANDS } from './cli/commands/index.ts';
import type { Option } from './cli/options/option.ts';
import { parseArguments } from './cli/options/parse.ts';
import { launchOptions } from './cli/options/sets/launch-options.ts';
import { UsageError } from './cli/options/usage-error.ts';
import type { Registry } from './core/probe.ts';
import { didYouMean } from './core/text/meant/nearest.ts';
import type { Host } from './target/host.ts';
import type { Io } from './target/io.ts';
import { EXIT } from './verdict/verdict.ts';
import { VERSION } from './version.ts';

/** (argv, host, streams) → exit code. */
export async function main(
  argv: readonly string[],
  host: Host,
  io: Io,
  registry: Registry & Pick<Context, 'lend'> = {
    probes,
    link,
    drafts: () => import('../probes/drafts.ts'),
    alone: () => import('../probes/alone.ts'),
    lend,
  },
): Promise<number> {
  // A command that does not exist is in most cases none of the others.
  let called: CommandName = 'check';
  try {
    const { name, rest } = await splitCommand(argv, registry);
    called = name ?? 'check';
    const command = await COMMANDS[called].load();
    return await dispatch(command, name, rest, { ...registry, host, io });
  } catch (error) {
    const { answerFailure } = await import('./cli/output/answer-failure.ts');
    return answerFailure(error, called, argv, { ...registry, host, io });
  }
}

async function dispatch(
  command: Command,
  name: CommandName | null,
  argv: readonly string[],
  context: Context,
): Promise<number> {
  const options = await withRare(command.options(context.probes), argv, command);
  const args = await parseArguments(argv, options);
  if (args.version) {
    context.io.out(`probe-env ${VERSION}\n`);
    return EXIT.ready;
  }
  if (args.help) {
    const { help, overview } = await import('./cli/commands/help.ts');
    const { displayOf, shown } = await import('./cli/output/display.ts');
    const display = displayOf({ output: null }, context.host, context.io, 'out');
    const page = { probes: context.probes, width: display.width };
    context.io.out(shown(name === null ? await overview(page) : help(command, options, page), display));
    return EXIT.ready;
  }
  return command.run(args, context);
}

/** Options that a usual call has none of are loaded where a word looks like one, or asks for help. */
async function withRare(
  options: readonly Option[],
  argv: readonly string[],
  command?: Command,
): Promise<readonly Option[]> {
  if (!argv.some((word) => /^--(?:r[ou]|p[ilo]|co[mn]|se|vo|i[mn]|us|cwd|en|he|li|gr|t[ol])|^-h$/.test(word)))
    return options;
  return [...options, ...(await import('./cli/options/sets/rare-options.ts')).rareOptions(command)];
}

/** The command is the first word that is neither an option nor an option's value; without one it is check. */
async function splitCommand(
  argv: readonly string[],
  { probes }: Registry,
): Promise<{ readonly name: CommandName | null; readonly rest: readonly string[] }> {
  const word = argv[0];
  // The usual forms need no second look: no arguments, or the command in the first place.
  if (word === undefined) return { name: null, rest: [] };
  const at = word.startsWith('-')
    ? (await parseArguments(argv, await withRare(launchOptions(probes), argv))).firstPositional
    : 0;
  const found = argv[at];
  if (found === undefined) return { name: null, rest: argv };
  const name = COMMAND_NAMES.find((command) => command === found);
  if (name === undefined) {
    throw new UsageError(`unknown command ${JSON.stringify(found)}${await didYouMean(found, COMMAND_NAMES)}`);
  }
  return { name, rest: [...argv.slice(0, at), ...argv.slice(at + 1)] };
}
