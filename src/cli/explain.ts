import { catalogue } from '../catalogue.ts';
import type { CatalogueEntry } from '../core/catalogue.ts';
import { didYouMean } from '../core/nearest.ts';
import { FAMILIES, type Family } from '../core/platform.ts';
import { hang, wrap } from '../core/wrap.ts';
import { detectPlatform } from '../host/platform.ts';
import { EXIT } from '../verdict/verdict.ts';
import type { Command, Context } from './command.ts';
import { UsageError } from './usage-error.ts';

/** `probe-env explain [RULE]`: what stands behind a rule, or which rules there are. */
export const explain: Command = {
  usage: ['probe-env explain [RULE]'],
  description:
    'Explains one rule: what is wrong, why, what mends it in each kind of container, and whether a restart does. Without RULE, lists all rules.',
  options: [],
  run: async ({ positionals, rest }, context) => {
    const [id, extra] = [...positionals, ...(rest ?? [])];
    if (extra !== undefined)
      throw new UsageError(`explain takes one rule, but was given ${JSON.stringify(extra)} too`);
    const rules = await catalogue(context.probes);
    context.io.out(id === undefined ? list(rules) : one(await find(id, rules), context));
    return EXIT.ready;
  },
};

async function find(id: string, rules: readonly CatalogueEntry[]): Promise<CatalogueEntry> {
  const found = rules.find((rule) => rule.id === id);
  if (found !== undefined) return found;
  const hint = await didYouMean(
    id,
    rules.map((rule) => rule.id),
  );
  throw new UsageError(`there is no rule ${JSON.stringify(id)}${hint}`);
}

function list(rules: readonly CatalogueEntry[]): string {
  const width = Math.max(...rules.map((rule) => rule.id.length));
  const lines = rules.map((rule, i) => {
    const gap = i > 0 && rule.probe !== rules[i - 1]?.probe ? '\n' : '';
    return `${gap}${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.title}\n`;
  });
  return lines.join('');
}

const FAMILY_LABELS: Readonly<Record<Family, string>> = {
  debian: 'Debian, Ubuntu',
  alpine: 'Alpine',
  rhel: 'RHEL, Fedora',
  scratch: 'scratch, distroless',
};

function one(rule: CatalogueEntry, { host }: Context): string {
  const here = detectPlatform(host).family;
  const restart = rule.restart.mends ? 'A restart mends it.' : 'A restart does not mend it.';
  return [
    `${rule.id} (${rule.severity})\n${rule.title}.`,
    wrap(rule.cause),
    `For example:\n${indented(rule.message, '  ')}`,
    `What mends it:\n${remedies(rule, here)}`,
    wrap(`${restart} ${rule.restart.why}`),
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

function indented(text: string, indent: string): string {
  return hang(wrap(text, 100 - indent.length), indent, indent);
}
