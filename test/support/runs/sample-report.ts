import type { Finding, ProbeReport, Report, Status } from '../../../src/core/documents/report.ts';

export function finding(rule: string, more: Partial<Finding> = {}): Finding {
  const severity = more.severity ?? 'error';
  return {
    rule,
    severity,
    defaultSeverity: severity,
    message: `What was seen of ${rule}.`,
    evidence: {},
    remedy: `mend ${rule}`,
    remedies: [],
    ...more,
  };
}

export function probeReport(name: string, more: Partial<ProbeReport> = {}): ProbeReport {
  return {
    name,
    status: 'pass',
    summary: `${name} is fine`,
    durationMs: 1.5,
    facts: {},
    findings: [],
    ...more,
  };
}

/** A report whose counts and verdict fit its probes. */
export function sampleReport(probes: readonly ProbeReport[], more: Partial<Report> = {}): Report {
  const summary: Record<Status, number> = { pass: 0, warn: 0, fail: 0, skip: 0, inconclusive: 0 };
  for (const { status } of probes) summary[status]++;
  const ready = summary.fail + summary.inconclusive === 0;
  return {
    schemaVersion: 1,
    tool: { name: 'probe-env', version: '0.1.0' },
    verdict: ready ? 'ready' : 'not-ready',
    exitCode: ready ? 0 : 1,
    for: 'readiness',
    failOn: 'error',
    strict: false,
    profile: { name: 'build', reason: 'go found at /usr/local/go/bin/go' },
    labels: {},
    startedAt: '2026-11-21T22:12:54.000Z',
    durationMs: 38.2,
    host: {
      os: 'debian',
      osVersion: '12',
      arch: 'x64',
      libc: 'glibc',
      uid: 0,
      gid: 0,
      pid1: 'app',
      node: 'v24.0.0',
    },
    summary,
    unchecked: [],
    probes,
    ...more,
  };
}

/** Text that breaks line-based and quoted formats: from a file name, say. */
export const HOSTILE = 'a|b "c" <d> & ]]> # e\\ ::error::f %0A, g:h \' \u202e\u001b[31m\u0000 --- ok 9 é';

/** Every status and severity, with hostile text wherever text from a container can stand. */
export function everyKind(): Report {
  return sampleReport([
    probeReport('go-version', { summary: HOSTILE }),
    probeReport('go-env', {
      status: 'warn',
      findings: [
        finding('go-env/sumdb-off', {
          severity: 'warning',
          message: `Line one.\n${HOSTILE}.`,
          remedy: 'one\ntwo',
        }),
        finding('go-env/note', { severity: 'info' }),
      ],
    }),
    probeReport('ca-certs', {
      status: 'fail',
      findings: [
        finding('ca-certs/bundle-missing', { message: HOSTILE, causedBy: 'ca-certs/hidden-by-mount' }),
        finding('ca-certs/bundle-missing', { message: 'Again.' }),
      ],
    }),
    probeReport('timezone', { status: 'skip', reason: HOSTILE, summary: HOSTILE }),
    probeReport('umask', { status: 'inconclusive', reason: HOSTILE, summary: HOSTILE }),
  ]);
}
