import { expect, it } from 'vitest';
import type { RouteReport } from '../../../src/core/documents/route-report.ts';
import { cacheFiles } from '../../../src/go/modules/cache-files.ts';
import { fakeModule } from '../../support/network/module-network/module-zip.ts';
import { runMain } from '../../support/runs/run-main.ts';

const lib = fakeModule('corp.com/lib', 'v1.0.0');
const files = cacheFiles('/m', lib);
const CACHED = {
  [files.info]: lib.info,
  [files.mod]: lib.mod,
  [files.zip]: `PK\x05\x06${'\0'.repeat(18)}`,
  [files.ziphash]: lib.treeHash,
};

async function route(...settings: readonly string[]) {
  const env = settings.flatMap((one) => ['--env', one]);
  const argv = [
    'route',
    '-f',
    'json',
    '--go',
    '1.27',
    '--env',
    'GOMODCACHE=/m',
    ...env,
    'corp.com/lib@v1.0.0',
  ];
  const { stdout } = await runMain(argv, { trees: [CACHED] });
  return (JSON.parse(stdout) as RouteReport).modules[0];
}

const PROXY = 'GOPROXY=https://goproxy.corp.com';

it('asks for a cached go.mod again where nothing can vouch for it', async () => {
  expect(await route(PROXY, 'GOSUMDB=bad+x')).toMatchObject({
    verdict: 'blocked',
    cached: true,
    attempts: ['https://goproxy.corp.com'],
    fetches: ['mod'],
  });
});

it.each([['GOSUMDB=off'], ['GONOSUMDB=corp.com'], ['GOSUMDB=sum.golang.org']])(
  'asks nobody for it with %s',
  async (setting) => {
    expect(await route(PROXY, setting)).toMatchObject({ attempts: [], fetches: [] });
  },
);

it('says that it is asked for again where the database does not answer', async () => {
  const found = await route(PROXY, 'GOSUMDB=sum.golang.org');
  expect(found?.reasons.join('\n')).toContain('asked for again');
});

it('asks for the go.mod of a toolchain again whatever go.sum says', async () => {
  const toolchain = fakeModule('golang.org/toolchain', 'v0.0.1-go1.28.1.linux-amd64');
  const at = cacheFiles('/m', toolchain);
  const { stdout } = await runMain(['route', '-f', 'json'], {
    trees: [
      {
        [at.info]: toolchain.info,
        [at.mod]: toolchain.mod,
        [at.zip]: `PK\x05\x06${'\0'.repeat(18)}`,
        [at.ziphash]: toolchain.treeHash,
        '/p/go.mod': `module m\n\ngo 1.21\n\nrequire ${toolchain.path} ${toolchain.version}\n`,
        '/p/go.sum': `${toolchain.path} ${toolchain.version} ${toolchain.treeHash}\n${toolchain.path} ${toolchain.version}/go.mod ${toolchain.modHash}\n`,
      },
    ],
    env: { GOMODCACHE: '/m', GOSUMDB: 'off', GOPROXY: 'https://goproxy.corp.com' },
    cwd: '/p',
  });
  expect((JSON.parse(stdout) as RouteReport).modules[0]).toMatchObject({
    verdict: 'blocked',
    fetches: ['mod'],
  });
});

it('has nobody to ask with GOPROXY=off', async () => {
  expect(await route('GOPROXY=off', 'GOSUMDB=bad+x')).toMatchObject({ verdict: 'blocked', steps: [] });
});
