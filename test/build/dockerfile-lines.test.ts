import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const TEXT = readFileSync(join(import.meta.dirname, '../../Dockerfile.example'), 'utf8').replaceAll(
  '\\\n',
  '',
);
/** The commands of RUN lines that start probe-env, up to what follows it. */
const LINES = [...TEXT.matchAll(/^RUN (.*\bprobe-env --.*)$/gm)].map(([, line]) => line ?? '');

/** The lines are run as a build would, with a probe-env that ends with a code of its own. */
describe('RUN lines of Dockerfile.example', () => {
  let directory = '';
  beforeAll(() => {
    directory = mkdtempSync(join(tmpdir(), 'dockerfile-lines-'));
  });
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  function built(line: string, code: number): boolean {
    const bin = join(directory, 'bin');
    mkdirSync(bin, { recursive: true });
    for (const [name, body] of [
      ['probe-env', `exit ${code}`],
      ['chmod', ''],
      ['go', ''],
    ] as const) {
      writeFileSync(join(bin, name), `#!/bin/sh\n${body}\n`);
      chmodSync(join(bin, name), 0o755);
    }
    const { status } = spawnSync('/bin/sh', ['-c', line], { env: { PATH: `${bin}:/usr/bin:/bin` } });
    return status === 0;
  }

  it('are there', () => expect(LINES.length).toBeGreaterThanOrEqual(3));

  it.each(LINES)('%s', (line) => {
    expect(built(line, 0)).toBe(true);
    // Those that only fill a cache go on where the image is not ready yet.
    expect(built(line, 1)).toBe(line.includes('{'));
    for (const mistake of [64, 70, 78, 126, 127]) expect(built(line, mistake)).toBe(false);
  });
});
