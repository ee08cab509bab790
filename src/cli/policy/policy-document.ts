import { redactDeep } from '../../core/redact/deep.ts';
import { exceptionEnd } from '../../core/text/exception-text.ts';
import { visible, visibleJson } from '../../core/text/visible.ts';
import type { Json } from '../../core/types/json.ts';
import type { EffectiveValue, Source } from './effective-values.ts';

/** Column of the comments. */
const COLUMN = 44;

/** A policy file that says what holds, with the sources as comments. */
export function policyYaml(values: readonly EffectiveValue[], files: readonly string[], now: number): string {
  const head = `# The policy that holds here${files.length === 0 ? '; no policy file is there' : ''}.`;
  const lines: string[] = [head];
  const shown = redactDeep(values.map(({ value }) => value));
  let open: readonly string[] = [];
  for (const [index, { at, source }] of values.entries()) {
    const value = shown[index] ?? null;
    const tables = at.slice(0, -1);
    for (const [depth, key] of tables.entries()) {
      if (open[depth] === key && open.slice(0, depth).every((part, i) => part === tables[i])) continue;
      lines.push(`${'  '.repeat(depth)}${scalar(key)}:`);
      open = tables.slice(0, depth + 1);
    }
    open = tables;
    const line = `${'  '.repeat(tables.length)}${scalar(at.at(-1) ?? '')}: ${scalar(value)}`;
    lines.push(`${line.padEnd(COLUMN)}  # ${visible(sourceText(source))}${noteOf(at, value, now)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** How far the end of an exception is: who checks a file in CI wants to know before. */
function noteOf([section, , key]: readonly string[], value: Json, now: number): string {
  return section === 'rules' && key === 'until' ? `; ${exceptionEnd(String(value), now)}` : '';
}

/** The same for programs. */
export function policyJson(values: readonly EffectiveValue[], files: readonly string[]): string {
  const document = {
    schemaVersion: 1,
    valid: true,
    files,
    values: values.map(({ at, value, source }) => ({ key: at.join('.'), value, source })),
  };
  return `${visibleJson(JSON.stringify(redactDeep(document), null, 2))}\n`;
}

function sourceText(source: Source): string {
  if (source.kind === 'default') return 'default';
  return source.kind === 'file' ? `${source.file}:${source.line}` : source.name;
}

/** Words that YAML, or an older YAML, takes for something else than text. */
const NOT_TEXT = /^(?:true|false|null|yes|no|on|off|y|n|~)$/i;

/** JSON is YAML; what needs no quotes has none. */
export function scalar(value: Json): string {
  if (typeof value === 'string' && /^[A-Za-z/][\w/.-]*$/.test(value) && !NOT_TEXT.test(value)) return value;
  return visibleJson(JSON.stringify(value));
}
