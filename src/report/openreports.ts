import type { Finding, ProbeReport, Report } from '../core/documents/report.ts';
import { fails, type Severity } from '../core/severity.ts';
import { sha256 } from '../core/sha256.ts';
import { visibleJson } from '../core/text/visible.ts';
import { instantOf } from '../core/time/instant.ts';
import { originLines } from './origin-lines.ts';
import { sinceThen } from './since-then.ts';

/**
 * A Report of the OpenReports API (openreports.io/v1alpha1, reports-api 0.2), as JSON for `kubectl apply -f -`: what people
 * have that shows such objects shows ours. A probe is a policy, a rule a rule; what could not be known is an `error`.
 */
export function openreports(report: Report): string {
  const seconds = Math.floor(instantOf(report.startedAt) / 1000);
  const results = [
    ...(report.error?.messages ?? []).map(
      (message) => ({ policy: SOURCE, result: 'error', message }) as const,
    ),
    ...report.probes.flatMap((probe) => resultsOf(probe, report)),
    ...report.unchecked.map(
      ({ probe, field, why }) => ({ policy: probe, rule: field, result: 'skip', message: why }) as const,
    ),
  ].map((result) => ({ ...result, category: CATEGORY, timestamp: { seconds, nanos: 0 } }));
  const { namespace } = subjectOf(report);
  const document = {
    apiVersion: 'openreports.io/v1alpha1',
    kind: 'Report',
    // First: what is cut off still says whether anything failed.
    summary: Object.fromEntries(
      RESULTS.map((kind) => [kind, results.filter(({ result }) => result === kind).length]),
    ),
    metadata: {
      name: nameOf(report),
      ...(namespace === undefined ? {} : { namespace }),
      labels: { 'app.kubernetes.io/managed-by': SOURCE },
    },
    source: SOURCE,
    ...scopeOf(report),
    results,
  };
  return `${visibleJson(JSON.stringify(document, null, 2))}\n`;
}

const SOURCE = 'probe-env';
const CATEGORY = 'Container environment';
const RESULTS = ['pass', 'fail', 'warn', 'error', 'skip'] as const;

/** An item of `results`, before what all of them have. */
interface Result {
  readonly policy: string;
  readonly rule?: string;
  readonly result: (typeof RESULTS)[number];
  readonly severity?: 'high' | 'medium' | 'info';
  readonly scored?: boolean;
  readonly message: string;
  readonly properties?: Readonly<Record<string, string>>;
}

const SEVERITIES: Readonly<Record<Severity, 'high' | 'medium' | 'info'>> = {
  error: 'high',
  warning: 'medium',
  info: 'info',
};

function resultsOf(probe: ProbeReport, report: Report): readonly Result[] {
  const policy = probe.name;
  const findings = probe.findings.map((finding) => ofFinding(policy, finding, report));
  const open: Readonly<Partial<Record<ProbeReport['status'], Result['result']>>> = {
    skip: 'skip',
    inconclusive: 'error',
  };
  const result = open[probe.status] ?? (findings.length === 0 ? 'pass' : null);
  return result === null
    ? findings
    : [{ policy, result, message: result === 'pass' ? probe.summary : (probe.reason ?? '') }, ...findings];
}

function ofFinding(policy: string, finding: Finding, { failOn }: Report): Result {
  const failed = fails(finding, failOn);
  const since = sinceThen(finding);
  const origin = originLines(finding);
  return {
    policy,
    rule: finding.rule,
    // A remark breaks no demand.
    result: failed ? 'fail' : finding.severity === 'info' ? 'pass' : 'warn',
    severity: SEVERITIES[finding.severity],
    scored: failed,
    message: finding.message,
    properties: {
      remedy: finding.remedy,
      ...(finding.causedBy === undefined ? {} : { causedBy: finding.causedBy }),
      ...(since === '' ? {} : { since }),
      ...(origin.length === 0 ? {} : { origin: origin.join('\n') }),
      ...(finding.exception === undefined ? {} : { exception: finding.exception.text }),
    },
  };
}

/** The pod that the report is about, and the container in it; nothing where nobody knows of a pod. */
function scopeOf(report: Report): { readonly scope?: Readonly<Record<string, string>> } {
  const { pod, container, namespace } = subjectOf(report);
  if (pod === undefined) return {};
  return {
    scope: {
      apiVersion: 'v1',
      kind: 'Pod',
      ...(namespace === undefined ? {} : { namespace }),
      name: pod,
      ...(container === undefined ? {} : { fieldPath: `spec.containers{${container}}` }),
    },
  };
}

interface Subject {
  readonly pod?: string | undefined;
  readonly container?: string | undefined;
  /** Left out where it is no name that one may have: a server would refuse the object. */
  readonly namespace?: string;
  /** What else it could be called by. */
  readonly other?: string | undefined;
}

function subjectOf({ target, labels }: Report): Subject {
  const here = namespaceOf(labels.namespace);
  if (target === undefined || target.kind === 'live' || target.kind === 'process') {
    return { pod: labels.pod, container: labels.container, ...here, other: labels.host };
  }
  if ('pod' in target && target.pod !== undefined) {
    const { name, container, namespace = labels.namespace } = target.pod;
    return { pod: name ?? undefined, container, ...namespaceOf(namespace) };
  }
  if ('compose' in target && target.compose !== undefined) return { ...here, other: target.compose.service };
  return { ...here, other: target.kind === 'image' ? (target.image.reference ?? 'image') : 'root' };
}

/** A label of DNS (RFC 1123), as the name of a namespace has to be. */
const DNS_LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

function namespaceOf(namespace = ''): Pick<Subject, 'namespace'> {
  return DNS_LABEL.test(namespace) ? { namespace } : {};
}

/** Longest name of an object (DNS subdomain, RFC 1123). */
const NAME_MAX = 253;
const HASH_DIGITS = 8;

/**
 * Of the same container always the same, so that a later report takes the place of an earlier one. Its end is a hash of the
 * words as they are: `web` of `api-cache` and `web-api` of `cache` are flattened to the same.
 */
function nameOf(report: Report): string {
  const { pod, container, other } = subjectOf(report);
  const words = [pod ?? other, container].filter((word) => word !== undefined);
  // No name of Kubernetes holds a slash, but that of an image does.
  const whole = [pod === undefined ? '' : 'pod', ...words].join('/');
  const hash = sha256(Buffer.from(whole)).slice(0, HASH_DIGITS);
  const flat = [SOURCE, ...words]
    .join('-')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, NAME_MAX - HASH_DIGITS - 1)
    .replace(/-$/, '');
  return `${flat}-${hash}`;
}
