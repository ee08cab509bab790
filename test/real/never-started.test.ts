import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BUNDLE } from '../support/built-file.ts';
import { describeReal } from '../support/real-tools.ts';

/*
 * A file that is open for writing cannot be started (ETXTBSY), and spawn itself throws. In a namespace and a group of its own,
 * since a signal that is sent all the same would reach whichever process has the number.
 */
describeReal(
  'a command that never started',
  { tools: ['unshare', 'setsid', 'strace', 'sh'], root: true },
  () => {
    it('is sent no signal', () => {
      const folder = mkdtempSync(join(tmpdir(), 'probe-env-never-started-'));
      try {
        const program = join(folder, 'program');
        const trace = join(folder, 'trace');
        copyFileSync('/bin/true', program);
        const run = `"${process.execPath}" "${BUNDLE}" run --resident --profile runtime --warn-only -- "${program}"`;
        const script = `exec 9<>"${program}"; exec setsid --wait strace -f -e trace=kill,tkill,tgkill -o "${trace}" ${run}`;
        const isolated = ['--pid', '--fork', '--kill-child', '--mount-proc', 'sh', '-c', script];
        const { status, stderr } = spawnSync('unshare', isolated, { encoding: 'utf8' });
        expect([status, stderr]).toEqual([126, expect.stringContaining('ETXTBSY')]);
        expect(readFileSync(trace, 'utf8')).not.toMatch(/kill\(/);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    });
  },
);
