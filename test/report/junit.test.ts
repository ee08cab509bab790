import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { junit } from '../../src/report/junit.ts';
import { everyKind, finding, probeReport, sampleReport } from '../support/runs/sample-report.ts';

const parse = (xml: string) =>
  new XMLParser({
    ignoreAttributes: false,
    attributeNamePrefix: '',
    isArray: (name) => name === 'failure',
  }).parse(xml);

describe('junit', () => {
  it('is well-formed whatever the container put into it', () => {
    expect(XMLValidator.validate(junit(everyKind()))).toBe(true);
  });

  it('makes a test case of each probe and counts what it shows', () => {
    const { testsuites } = parse(junit(everyKind()));
    const { testsuite } = testsuites;
    expect(testsuite).toMatchObject({ tests: '5', failures: '1', errors: '1', skipped: '1' });
    const [version, env, certs, zone, umask] = testsuite.testcase;
    expect(Object.keys(version)).not.toContain('failure');
    expect(env['system-out']).toContain('go-env/sumdb-off');
    expect(certs.failure.map((f: { type: string }) => f.type)).toEqual([
      'ca-certs/bundle-missing',
      'ca-certs/bundle-missing',
    ]);
    expect(Object.keys(zone)).toContain('skipped');
    expect(umask.error.type).toBe('inconclusive');
  });

  it('fails a probe on its warnings where the threshold is warning', () => {
    const probe = probeReport('go-env', {
      status: 'warn',
      findings: [finding('go-env/sumdb-off', { severity: 'warning' })],
    });
    const { testsuites } = parse(junit(sampleReport([probe], { failOn: 'warning' })));
    expect(testsuites.failures).toBe('1');
  });
});
