import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeBigImage } from '../support/files/images/big-image.ts';
import { BUNDLE } from '../support/runs/built-file.ts';
import { effortOf } from '../support/system/effort.ts';
import { cleanEnv, nodes } from '../support/system/real-tools.ts';

/* What an image may cost that is not running, by its size. */

const MIB = 1024 * 1024;
/** KiB that the process may have at its largest. */
const PEAK_KIB = 160 * 1024;

/** VmHWM of proc_pid_status(5): the maximum of getrusage(2) is that of the one who forked, where he was larger. */
const TELL_PEAK =
  "process.on('exit', () => console.error(require('fs').readFileSync('/proc/self/status', 'utf8').replace(/[^]*VmHWM:\\s*/, 'PEAK ')));\n";

describe('an image', () => {
  let home: string;
  let tell: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'probe-env-big-'));
    tell = join(home, 'tell.cjs');
    writeFileSync(tell, TELL_PEAK);
    writeBigImage(join(home, '200-mib.tar'), 200 * MIB, 10_000);
    writeBigImage(join(home, '1-gib.tar'), 1024 * MIB, 100_000);
  });
  afterAll(() => rmSync(home, { recursive: true }));

  const runtimes = [process.execPath, ...nodes().map(({ path }) => path)];

  it.each(runtimes.flatMap((node) => ['200-mib.tar', '1-gib.tar'].map((file) => [node, file] as const)))(
    '%s: %s needs 160 MiB at most',
    (node, file) => {
      const args = ['-r', tell, BUNDLE, 'check', '--image', join(home, file), '-q'];
      const { stdout, stderr } = spawnSync(node, args, { encoding: 'utf8', env: cleanEnv({}) });
      expect(stdout).toContain('image big:1 (linux/amd64)');
      expect(Number(/PEAK (\d+)/.exec(stderr)?.[1])).toBeLessThan(PEAK_KIB);
    },
  );

  it('of 200 MiB takes no more than twice the CPU of its checksum, and what a start takes', () => {
    const file = join(home, '200-mib.tar');
    const least = (command: readonly string[]) =>
      Math.min(...Array.from({ length: 3 }, () => effortOf(command, cleanEnv({})).ms));
    const checksum = least(['sha256sum', file]);
    const own = least([
      ...['sh', '-c', '"$@" || true', 'sh', process.execPath],
      ...[BUNDLE, 'check', '--image', file, '-q'],
    ]);
    expect(own).toBeLessThan(2 * checksum + 300);
  });
});
