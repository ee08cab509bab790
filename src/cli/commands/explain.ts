import { catalogue } from '../../catalogue.ts';
import type { CatalogueEntry } from '../../core/catalogue.ts';
import { FAMILIES, type Family } from '../../core/platform.ts';
import { severityInWords } from '../../core/rule.ts';
import { didYouMean } from '../../core/text/meant/nearest.ts';
import { visibleJson } from '../../core/text/visible.ts';
import { hang, WIDTH, wrap } from '../../core/text/wrap.ts';
import { detectPlatform } from '../../target/system/platform.ts';
import { EXIT } from '../../verdict/verdict.ts';
import type { Command, Context } from '../command.ts';
import type { Option } from '../options/option.ts';
import type { ParsedArgs } from '../options/parse.ts';
import { UsageError } from '../options/usage-error.ts';
import { displayOf, shown } from '../output/display.ts';
import type { Known } from './outside.ts';

const FORMAT: Option = {
  kind: 'value',
  name: 'format',
  short: 'f',
  placeholder: 'text|json',
  help: 'default text',
  thisCallOnly: true,
  read: () => ({}),
};

/** `probe-env explain [RULE|PROBE|MESSAGE]`: what stands behind a rule or a message, or which rules there are. */
export const explain: Command = {
  usage: ['probe-env explain [OPTION]... [RULE|PROBE|MESSAGE|-]'],
  description:
    'Explains one rule: what is wrong, why, what fixes it in each kind of container, and whether a restart does. With PROBE, lists the rules of that probe; with an error message of go, OpenSSL or Node, those that explain it (- reads it from stdin); with none of these, all rules.',
  options: () => [FORMAT],
  outside: true,
  run: async (args, operator) => {
    operator.io.out(await looking(args, operator, (context) => documentOf(args, context, operator)));
    return EXIT.ready;
  },
};

/** What is "here": this container, or the one that the options name. */
async function looking<T>(
  args: ParsedArgs,
  context: Context,
  look: (context: Context) => Promise<T>,
): Promise<T> {
  const { TARGET_OPTIONS } = await import('../outside/target-options.ts');
  if (!TARGET_OPTIONS.some((option) => args.given.has(option))) return look(context);
  const target = await (await import('../outside/target-of.ts')).targetOf(args, context);
  const { lookAgain } = await import('../outside/look-again.ts');
  const { foreignProbes } = await import('../../run/foreign.ts');
  return lookAgain(target, ({ host, lacks }) =>
    look({ ...context, host, probes: foreignProbes(context.probes, false, lacks) }),
  );
}

async function documentOf(args: ParsedArgs, context: Context, operator: Context): Promise<string> {
  const [given, extra] = [...args.positionals, ...(args.rest ?? [])];
  if (extra !== undefined)
    throw new UsageError(`explain takes one rule or probe, but was given ${JSON.stringify(extra)} too`);
  const id = given === '-' ? await pastedOnStdin(operator) : given;
  const format = args.given.get(FORMAT) ?? 'text';
  if (format !== 'text' && format !== 'json')
    throw new UsageError(`--format: ${JSON.stringify(format)} is no format of explain; write text or json`);
  const all = await catalogue(context.probes);
  const display = displayOf({ output: null }, operator.host, context.io, 'out');
  const width = display.width ?? WIDTH;
  const message = id === undefined ? null : await pastedMessage(id, given === '-');
  const beside = message === null || format === 'json' ? [] : await besideRules(message, context, width);
  const rules = await found(id, all, message);
  if (format === 'json') {
    return `${visibleJson(JSON.stringify({ schemaVersion: 1, rules }, null, 2))}\n`;
  }
  const [only] = rules;
  const text =
    rules.length === 1 && only !== undefined && only.probe !== id
      ? one(only, width, context)
      : list(rules, width);
  return shown([text, ...beside.map((part) => `${part.trimEnd()}\n`)].filter(Boolean).join('\n'), display);
}

/** A log says at its end why it ended. */
const LONGEST_LOG_BYTES = 64 * 1024;

async function pastedOnStdin(context: Context): Promise<string> {
  const { endOfStdin } = await import('../outside/incoming.ts');
  const { end, cut } = await endOfStdin('explain -', LONGEST_LOG_BYTES, context);
  if (cut !== null) context.io.err(`probe-env: explain -: ${cut}: this is of what had come\n`);
  const text = end.toString().trim();
  if (text === '') throw new UsageError('explain -: nothing came in on stdin');
  return text;
}

/** What a tool printed, in words that are known here; null where it is the name of a rule or a probe. */
async function pastedMessage(asked: string, isOnStdin: boolean): Promise<Pasted | null> {
  const { inKnownWords, isMessage } = await import('./pasted.ts');
  if (!isOnStdin && !isMessage(asked)) return null;
  const { knownMessage } = await import('./outside.ts');
  const text = inKnownWords(asked);
  return { text, known: knownMessage(text) };
}

interface Pasted {
  readonly text: string;
  readonly known: Known | null;
}

/** What there is to say of a message beside the rules: the path in it as it is here, and what is not about this container. */
async function besideRules(
  { text, known }: Pasted,
  context: Context,
  width: number,
): Promise<readonly string[]> {
  const { inProse } = await import('./outside.ts');
  const { lookAt } = await import('./look-at.ts');
  return [
    await lookAt(text, context, width),
    known === null ? null : proseWrapped(inProse(known.message), width),
  ].filter((part) => part !== null);
}

/** Paragraphs are wrapped; lines that are indented are there to be copied. */
function proseWrapped(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => (line.startsWith(' ') ? line : wrap(line, width)))
    .join('\n');
}

/** Of a log that nothing explains no more is repeated, characters. */
const LONGEST_QUOTE = 300;

function quoted(text: string): string {
  return JSON.stringify(text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}…` : text);
}

/** All rules, those of a probe, or one. */
async function found(
  id: string | undefined,
  rules: readonly CatalogueEntry[],
  message: Pasted | null,
): Promise<readonly CatalogueEntry[]> {
  if (id === undefined) return rules;
  const asked = rules.filter((rule) => rule.id === id || rule.probe === id);
  if (asked.length > 0) return asked;
  const { explaining } = await import('./pasted.ts');
  const explained = explaining(message?.text ?? id, rules, message?.known ?? null);
  if (explained.length > 0 || (message?.known ?? null) !== null) return explained;
  if (message !== null)
    throw new UsageError(
      `no rule explains ${quoted(id)}; a shorter part of the message may, and explain without it lists all rules`,
    );
  const ids = rules.map((rule) => rule.id);
  const names = id.includes('/') ? ids : [...new Set(rules.map((rule) => rule.probe)), ...ids];
  throw new UsageError(`there is no rule or probe ${quoted(id)}${await didYouMean(id, names)}`);
}

function list(rules: readonly CatalogueEntry[], width: number): string {
  if (rules.length === 0) return '';
  const column = Math.max(...rules.map((rule) => rule.id.length)) + 2;
  const indent = column + SEVERITY_WIDTH;
  // Where no room is left beside the id, the title has lines of its own.
  const beside = width - indent >= 40;
  const lines = rules.map((rule, i) => {
    const gap = i > 0 && rule.probe !== rules[i - 1]?.probe ? '\n' : '';
    const head = `${rule.id.padEnd(column)}${rule.severity.padEnd(SEVERITY_WIDTH)}`;
    const title = beside
      ? hang(wrap(rule.title, width - indent), head, ' '.repeat(indent))
      : `${head.trimEnd()}\n${hang(wrap(rule.title, width - 4), '    ', '    ')}`;
    return `${gap}${title}\n`;
  });
  return lines.join('');
}

const SEVERITY_WIDTH = 9;

const FAMILY_LABELS: Readonly<Record<Family, string>> = {
  debian: 'Debian, Ubuntu',
  alpine: 'Alpine',
  rhel: 'RHEL, Fedora',
  scratch: 'scratch, distroless',
};

function one(rule: CatalogueEntry, width: number, { host }: Context): string {
  const here = detectPlatform(host).family;
  const restart = rule.restart.mends ? 'A restart fixes it.' : 'A restart does not fix it.';
  return [
    `${wrap(`${rule.id} (${severityInWords(rule)})`, width)}\n${wrap(`${rule.title}.`, width)}`,
    wrap(rule.cause, width),
    ...(rule.says.length === 0
      ? []
      : [`What the tools say:\n${rule.says.map((said) => `  ${said}`).join('\n')}`]),
    `For example:\n${indented(rule.message, '  ', width)}`,
    `What fixes it:\n${remedies(rule, here)}`,
    wrap(`${restart} ${rule.restart.why}`, width),
  ]
    .join('\n\n')
    .concat('\n');
}

/** Families with the same remedy share it; the one of this container is marked. */
function remedies(rule: CatalogueEntry, here: Family): string {
  const texts = [...new Set(FAMILIES.map((family) => rule.remedy[family]))];
  if (texts.length === 1) return commands(texts[0] ?? '', '  ');
  return texts
    .map((text) => {
      const families = FAMILIES.filter((family) => rule.remedy[family] === text);
      const mark = families.includes(here) ? ' (as here)' : '';
      return `  ${families.map((family) => FAMILY_LABELS[family]).join('; ')}${mark}:\n${commands(text, '    ')}`;
    })
    .join('\n');
}

/** Commands are never broken: they are there to be copied. */
function commands(text: string, indent: string): string {
  return hang(text, `${indent}→ `, `${indent}  `);
}

function indented(text: string, indent: string, width: number): string {
  return hang(wrap(text, width - indent.length), indent, indent);
}
