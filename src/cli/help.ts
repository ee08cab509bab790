import { hang, WIDTH, wrap } from '../core/wrap.ts';
import { COMMAND_NAMES, COMMANDS, type Command } from './command.ts';
import { type Option, twinOf } from './option.ts';

const COLUMN = 28;

/** `--help` without a command: what there is, and the options of the default command. */
export async function overview(): Promise<string> {
  const check = await COMMANDS.check.load();
  const commands = COMMAND_NAMES.map((name) => row(name, COMMANDS[name].summary));
  return [
    'Says within the time of a Kubernetes probe whether this container is ready for its Go service;\nif not: what is wrong, why, and the command that mends it.',
    `Usage: probe-env [COMMAND] [OPTION]...\n       probe-env COMMAND --help`,
    `Commands:\n${commands.join('\n')}`,
    optionsOf(check),
    `Exit codes: 0 ready, 1 not ready, 64 wrong usage, 70 internal error, 78 policy file unusable`,
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

/** `COMMAND --help`. */
export function help(command: Command): string {
  return `Usage: ${command.usage.join('\n       ')}\n\n${wrap(command.description)}\n\n${optionsOf(command)}\n`;
}

function optionsOf({ options }: Command): string {
  const rows = options.map((option) => row(label(option), option.help));
  const own = [row('    --version', 'print the version'), row('-h, --help', 'print this')];
  return `Options:\n${[...rows, ...own].join('\n')}${twinsOf(options)}`;
}

function twinsOf(options: readonly Option[]): string {
  const usual = options.filter((option) => !option.thisCallOnly);
  const example = usual.find((option) => option.name.includes('-')) ?? usual[0];
  if (example === undefined) return '';
  const without = options.filter((option) => option.thisCallOnly).map((option) => `--${option.name}`);
  const but = without.length === 0 ? '' : `, but for ${without.join(', ')}`;
  return `\n\n${wrap(`Each option can be set by a variable too${but}: --${example.name} by ${twinOf(example)}.`)}`;
}

function label(option: Option): string {
  const short = option.short === undefined ? '    ' : `-${option.short}, `;
  return `${short}--${option.name}${option.kind === 'value' ? ` ${option.placeholder}` : ''}`;
}

function row(name: string, text: string): string {
  const head = `  ${name}`;
  const column = ' '.repeat(COLUMN);
  // A name that is too long for its column stands on a line of its own.
  const first = head.length > COLUMN - 2 ? `${head}\n${column}` : head.padEnd(COLUMN);
  return hang(wrap(text, WIDTH - COLUMN), first, column);
}
