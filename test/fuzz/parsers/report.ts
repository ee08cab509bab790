import { names } from '../../../probes/permissions/access/accounts.ts';
import { NoBaseline, readBaseline } from '../../../src/cli/baseline/read-baseline.ts';
import { NotAnAssignment, parseEnvironmentFile } from '../../../src/cli/options/env-values.ts';
import type { Baseline } from '../../../src/core/documents/baseline.ts';
import { redactDeep } from '../../../src/core/redact/deep.ts';
import { nearest } from '../../../src/core/text/meant/nearest.ts';
import { wrap } from '../../../src/core/text/wrap.ts';
import { github } from '../../../src/report/github.ts';
import { json } from '../../../src/report/json.ts';
import { junit } from '../../../src/report/junit.ts';
import { nagios } from '../../../src/report/nagios.ts';
import { openreports } from '../../../src/report/openreports.ts';
import { prometheus } from '../../../src/report/prometheus.ts';
import { tap } from '../../../src/report/tap.ts';
import { text as shown } from '../../../src/report/text/text.ts';
import { composeContainer } from '../../../src/target/compose/container.ts';
import { NotDotenv, parseDotenv } from '../../../src/target/compose/dotenv.ts';
import { NoInterpolation } from '../../../src/target/compose/interpolate.ts';
import { ServiceChoice, selectService } from '../../../src/target/compose/service.ts';
import { ManifestError } from '../../../src/target/pod/manifest/field.ts';
import { readCompose } from '../../../src/target/pod/manifest/read.ts';
import { compare } from '../../../src/verdict/since/compare.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { file } from '../../support/memory/tree.ts';
import { finding, HOSTILE, probeReport, sampleReport } from '../../support/runs/sample-report.ts';
import { KIB, MIB, type Parser, seeds, text } from '../parser.ts';

/** A report that tells of every line of a text. */
function reportOf(bytes: Buffer) {
  const findings = text(bytes)
    .split('\n')
    .map((line, i) => finding(`go-env/rule-${i % 9}`, { message: line, remedy: line }));
  return sampleReport([probeReport('go-env', { status: 'fail', summary: text(bytes), findings })]);
}

/** Compared with itself, and with what has nothing in common with it. */
function sinceThat(baseline: Baseline) {
  const { probes } = reportOf(Buffer.from('a\nb'));
  return [probes, baseline.probes.map((probe) => probeReport(probe.name, { ...probe, findings: [] }))].map(
    (now) => compare(baseline, now, { called: [], hide: (word) => word }),
  );
}

/** Of what people write for probe-env, and of what it writes for them. */
export const REPORT_PARSERS: readonly Parser[] = [
  {
    name: 'a report in every format',
    seeds: seeds(`${HOSTILE}\nsecond line\n`),
    parse: (b) => {
      const report = reportOf(b);
      for (const verbosity of ['normal', 'verbose'] as const) shown(report, { verbosity, color: false });
      return [junit, tap, nagios, prometheus, github, openreports].map((format) => format(report));
    },
    longest: 256 * KIB,
    slow: true,
  },
  {
    name: 'evidence, redacted',
    seeds: seeds('token=x\nhttps://u:p@h\n'),
    parse: (b) => redactDeep({ lines: text(b).split('\n'), words: { all: text(b) } }),
    longest: MIB,
  },
  {
    name: 'text, wrapped',
    seeds: seeds('words that are wrapped and '.repeat(8)),
    parse: (b) => wrap(text(b), 40),
    longest: MIB,
  },
  {
    name: 'a name that is mistyped',
    seeds: seeds('umsak', 'ca-certs'),
    parse: (b) => nearest(text(b), ['umask', 'ca-certs', 'go-version', 'permissions']),
    longest: 16 * KIB,
  },
  {
    name: 'a file of variables',
    seeds: seeds('A=b\n# x\nENV C="d e" F=\'g\'\nexport H=i\\ j\n'),
    parse: (b) => parseEnvironmentFile(text(b)),
    refuses: (error) => error instanceof NotAnAssignment,
    pieces: ['ENV ', 'export A="', 'A=b\n', 'ENV A="\\"'],
    longest: 256 * KIB,
  },
  {
    name: 'an env file of Compose',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Compose
    seeds: seeds('A=b # c\nexport B="c ${A:-d}"\nC=\'x\'\nD: $B\nE\n'),
    parse: (b) => parseDotenv(text(b), () => undefined),
    refuses: (error) => error instanceof NotDotenv || error instanceof NoInterpolation,
    pieces: ['A="', "B='x\n", 'C=${A:-', '}', '$$', 'A=b\n', '\\'],
    longest: 256 * KIB,
  },
  {
    name: 'a file of Compose',
    seeds: seeds(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a variable of Compose
      'services:\n  web:\n    user: "1:2"\n    environment: { A: "${B:-c}" }\n    volumes: ["./a:/b:ro", data:/d]\n    command: sh -c "a b"\n    healthcheck: { test: curl x }\nvolumes: { data: }\n',
    ),
    parse: (b) => serviceIn(text(b)),
    refuses: (error) => error instanceof ManifestError || error instanceof ServiceChoice,
    pieces: ['  ', '- ', '${', '}', ': ', '"', 'services:', '[', '{'],
    longest: 16 * KIB,
  },
  {
    name: 'a report to compare with',
    seeds: seeds(json({ ...reportOf(Buffer.from('a\nb')), target: { kind: 'live' } })),
    parse: (b) => sinceThat(readBaseline(text(b), 'base.json')),
    refuses: (error) => error instanceof NoBaseline,
    longest: MIB,
    slow: true,
  },
  {
    name: '/etc/passwd',
    seeds: seeds('root:x:0:0:root:/root:/bin/sh\n'),
    parse: (b) => names(memoryHost({ trees: [{ '/etc/passwd': file(b) }] }), '/etc/passwd'),
    longest: MIB,
  },
];

/** Without an image, and with nothing around it. */
function serviceIn(source: string): unknown {
  const top = readCompose(source, 'compose.yaml');
  if (top === null) return null;
  const service = selectService({ file: 'compose.yaml', top, lookup: () => undefined }, null);
  const around = { text: () => null, tree: () => null };
  const given = { around, volumes: new Map(), variables: new Map() };
  const clock = { now: () => 0, monotonic: () => 0 };
  return composeContainer(clock, service, null, given, { kind: 'live' }).environment;
}
