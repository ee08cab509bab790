import { execFileSync } from 'node:child_process';
import { closeSync, ftruncateSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { caCerts } from '../../../probes/ca-certs/index.ts';
import { nodeHost } from '../../../src/target/live/live-host.ts';
import { makeCert, makePem, pem } from '../../support/files/certs.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { special } from '../../support/memory/tree.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { cpuNow } from '../../support/system/effort.ts';

const directory = mkdtempSync(join(tmpdir(), 'ca-extremes-'));
afterAll(() => rmSync(directory, { recursive: true }), 300_000);
const at = (name: string) => join(directory, name);
const LATE = { deadlineMs: Number.MAX_SAFE_INTEGER };
const live = (env: Record<string, string>) =>
  judgeHost(caCerts, { ...nodeHost(process), env: { SSL_CERT_DIR: at('none'), ...env } }, LATE);

/** `count` different bytes sequences with one sound certificate's form: their signatures are wrong. */
function many(count: number): Buffer[] {
  const der = makeCert({ cn: 'Root 00000000' });
  const place = der.indexOf('00000000');
  const second = der.indexOf('00000000', place + 8);
  return Array.from({ length: count }, (_, i) => {
    const copy = Buffer.from(der);
    const number = String(i).padStart(8, '0');
    copy.write(number, place, 'latin1');
    copy.write(number, second, 'latin1');
    return copy;
  });
}

const withBundle = (pems: readonly string[]) =>
  memoryHost({ trees: [{ '/etc/ssl/certs/ca-certificates.crt': pems.join('') }] });
const withDirectory = (pems: readonly string[]) =>
  memoryHost({ trees: [Object.fromEntries(pems.map((text, i) => [`/etc/ssl/certs/${i}.pem`, text]))] });

describe('ca-certs on extreme machines', () => {
  it('answers for a FIFO, a device, a directory and a sparse file of 1 GiB', async () => {
    execFileSync('mkfifo', [at('fifo')]);
    mkdirSync(at('directory'));
    const fd = openSync(at('sparse'), 'w');
    ftruncateSync(fd, 2 ** 30);
    closeSync(fd);
    expect((await live({ SSL_CERT_FILE: at('fifo') })).rules).toContain('ca-certs/not-a-regular-file');
    expect((await live({ SSL_CERT_FILE: '/dev/zero' })).rules).toContain('ca-certs/not-a-regular-file');
    expect((await live({ SSL_CERT_FILE: at('directory') })).rules).toContain('ca-certs/not-a-regular-file');
    expect((await live({ SSL_CERT_FILE: at('sparse') })).rules).toContain('ca-certs/too-large');
  });

  it('warns of a FIFO in a directory: Go waits there for ever', async () => {
    const host = memoryHost({
      trees: [{ '/etc/ssl/certs/a.pem': makePem(), '/etc/ssl/certs/f': special('fifo') }],
    });
    const { findings } = await judgeHost(caCerts, host);
    expect(findings).toContainEqual(
      expect.objectContaining({ rule: 'ca-certs/not-a-regular-file', severity: 'error' }),
    );
  });

  it('reads a directory of 10 000 certificates', async () => {
    mkdirSync(at('certs'));
    for (const [i, der] of many(10_000).entries()) writeFileSync(at(`certs/${i}.pem`), pem(der));
    const { facts } = await live({ SSL_CERT_FILE: at('missing'), SSL_CERT_DIR: at('certs') });
    expect(facts.go.roots.size).toBe(10_000);
  }, 300_000);

  it('stops at the deadline and says what it did not do', async () => {
    const host = withBundle(many(2000).map((der) => pem(der)));
    let now = 0;
    const slow = { ...host, monotonic: () => now++ };
    const cut = await judgeHost(caCerts, slow, { deadlineMs: 20 });
    expect(cut.incomplete).toMatch(/before all certificates were read/);
    expect(cut.facts.go.roots.size).toBeGreaterThan(0);
    now = 0;
    const unchecked = await judgeHost(caCerts, slow, { deadlineMs: 1000 });
    expect(unchecked.incomplete).toMatch(/\d+ signatures/);
    expect(unchecked.facts.go.roots.size).toBe(2000);
  });

  it('stops at the deadline in a file that every loader reads otherwise', async () => {
    const host = withBundle(many(2000).map((der) => pem(der).trimEnd()));
    let asked = 0;
    const slow = { ...host, monotonic: () => asked++ };
    const cut = await judgeHost(caCerts, slow, { deadlineMs: 20 });
    expect(cut.incomplete).toMatch(/before all certificates were read/);
    // Not once more for each of the blocks.
    expect(asked).toBeLessThan(100);
  });

  it.each([
    ['a bundle', withBundle],
    ['a directory', withDirectory],
  ])(
    'takes time in proportion to the number of certificates in %s',
    async (_, hostWith) => {
      const cpu = async (count: number) => {
        const host = hostWith(many(count).map((der) => pem(der)));
        const start = cpuNow();
        await judgeHost(caCerts, host, LATE);
        return cpuNow() - start;
      };
      await cpu(300);
      const [few, lots] = [await cpu(300), await cpu(3000)];
      expect(lots / few).toBeLessThan(20);
    },
    300_000,
  );
});
