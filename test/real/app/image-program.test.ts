import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { image } from '../../../probes/image/index.ts';
import { file, hostOf } from '../../probes/image/image-host.ts';
import { behind } from '../../probes/image/typed-line.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { cleanEnv, describeReal, tool } from '../../support/system/real-tools.ts';

describeReal('a program as the real go builds it', { tools: ['go', 'gcc'] }, () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'probe-env-image-program-'));
    writeFileSync(
      join(home, 'main.go'),
      'package main\n\nimport "net"\n\nfunc main() { net.LookupHost("x") }\n',
    );
  });
  afterAll(() => rmSync(home, { recursive: true }));

  const built = (env: Record<string, string>) => {
    const own = {
      GOCACHE: join(home, 'cache'),
      HOME: home,
      GO111MODULE: 'off',
      GOTOOLCHAIN: 'local',
      ...env,
    };
    execFileSync(tool('go') ?? '', ['build', '-o', 'out', 'main.go'], { cwd: home, env: cleanEnv(own) });
    return readFileSync(join(home, 'out'));
  };
  const judged = async (program: Buffer, section: object) => {
    const host = hostOf([[file('bin/app', program, { mode: 0o755 })]], { Cmd: ['/bin/app'] });
    return (await judgeHost(image, host, { policy: { image: section } })).rules;
  };
  const setting = (name: 'program-too-large' | 'program-dynamic') => {
    const [, key = '', value = ''] = /^(\w+)=(.*)$/.exec(behind('ENV', name)) ?? [];
    return { [key]: value };
  };

  it('is found too large and dynamic, and is neither with what the remedies set', async () => {
    const asItIs = built({ CGO_ENABLED: '1' });
    const limit = { maxProgramBytes: asItIs.length - 1 };
    expect(await judged(asItIs, { static: true, ...limit })).toEqual([
      'image/program-too-large',
      'image/program-dynamic',
    ]);
    expect(await judged(built({ CGO_ENABLED: '1', ...setting('program-too-large') }), limit)).toEqual([]);
    expect(await judged(built(setting('program-dynamic')), { static: true })).toEqual([]);
  }, 600_000);
});
