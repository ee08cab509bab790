import type { DraftField, DraftItem } from '../../core/policy/draft.ts';
import { visible } from '../../core/text/visible.ts';
import type { Json } from '../../core/types/json.ts';
import { scalar } from '../policy/policy-document.ts';
import type { DraftSection, PolicyDraft } from './draft-policy.ts';

const HEAD = `# What this container is, as a policy that it fulfils: an image that lacks any of it is not ready.
# Take out what does not matter, and widen what is too narrow. probe-env policy FILE checks it.
`;

/** A policy file: commented, and the same for the same container. */
export function draftYaml({ profile, sections }: PolicyDraft): string {
  return [HEAD, `profile: ${profile}\n`, ...sections.map(sectionText)].join('\n');
}

function sectionText({ name, fields, without }: DraftSection): string {
  if (fields.length === 0) return `# ${name}: ${visible(without ?? 'nothing to ask for')}\n`;
  return `${name}:\n${fields.map(fieldText).join('')}`;
}

function fieldText({ key, value, comment }: DraftField): string {
  const head = comment === undefined ? '' : `  # ${visible(comment)}\n`;
  return `${head}  ${key}:${valueText(value)}`;
}

function valueText(value: Json | readonly DraftItem[]): string {
  if (Array.isArray(value)) {
    return value.every((item) => typeof item !== 'object')
      ? ` ${flow(value)}\n`
      : `\n${value.map((item) => itemText(item as Json | DraftItem)).join('')}`;
  }
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
    return `\n${entries.map(([key, item]) => `    ${scalar(key)}: ${flow(item as Json)}\n`).join('')}`;
  }
  return ` ${scalar(value as Json)}\n`;
}

function itemText(entry: Json | DraftItem): string {
  const isItem = typeof entry === 'object' && entry !== null && 'item' in entry;
  const { item, comment } = isItem ? (entry as DraftItem) : { item: entry as Json, comment: null };
  return `${comment === null ? '' : `    # ${visible(comment)}\n`}    - ${flow(item)}\n`;
}

/** YAML on one line. */
function flow(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return scalar(value);
  const entries = Object.entries(value).map(([key, item]) => `${scalar(key)}: ${flow(item)}`);
  return `{ ${entries.join(', ')} }`;
}
