import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/documents/report.ts';
import { type FormatName, REPORTERS } from '../../src/report/format.ts';
import { finding, probeReport, sampleReport } from '../support/runs/sample-report.ts';

/** What Docker keeps of a health check, and the kubelet of a termination log, bytes. */
const DOCKER = 4096;
/** What the kubelet keeps of a probe's output, bytes. */
const KUBELET = 10 * 1024;

/** 200 findings: the errors come last in the last probes. */
const REPORT: Report = sampleReport(
  ['go-version', 'go-env', 'ca-certs', 'timezone', 'permissions'].map((name, p) =>
    probeReport(name, {
      status: p < 3 ? 'warn' : 'fail',
      findings: Array.from({ length: 40 }, (_, i) =>
        finding(`${name}/rule-${i}`, {
          severity: p >= 3 && i % 20 === 0 ? 'error' : 'warning',
          message: `What was seen there with “quotes” and ümläuts, number ${i}. ${'And more of it. '.repeat(12)}`,
        }),
      ),
    }),
  ),
);
const ERRORS = ['timezone/rule-0', 'timezone/rule-20', 'permissions/rule-0', 'permissions/rule-20'];

async function document(format: FormatName, color = false): Promise<string> {
  return (await REPORTERS[format]())(REPORT, { verbosity: 'normal', color });
}

describe('200 findings', () => {
  it.each([false, true])(
    'text (colour: %s): whole within 4096 bytes, the worst first, the cut counted',
    async (color) => {
      const text = await document('text', color);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(DOCKER);
      const plain = text.replace(/\u001b\[\d+m/g, '');
      const [first = ''] = plain.split('\n');
      expect(first).toMatch(/^NOT READY 4 errors, 196 warnings: /);
      for (const rule of ERRORS) expect(first).toContain(rule);
      const shown = [...plain.matchAll(/^ {2}[✗!] ([a-z-]+\/rule-\d+)$/gm)].map(([, rule]) => rule);
      expect(shown.slice(0, 4)).toEqual(ERRORS);
      expect(plain).toContain(`${200 - shown.length} more findings`);
    },
  );

  // What is cut off elsewhere is somebody else's doing: the head must say it all the same.
  it.each([
    ['json', '"verdict": "not-ready"'],
    ['junit', 'failures="2"'],
    ['tap', 'NOT READY 4 errors, 196 warnings'],
    ['nagios', 'NOT READY 4 errors, 196 warnings'],
    ['prometheus', '} 0'],
    ['openreports', '"fail": 4'],
  ] as const)('%s: the verdict is within the first bytes', async (format, verdict) => {
    const bytes = Buffer.from(await document(format));
    expect(bytes.subarray(0, 200).toString()).toContain(verdict);
    // Cut by the kubelet it is still UTF-8 text with the verdict in it, though no longer a document.
    expect(bytes.subarray(0, KUBELET).toString()).toContain(verdict);
  });

  it('nagios: the errors come before the warnings', async () => {
    const head = Buffer.from(await document('nagios'))
      .subarray(0, KUBELET)
      .toString();
    for (const rule of ERRORS) expect(head).toContain(`error ${rule}: `);
  });

  it('github: the errors come before the warnings, and the kubelet keeps them', async () => {
    const head = Buffer.from(await document('github'))
      .subarray(0, KUBELET)
      .toString();
    for (const rule of ERRORS) expect(head).toContain(`::error title=${rule.replace(':', '%3A')}::`);
  });
});
