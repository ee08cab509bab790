import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caCerts } from '../../probes/ca-certs/index.ts';
import { probes } from '../../probes/index.ts';
import { link } from '../../probes/links.ts';
import { mergeLayers } from '../../src/config/merge.ts';
import { FILE_CALLS } from '../../src/run/witness.ts';
import { observeAgain } from '../../src/serve/watch/observer.ts';
import type { Host } from '../../src/target/host.ts';
import { nodeHost } from '../../src/target/live/live-host.ts';
import { makePem } from '../support/files/certs.ts';

const CERTIFICATES = 30;
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'probe-env-idle-'));
  for (const name of ['from', 'certs']) mkdirSync(join(folder, name));
  const all = Array.from({ length: CERTIFICATES }, (_, i) => makePem({ cn: `Root ${i}` }));
  for (const [i, pem] of all.entries()) {
    writeFileSync(join(folder, 'from', `${i}.crt`), pem);
    symlinkSync(join(folder, 'from', `${i}.crt`), join(folder, 'certs', `${i}.pem`));
  }
  writeFileSync(join(folder, 'bundle.crt'), all.join(''));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** This machine an hour later, so that nothing in it is new; and what is asked of it. */
function machine(): { readonly host: Host; readonly calls: string[] } {
  const live = nodeHost(process);
  const calls: string[] = [];
  const counted = FILE_CALLS.map((name) => {
    const call = live[name] as (...args: unknown[]) => unknown;
    return [
      name,
      (path: string, ...rest: unknown[]) => {
        calls.push(`${name} ${path}`);
        return call(path, ...rest);
      },
    ] as const;
  });
  const env = { SSL_CERT_FILE: join(folder, 'bundle.crt'), SSL_CERT_DIR: join(folder, 'certs') };
  const host = { ...live, ...Object.fromEntries(counted), env, now: () => Date.now() + 3_600_000 };
  return { host: host as Host, calls };
}

describe('an agent at rest', () => {
  it('asks once an interval how each thing is, and reads and lists nothing again', async () => {
    const { host, calls } = machine();
    const config = mergeLayers(probes, []);
    const registry = { probes: [caCerts], link };
    const { observation } = await observeAgain(registry, host, config, null);
    const first = calls.splice(0);
    const { ran } = await observeAgain(registry, host, config, observation);
    expect(ran).toEqual([]);
    expect(calls.length).toBe(new Set(calls).size);
    const others = calls.filter((call) => !/^(?:stat|lstat) |^readFile \/(?:proc|sys)\//.test(call));
    expect(others).toEqual([]);
    // One for each certificate, which somebody may write in its place: links are vouched for by their directory.
    const inFolder = calls.filter((call) => call.includes(folder));
    expect(inFolder.length).toBeGreaterThanOrEqual(CERTIFICATES);
    expect(inFolder.length).toBeLessThanOrEqual(CERTIFICATES + 5);
    expect(first.length).toBeGreaterThan(2 * calls.length);
  });
});
