import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { predict } from '../../support/network/module-network/predict.ts';
import { runGo } from '../../support/network/module-network/real-go.ts';
import { MODULES, makeWorld, type World } from '../../support/network/module-network/world.ts';
import { describeReal, goToolchains } from '../../support/system/real-tools.ts';

const API = MODULES[2];

interface Scenario {
  readonly name: string;
  /** Lines of go.mod below the go line. */
  readonly mod: string;
  readonly go?: string;
  /** vendor/modules.txt; null leaves the whole directory out. */
  readonly list: string | null;
  readonly goflags?: string;
  readonly work?: string;
  readonly verdict: string;
  readonly mode: string;
  /** What go says where it fails. */
  readonly error?: RegExp;
}

const REQUIRE = 'require corp.com/api v1.2.0';
const LIST = '# corp.com/api v1.2.0\n## explicit; go 1.17\ncorp.com/api\n';
const INCONSISTENT = /inconsistent vendoring/;

const SCENARIOS: readonly Scenario[] = [
  { name: 'all agrees', mod: REQUIRE, list: LIST, verdict: 'offline-ready', mode: 'vendor' },
  {
    name: 'modules.txt does not mark it as explicit',
    mod: REQUIRE,
    list: '# corp.com/api v1.2.0\ncorp.com/api\n',
    verdict: 'blocked',
    mode: 'vendor',
    error: INCONSISTENT,
  },
  {
    name: 'modules.txt has another version',
    mod: REQUIRE,
    list: LIST.replace('v1.2.0', 'v1.1.0'),
    verdict: 'blocked',
    mode: 'vendor',
    error: INCONSISTENT,
  },
  {
    name: 'go.mod replaces and modules.txt does not',
    mod: `${REQUIRE}\nreplace corp.com/api => ./api`,
    list: LIST,
    verdict: 'blocked',
    mode: 'vendor',
    error: INCONSISTENT,
  },
  {
    name: 'both replace',
    mod: `${REQUIRE}\nreplace corp.com/api => ./api`,
    list: '# corp.com/api v1.2.0 => ./api\n## explicit; go 1.17\ncorp.com/api\n# corp.com/api => ./api\n',
    verdict: 'offline-ready',
    mode: 'vendor',
  },
  {
    name: 'there is no modules.txt',
    mod: REQUIRE,
    list: '',
    verdict: 'blocked',
    mode: 'vendor',
    error: INCONSISTENT,
  },
  {
    name: '-mod=vendor without a vendor directory',
    mod: REQUIRE,
    list: null,
    goflags: '-mod=vendor',
    verdict: 'blocked',
    mode: 'vendor',
    error: INCONSISTENT,
  },
  {
    name: '-mod=mod passes vendor by',
    mod: REQUIRE,
    list: LIST,
    goflags: '-mod=mod',
    verdict: 'blocked',
    mode: 'module',
    error: /GOPROXY=off/,
  },
  {
    name: 'the go line is older than vendoring by default',
    mod: REQUIRE,
    go: '1.13',
    list: LIST,
    verdict: 'blocked',
    mode: 'module',
    error: /GOPROXY=off|missing go.sum entry/,
  },
];

/** GOPROXY=off: what is not vendored is blocked, and the network stays silent. */
describeReal('vendoring and the real go', { go: true }, () => {
  let world: World;
  beforeAll(async () => {
    world = await makeWorld();
  });
  afterAll(async () => {
    await world.network.close();
  });

  describe.each(goToolchains())('Go $version', (toolchain) => {
    it.each(SCENARIOS)('$name', async (scenario) => {
      if (API === undefined) throw new Error('no module to try with');
      const env = { GOPROXY: 'off', GOSUMDB: 'off', GOFLAGS: scenario.goflags ?? '' };
      const files: Record<string, string> = {
        'go.mod': `module example.org/m\n\ngo ${scenario.go ?? '1.17'}\n\n${scenario.mod}\n`,
        'go.sum': `corp.com/api v1.2.0 ${API.treeHash}\ncorp.com/api v1.2.0/go.mod ${API.modHash}\n`,
        'm.go': 'package m\n\nimport _ "corp.com/api"\n',
        'api/go.mod': API.mod,
        'api/x.go': 'package x\n',
      };
      if (scenario.list !== null) files['vendor/corp.com/api/x.go'] = 'package x\n';
      if (scenario.list) files['vendor/modules.txt'] = scenario.list;
      const route = await predict(API, env, files, {}, toolchain.version);
      expect(route).toMatchObject({ verdict: scenario.verdict, mode: scenario.mode });
      const real = await runGo({
        ...{ toolchain, world, env, files, mood: {}, repository: '/nonexistent' },
        args: ['list', '-deps', '.'],
      });
      expect(real.requests).toEqual([]);
      expect({ ok: real.code === 0, output: real.output }).toMatchObject({ ok: route.verdict !== 'blocked' });
      if (scenario.error !== undefined) expect(real.output).toMatch(scenario.error);
    });
  });
});
