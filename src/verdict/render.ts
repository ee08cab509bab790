import type { JsonObject } from '../core/json.ts';
import type { Platform } from '../core/platform.ts';
import { mapStrings, redactDeep } from '../core/redact.ts';
import type { Finding } from '../core/report.ts';
import type { AnyRule, Prose, RawFinding, Remedy } from '../core/rule.ts';
import type { Severity } from '../core/severity.ts';
import { visible } from '../core/visible.ts';

/**
 * The one place where prose is made. Evidence is redacted first, then made harmless for a terminal, so
 * that line breaks in the result are ours alone.
 */
export function renderFinding(
  raw: RawFinding,
  rule: AnyRule,
  severity: Severity,
  platform: Platform,
): Finding {
  const evidence = redactDeep(raw.args);
  const args = mapStrings(evidence, visible) as JsonObject;
  return {
    rule: raw.rule,
    severity,
    defaultSeverity: raw.severity ?? rule.severity,
    message: prose(rule.message, args, platform),
    evidence,
    remedy: remedyText(rule.remedy, args, platform),
    ...(raw.causedBy === undefined ? {} : { causedBy: raw.causedBy }),
  };
}

export function prose(text: Prose<JsonObject>, args: JsonObject, platform: Platform): string {
  return typeof text === 'string' ? text : text(args, platform);
}

export function remedyText(remedy: Remedy<JsonObject>, args: JsonObject, platform: Platform): string {
  return typeof remedy === 'object'
    ? prose(remedy[platform.family], args, platform)
    : prose(remedy, args, platform);
}
