import { probes } from '../probes/index.ts';
import { link } from '../probes/links.ts';
import { catalogue } from './catalogue.ts';
import { mergeLayers } from './config/merge.ts';
import type { PolicyFile } from './config/policy/file-type.ts';
import { toLayer } from './config/policy/layer.ts';
import { checkPolicy, parsePolicy } from './config/policy/parse.ts';
import type { CatalogueEntry } from './core/catalogue.ts';
import type { Report } from './core/documents/report.ts';
import type { JsonSchema } from './core/types/json.ts';
import { makeReport } from './pipeline.ts';
import { nodeHost } from './target/live/live-host.ts';
import { sinceNow } from './target/since-now.ts';

export type { RequiredCertificate } from '../probes/ca-certs/policy.ts';
export type { Need, PathRequirement } from '../probes/permissions/policy.ts';
export { PolicyError } from './config/policy/error.ts';
export type { PolicyFile } from './config/policy/file-type.ts';
export type { CatalogueEntry } from './core/catalogue.ts';
export type {
  BaselineReport,
  Finding,
  FindingException,
  GoneFinding,
  HostReport,
  ProbeReport,
  Report,
  ReportError,
  Status,
  Verdict,
} from './core/documents/report.ts';
export type { Family } from './core/platform.ts';
export type { Exception, Policy, RuleSetting } from './core/policy/policy.ts';
export type { Profile, ProfileName } from './core/profile.ts';
export type { Purpose } from './core/purpose.ts';
export type { Remedy, Syntax, Where } from './core/remedy/remedy.ts';
export type { Restart } from './core/rule.ts';
export type { FailOn, Severity, SeverityOverride } from './core/severity.ts';
export type { Json, JsonObject, JsonSchema } from './core/types/json.ts';
export { VERSION } from './version.ts';

/**
 * Runs the probes on the machine that this process runs on, as the command does, and returns the whole
 * report with all facts. It never rejects for what a probe finds or fails at; deadlines count from the
 * call.
 *
 * @throws PolicyError where the policy is not one
 */
export async function runProbes(policy: PolicyFile = {}): Promise<Report> {
  const host = nodeHost(process);
  const checked = await checkPolicy(policy, probes, host);
  const config = mergeLayers(probes, [toLayer(checked)]);
  return makeReport({ probes, link }, sinceNow(host), config, { facts: true, info: true });
}

/**
 * Reads the text of a policy file, YAML or JSON. `name` is what mistakes are reported of.
 *
 * @throws PolicyError with one line for each mistake: file, line, key and remedy
 */
export function readPolicy(text: string, name = 'policy'): Promise<PolicyFile> {
  return parsePolicy(text, name, probes);
}

/** The catalogue of rules, in the order of the probes. */
export function rules(): Promise<readonly CatalogueEntry[]> {
  return catalogue(probes);
}

/** The JSON Schemas of a policy file and of the report; the package carries them as files too. */
export async function schemas(): Promise<{ readonly policy: JsonSchema; readonly report: JsonSchema }> {
  return (await import('./json-schemas.ts')).jsonSchemas(probes);
}
