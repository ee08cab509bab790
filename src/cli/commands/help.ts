import type { AnyProbe } from '../../core/probe.ts';
import { hang, WIDTH, wrap } from '../../core/text/wrap.ts';
import { COMMAND_NAMES, type Command } from '../command.ts';
import { HELP_TEXTS, SUMMARIES } from '../options/help-texts.ts';
import { type Option, twinOf } from '../options/option.ts';
import { TARGET_OPTIONS } from '../outside/target-options.ts';
import { COMMANDS } from './index.ts';

const COLUMN = 28;
const NARROW_COLUMN = 18;

/** What a page of help is made for. */
export interface Page {
  /** The probes that there are. */
  readonly probes: readonly AnyProbe[];
  /** Columns; default those of documents. */
  readonly width?: number | undefined;
}

/** `--help` without a command: what there is, and the options of the default command. */
export async function overview(page: Page): Promise<string> {
  const { width = WIDTH } = page;
  const check = await COMMANDS.check.load();
  const options = [...check.options(page.probes), ...TARGET_OPTIONS];
  const commands = COMMAND_NAMES.map((name) => row(name, SUMMARIES[name], width));
  return [
    wrap(
      `Says within the time of a Kubernetes probe whether this container is ready for its Go service; if not: what is wrong, why, and the command that fixes it. To find out it runs ${page.probes.length} probes of its own: ${namesOf(page.probes).join(', ')}.`,
      width,
    ),
    `Usage: probe-env [COMMAND] [OPTION]...\n       probe-env COMMAND --help`,
    `Commands:\n${commands.join('\n')}`,
    optionsOf(options, page),
    wrap(
      'Exit codes: 0 ready, 1 not ready, 64 wrong usage, 66 what --root or --pid names cannot be looked at, 70 internal error, 78 policy file unusable',
      width,
    ),
    '',
  ]
    .join('\n\n')
    .trimEnd()
    .concat('\n');
}

/** `COMMAND --help`. */
export function help(command: Command, options: readonly Option[], page: Page): string {
  const usage = command.usage.map((line) => hang(wrap(line, (page.width ?? WIDTH) - 11), '', '    '));
  return `Usage: ${usage.join('\n').replaceAll('\n', '\n       ')}\n\n${wrap(command.description, page.width)}\n\n${optionsOf(options, page)}\n`;
}

function optionsOf(options: readonly Option[], { probes, width = WIDTH }: Page): string {
  const rows = options.map((option) => row(label(option), meaning(option, probes), width));
  const own = [row('    --version', 'print the version', width), row('-h, --help', 'print this', width)];
  return `Options:\n${[...rows, ...own].join('\n')}${twinsOf(options, width)}`;
}

/** The names of probes are the registry's: an option knows only that it takes them. */
export function meaning(
  { name, help = HELP_TEXTS[name] ?? '', namesProbes }: Option,
  probes: readonly AnyProbe[],
): string {
  return namesProbes === true ? `${help}: ${namesOf(probes).join(', ')}` : help;
}

function namesOf(probes: readonly AnyProbe[]): readonly string[] {
  return probes.map(({ name }) => name);
}

function twinsOf(options: readonly Option[], width: number): string {
  const usual = options.filter((option) => !option.thisCallOnly);
  const example = usual.find((option) => option.name.includes('-')) ?? usual[0];
  if (example === undefined) return '';
  const without = options.filter((option) => option.thisCallOnly).map((option) => `--${option.name}`);
  const but = without.length === 0 ? '' : `, but for ${without.join(', ')}`;
  return `\n\n${wrap(`Each option can be set by a variable too${but}: --${example.name} by ${twinOf(example)}.`, width)}`;
}

function label(option: Option): string {
  const short = option.short === undefined ? '    ' : `-${option.short}, `;
  return `${short}--${option.name}${option.kind === 'value' ? ` ${option.placeholder}` : ''}`;
}

function row(name: string, text: string, width: number): string {
  const head = `  ${name}`;
  const indent = width < 90 ? NARROW_COLUMN : COLUMN;
  const column = ' '.repeat(indent);
  // A name that is too long for its column stands on a line of its own.
  const first =
    head.length > indent - 2
      ? `${hang(breakable(head, width), '', '      ')}\n${column}`
      : head.padEnd(indent);
  return hang(wrap(text, width - indent), first, column);
}

/** A list of values such as a|b|c has no blanks to break it at. */
function breakable(head: string, width: number): string {
  return head.length <= width ? head : wrap(head.replaceAll('|', '| '), width - 6).replaceAll('| ', '|');
}
