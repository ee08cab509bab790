import { expect, it } from 'vitest';
import type { RouteReport } from '../../../src/core/documents/route-report.ts';
import { runMain } from '../../support/runs/run-main.ts';

const MODULE = {
  '/src/go.mod': 'module m\n\ngo 1.21\n\nrequire corp.com/lib v1.0.0\n',
  '/src/go.sum': 'corp.com/lib v1.0.0 h1:AhPBp0Ga7qy9WHiRUCFbbKlFpsAgxzonvGu+Ixzsrqo= and more\n',
};

async function route(go: string) {
  const argv = ['route', '-f', 'json', '--go', go, '--from', '/src/go.mod'];
  const { stdout } = await runMain([...argv, '--env', 'GOPROXY=https://goproxy.corp.com'], {
    trees: [MODULE],
  });
  return (JSON.parse(stdout) as RouteReport).modules[0];
}

it('a malformed go.sum is noticed when there is a go.mod to compare with it', async () => {
  expect(await route('1.27')).toMatchObject({
    verdict: 'blocked',
    attempts: ['https://goproxy.corp.com'],
    fetches: ['mod'],
  });
});

it('releases before 1.22 pass over a malformed line of go.sum', async () => {
  expect(await route('1.21')).toMatchObject({ fetches: ['info', 'mod', 'zip'] });
});
