/** What somebody writes who uses the library; it has to compile, and the next lines to be errors. */
const USE = `
async function use(): Promise<void> {
  const policy: PolicyFile = await readPolicy('only: [umask]\\nprofile: runtime\\n');
  const report: Report = await runProbes(policy);
  const findings: readonly Finding[] = report.probes.flatMap((probe) => probe.findings);
  const severities: readonly Severity[] = findings.map((finding) => finding.severity);
  const all: readonly CatalogueEntry[] = await rules();
  const refused = await runProbes({ only: ['nobody'] }).catch((error: unknown) => error instanceof PolicyError);
  // @ts-expect-error a field that no policy has
  const wrong: PolicyFile = { onli: [] };
  const asked: PolicyFile = { timezone: { expected: 'UTC' }, goVersion: { range: '>=1.24' }, umask: { allowed: [] } };
  // @ts-expect-error a field that the section of no probe has
  const odd: PolicyFile = { timezone: { expectd: 'UTC' } };
  console.log(JSON.stringify({
    verdict: report.verdict, probes: report.probes.map((probe) => probe.name), severities, refused, wrong, asked, odd,
    rules: all.length > 100, schemas: Object.keys(await schemas()), version: VERSION,
  }));
}
void use();
`;
const VALUES = 'readPolicy, rules, runProbes, schemas, PolicyError, VERSION';
const TYPES = 'CatalogueEntry, Finding, PolicyFile, Report, Severity';

const IMPORTS = `import { ${VALUES} } from 'probe-env';
import type { ${TYPES} } from 'probe-env';
`;

export interface Consumer {
  readonly name: string;
  readonly file: string;
  readonly source: string;
  /** Of tsconfig.json. */
  readonly compilerOptions: Readonly<Record<string, unknown>>;
}

/** A consumer of each kind of module that TypeScript knows. */
export const CONSUMERS: readonly Consumer[] = [
  {
    name: 'an ES module (nodenext)',
    file: 'esm.mts',
    source: IMPORTS + USE,
    compilerOptions: { module: 'nodenext', moduleResolution: 'nodenext' },
  },
  {
    name: 'CommonJS (node16)',
    file: 'cjs.cts',
    source: IMPORTS + USE,
    compilerOptions: { module: 'node16', moduleResolution: 'node16' },
  },
  {
    name: 'CommonJS that requires (node16)',
    file: 'require.cts',
    source: `import library = require('probe-env');
import type { ${TYPES} } from 'probe-env' with { 'resolution-mode': 'require' };
const { ${VALUES} } = library;
${USE}`,
    compilerOptions: { module: 'node16', moduleResolution: 'node16' },
  },
  {
    name: 'a bundler',
    file: 'bundled.ts',
    source: IMPORTS + USE,
    compilerOptions: { module: 'esnext', moduleResolution: 'bundler' },
  },
];
