import type { Finding } from '../core/documents/report.ts';
import type { Platform } from '../core/platform.ts';
import { mapStrings, redactDeep } from '../core/redact/deep.ts';
import { fits } from '../core/remedy/fits.ts';
import { byHand } from '../core/remedy/forms.ts';
import { doesHarm } from '../core/remedy/harm.ts';
import { quote } from '../core/remedy/quote.ts';
import type { Remedy } from '../core/remedy/remedy.ts';
import { remedyText } from '../core/remedy/text.ts';
import type { AnyRule, Prose, RawFinding } from '../core/rule.ts';
import type { Severity } from '../core/severity.ts';
import { ESCAPED, marked, visible } from '../core/text/visible.ts';
import type { JsonObject } from '../core/types/json.ts';
import { withoutKnown } from './known-secrets.ts';

/**
 * The one place where prose is made. Evidence is redacted first, then made harmless for a terminal, so
 * that line breaks in the result are ours alone.
 *
 * @param env of the machine: its secrets are taken out wherever they stand
 */
export function renderFinding(
  raw: RawFinding,
  rule: AnyRule,
  severity: Severity,
  platform: Platform,
  env: Readonly<Record<string, string>> = {},
): Finding {
  const evidence = withoutKnown(redactDeep(raw.args), env);
  const args = mapStrings(evidence, visible) as JsonObject;
  const remedies = remediesOf(rule, evidence, platform);
  return {
    rule: raw.rule,
    severity,
    defaultSeverity: raw.severity ?? rule.severity,
    message: prose(rule.message, args, platform),
    evidence,
    remedy: textOf(rule, remedies, args, platform),
    remedies,
    ...(raw.causedBy === undefined ? {} : { causedBy: raw.causedBy }),
  };
}

export function prose(text: Prose<JsonObject>, args: JsonObject, platform: Platform): string {
  return typeof text === 'string' ? text : text(args, platform);
}

/** What can be done in this container as it stands, the best first; never nothing. */
export function remediesOf(rule: AnyRule, evidence: JsonObject, platform: Platform): readonly Remedy[] {
  if (rule.remedies === undefined) return [];
  const args = mapStrings(evidence, marked) as JsonObject;
  const possible = rule.remedies(args, platform).filter((remedy) => fits(remedy, platform));
  const fitting = platform.closed ? withoutContainer(possible) : possible;
  const harmless = fitting
    .filter((remedy) => !doesHarm(remedy))
    .map((remedy) => ({ ...remedy, why: remedy.why.replaceAll(ESCAPED, '') }));
  const { reachedBy } = platform;
  const placed = reachedBy === undefined ? harmless : fromOutside(harmless, reachedBy);
  if (placed.length > 0) return placed;
  return [fitting.length > 0 ? STAYS_CLOSED : NOTHING_FITS];
}

/** What no RUN leaves behind: the umask of its shell, and files that every runtime writes anew. */
const LOST = /^RUN umask |\/etc\/(?:resolv\.conf|hosts|hostname)(?![\w.])/;

/** What would be typed in what nobody enters is done where its image is built. */
export function withoutContainer(remedies: readonly Remedy[]): readonly Remedy[] {
  return remedies.flatMap((remedy): readonly Remedy[] => {
    if (remedy.where !== 'container') return [remedy];
    const lines = remedy.lines.map((line) => `RUN ${line}`);
    const isSaid = remedies.some(({ where, lines: own }) => where === 'image' && own.join() === lines.join());
    return isSaid || lines.some((line) => LOST.test(line))
      ? []
      : [{ ...remedy, where: 'image', syntax: 'dockerfile', lines }];
  });
}

/**
 * Whoever reads of another container types in his own: what root does goes into that one, what its user would do is done in
 * its image.
 */
function fromOutside(all: readonly Remedy[], root: string): readonly Remedy[] {
  const said = new Set(all.filter(({ where }) => where === 'image').map(({ lines }) => lines.join()));
  return all.flatMap((remedy) => {
    if (remedy.where !== 'container' || remedy.lines.length === 0) return [remedy];
    if (!remedy.needs.includes('root'))
      return withoutContainer([remedy]).filter(({ lines }) => !said.has(lines.join()));
    return [{ ...remedy, lines: remedy.lines.map((line) => `chroot ${quote(root)} sh -c ${quote(line)}`) }];
  });
}

const STAYS_CLOSED = byHand(
  'image',
  'what is there belongs to the system, to somebody, or is a secret, and stays as it is: use a place of its own for what is needed',
);

const NOTHING_FITS = byHand(
  'image',
  'no command for it can be run or shown here: fix it where the image is built, or where the mount comes from',
);

/** The remedies in words; the old text where a rule has no other yet. */
export function textOf(
  rule: AnyRule,
  remedies: readonly Remedy[],
  args: JsonObject,
  platform: Platform,
): string {
  if (remedies.length > 0) return remedyText(remedies);
  const { remedy } = rule;
  if (remedy === undefined) return '';
  return prose(typeof remedy === 'object' ? remedy[platform.family] : remedy, args, platform);
}
