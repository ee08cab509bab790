import { describe, expect, it } from 'vitest';
import { caCerts } from '../../../probes/ca-certs/index.ts';
import { makePem } from '../../support/files/certs.ts';
import { procTree } from '../../support/memory/healthy.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';

const ROOTS = ['2026-11-27', '2026-12-01', '2026-12-02', '2030-01-01'].map((notAfter, i) =>
  makePem({ cn: `Root ${i}`, notAfter }),
);

/** The line of the text report for a bundle of these roots (by number) at a moment. */
async function lineOf(roots: readonly number[], now: string): Promise<string> {
  const bundle = roots.map((i) => ROOTS[i]).join('');
  const host = memoryHost({ now, trees: [procTree(), { '/etc/ssl/certs/ca-certificates.crt': bundle }] });
  return caCerts.summary((await judgeHost(caCerts, host)).facts);
}

describe('the line of ca-certs', () => {
  it.each([
    [[3], '2026-11-26T12:00:00Z', 'roots: Go 1'],
    [[0, 3], '2026-11-26T23:59:00Z', 'roots: Go 2; 1 ends tomorrow'],
    [[0, 3], '2026-11-27T00:00:00Z', 'roots: Go 2; 1 ends today'],
    [[1, 3], '2026-11-24T12:00:00Z', 'roots: Go 2; 1 ends within 7 days'],
    [[1, 3], '2026-11-23T12:00:00Z', 'roots: Go 2'],
    [[1, 2, 3], '2026-12-01T00:00:00Z', 'roots: Go 3; 2 end within 1 day'],
    [[0, 1, 2, 3], '2026-11-28T00:00:00Z', 'roots: Go 4; 2 end within 4 days'],
  ])('says which roots end soon: %j at %s', async (roots, now, line) => {
    expect(await lineOf(roots, now)).toBe(line);
  });
});
