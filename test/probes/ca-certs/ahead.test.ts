import { describe, expect, it } from 'vitest';
import { caCerts } from '../../../probes/ca-certs/index.ts';
import type { Host } from '../../../src/target/host.ts';
import { makeCert, makePem, pem } from '../../support/files/certs.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';

/** Certificates of one form that differ in their names. */
function many(count: number): readonly string[] {
  const der = makeCert({ cn: 'Root 00000000' });
  // By the word before: the byte behind each is a zero too.
  const places = [der.indexOf('Root 0'), der.lastIndexOf('Root 0')].map((at) => at + 'Root '.length);
  return Array.from({ length: count }, (_, i) => {
    const copy = Buffer.from(der);
    for (const place of places) copy.write(String(i).padStart(8, '0'), place, 'latin1');
    return pem(copy);
  });
}

const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';
const link = (target: string) => ({ type: 'symlink' as const, target });
const certs = many(200);
const alone = Object.fromEntries(certs.map((text, i) => [`/etc/ssl/certs/${i}.pem`, text]));

const MACHINES: Readonly<Record<string, Record<string, unknown>>> = {
  'a large bundle': { [BUNDLE]: certs.join('# a comment\n') },
  'a large bundle that is not plain at its end': { [BUNDLE]: `${certs.join('')}\n ${certs[0]}` },
  'a large bundle with another line end in the middle': {
    [BUNDLE]: [...certs.slice(0, 100), '\r\n', ...certs.slice(100)].join(''),
  },
  'a large file without certificates': { [BUNDLE]: '# nothing\n'.repeat(20_000) },
  'a directory of files': alone,
  'a bundle, and links beside it': {
    [BUNDLE]: certs.join(''),
    '/usr/share/ca-certificates/own.crt': makePem({ cn: 'Own Root' }),
    '/etc/ssl/certs/own.pem': link('/usr/share/ca-certificates/own.crt'),
    '/etc/ssl/certs/4f316efb.0': link('own.pem'),
    '/etc/ssl/certs/gone.pem': link('/nowhere'),
    '/etc/ssl/certs/java': { type: 'directory' },
  },
  nothing: {},
};

/** A clock by which a slice is over at each look at it. */
function hasty(host: Host): Host {
  let ms = 0;
  return { ...host, monotonic: () => (ms += 6) };
}

describe('a trust store that is read in slices', () => {
  it.each(Object.entries(MACHINES))('is what it is when read at once: %s', async (_, tree) => {
    const host = memoryHost({ trees: [tree as never] });
    let breaths = 0;
    const breathe = async () => {
      breaths++;
    };
    const late = { deadlineMs: Number.MAX_SAFE_INTEGER };
    const atOnce = await judgeHost(caCerts, host, late);
    const sliced = await judgeHost(caCerts, hasty(host), { ...late, breathe });
    expect(sliced.rules).toEqual(atOnce.rules);
    expect(await caCerts.report(sliced.facts, host)).toEqual(await caCerts.report(atOnce.facts, host));
    expect(sliced.facts.go.roots.size).toBe(atOnce.facts.go.roots.size);
    const isMuch = Object.keys(tree).length > 100 || String(tree[BUNDLE] ?? '').length > 100_000;
    if (isMuch) expect(breaths).toBeGreaterThan(1);
  });

  it('reads, hashes and judges no two certificates in one slice, where each takes one', async () => {
    const host = memoryHost({ trees: [{ ...alone, '/usr/lib/ssl/certs': link('/etc/ssl/certs') } as never] });
    let breaths = 0;
    const breathe = async () => {
      breaths++;
    };
    const late = { deadlineMs: Number.MAX_SAFE_INTEGER };
    const { facts } = await judgeHost(caCerts, hasty(host), { ...late, breathe });
    expect(facts.go.roots.size).toBe(certs.length);
    expect(facts.openssl?.unlinked).toHaveLength(certs.length);
    expect(breaths).toBeGreaterThanOrEqual(3 * certs.length);
    // All but the first are altered, and are what is looked at again whenever it is judged.
    expect(facts.remarkable?.size).toBe(certs.length - 1);
  });

  it('ends at the deadline, and says so', async () => {
    const host = hasty(memoryHost({ trees: [alone as never] }));
    const { incomplete } = await judgeHost(caCerts, host, { deadlineMs: 600, breathe: async () => {} });
    expect(incomplete).toContain('the deadline came');
  });
});
