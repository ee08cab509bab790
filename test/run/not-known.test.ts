import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { main } from '../../src/main.ts';
import { sinceNow } from '../../src/target/since-now.ts';
import { makePem } from '../support/files/certs.ts';
import { memoryIo } from '../support/memory/memory-io.ts';
import { liveHost } from '../support/system/live-host.ts';

describe('what nobody knows of a root', () => {
  let root = '';
  afterEach(() => rmSync(root, { recursive: true, force: true }));
  const lineOf = async () => {
    const io = memoryIo(false);
    const words = ['check', '-v', '--root', root, '--only', 'ca-certs,timezone', '--timeout', '1m'];
    await main(words, sinceNow(liveHost({ PATH: '/usr/bin:/bin' })), io);
    return io
      .stdout()
      .split('\n')
      .find((line) => line.includes('ca-certs  '));
  };

  it.each([
    // Below /proc nobody knows what a runtime will mount.
    [
      'a file',
      '/proc/1/bundle',
      null,
      '  ? ca-certs     roots: Go not known; leaving out what is not known: ',
    ],
    [
      'a directory',
      null,
      '/proc/1/certs',
      '  ? ca-certs     roots: Go not known; leaving out what is not known: ',
    ],
  ])('has no number and no tick: %s', async (_, file, directory, line) => {
    root = mkdtempSync(join(tmpdir(), 'probe-env-not-known-'));
    mkdirSync(join(root, 'etc/ssl'), { recursive: true });
    if (directory !== null) symlinkSync(directory, join(root, 'etc/ssl/certs'));
    else mkdirSync(join(root, 'etc/ssl/certs'));
    if (file !== null) symlinkSync(file, join(root, 'etc/ssl/certs/ca-certificates.crt'));
    expect((await lineOf())?.startsWith(line)).toBe(true);
  });

  it('takes no tick from what is known', async () => {
    root = mkdtempSync(join(tmpdir(), 'probe-env-not-known-'));
    mkdirSync(join(root, 'etc/ssl/certs'), { recursive: true });
    writeFileSync(
      join(root, 'etc/ssl/certs/ca-certificates.crt'),
      makePem({ cn: 'Root', notAfter: '2099-01-01' }),
    );
    expect(await lineOf()).toContain('✓ ca-certs     roots: Go 1');
  });
});
