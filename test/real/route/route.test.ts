import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RouteModule } from '../../../src/core/documents/route-report.ts';
import type { FakeModule } from '../../support/network/module-network/module-zip.ts';
import { predict } from '../../support/network/module-network/predict.ts';
import { type GoOutcome, runGo } from '../../support/network/module-network/real-go.ts';
import { type Rehearsal, rehearse } from '../../support/network/module-network/rehearse.ts';
import {
  type Mood,
  makeRepository,
  makeWorld,
  type World,
} from '../../support/network/module-network/world.ts';
import { describeReal, type GoToolchain, goToolchains } from '../../support/system/real-tools.ts';
import { type Combination, combinations } from './combinations.ts';

/** More of them on demand: a thousand take about two minutes. */
const ALL = Number(process.env.PROBE_ENV_COMBINATIONS ?? 200);
const SAMPLE = 30;
const WORKERS = 3;

/**
 * The real go against a loopback stand-in for the whole network: the requests that it makes are those that
 * the route predicts, and so is the outcome.
 */
describeReal('routes and the real go', { go: true, tools: ['git'] }, () => {
  const worlds: World[] = [];
  const root = mkdtempSync(join(tmpdir(), 'route-repository-'));
  const toolchains = goToolchains();
  const [oldest, newest] = [toolchains.at(0), toolchains.at(-1)];

  beforeAll(async () => {
    makeRepository(root);
    for (let i = 0; i < WORKERS; i++) worlds.push(await makeWorld());
  });
  afterAll(async () => {
    for (const { network } of worlds) await network.close();
    rmSync(root, { recursive: true, force: true });
  });

  describe.each(toolchains)('Go $version', (toolchain) => {
    const all = toolchain === oldest || toolchain === newest;
    const chosen = combinations(all ? ALL : SAMPLE);
    it(`agree in ${chosen.length} combinations`, { timeout: 600_000 }, async () => {
      const mismatches = (
        await inParallel(chosen, worlds, (c, world) => compare(c, world, toolchain, root))
      ).filter((line) => line !== null);
      expect(mismatches.join('\n')).toBe('');
    });
  });
});

/** Runs the task for every item, one at a time in each world. */
async function inParallel<T, R>(
  items: readonly T[],
  worlds: readonly World[],
  task: (item: T, world: World) => Promise<R>,
): Promise<R[]> {
  const results: R[] = [];
  const queue = [...items.entries()];
  await Promise.all(
    worlds.map(async (world) => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
        results[next[0]] = await task(next[1], world);
      }
    }),
  );
  return results;
}

/** One line of the table of mismatches; null where go does what the route says. */
async function compare(
  combination: Combination,
  world: World,
  toolchain: GoToolchain,
  repository: string,
): Promise<string | null> {
  const { module, mood } = combination;
  const env = Object.fromEntries(
    Object.entries(combination.env).map(([key, value]) => [key, value.replace('KEY', world.tree.verifier)]),
  );
  const files = projectFiles(combination, module);
  const cache = cacheFilesOf(combination, module);
  const route = await predict(module, env, files, cache, toolchain.version);
  const real = await runGo({
    ...{ toolchain, world, mood, repository, env, files, cache },
    args: commandFor(combination),
  });
  const order = combination.project === 'none' ? BY_VERSION : BY_GO_MOD;
  const expected = rehearse(route, stageOf(world, env.GOPROXY ?? ''), order);
  const problem = differenceOf(route, expected, real);
  return problem === null
    ? null
    : `${problem}\n  ${JSON.stringify(combination.env)} ${module.path} ${describeMood(mood)} ${combination.project}/${combination.cached}\n  route ${route.verdict}: ${expected.requests.join(' ')}\n  go    ${real.code}: ${real.requests.join(' ')}\n  ${real.output.trim().slice(0, 300)}\n`;
}

const BY_VERSION = ['info', 'mod', 'zip'] as const;
const BY_GO_MOD = ['mod', 'info', 'zip'] as const;

/**
 * In a module the requirements of go.mod are downloaded, or where all is there, loaded as a build does;
 * else one module by its version, which forces module mode with GO111MODULE=auto too.
 */
function commandFor({ module, project, cached }: Combination): readonly string[] {
  if (project === 'both' && cached === 'all') return ['list', '-deps', '.'];
  if (project !== 'none') return ['mod', 'download', '-json'];
  return ['mod', 'download', '-json', `${module.path}@${module.version}`];
}

function differenceOf(route: RouteModule, expected: Rehearsal, real: GoOutcome): string | null {
  const made = expected.goesOn ? real.requests.slice(0, expected.requests.length) : real.requests;
  if (inOrder(expected.requests) !== inOrder(made)) return 'OTHER REQUESTS';
  if (expected.ok !== (real.code === 0)) return expected.ok ? 'GO FAILS' : 'GO SUCCEEDS';
  // What GOVCS has to say is heard only where the page names a repository.
  if (route.steps[0]?.url.endsWith('?go-get=1')) return null;
  const errors = ERRORS.filter(([pattern]) => route.reasons.some((reason) => pattern.test(reason)));
  const other = errors.find(([, go]) => !go.test(real.output));
  return other === undefined ? null : `OTHER ERROR than ${other[1]}`;
}

/** What git is asked is logged apart from the rest: its place among the requests is not known. */
function inOrder(requests: readonly string[]): string {
  const git = requests.filter((request) => request.startsWith('git:'));
  return [...requests.filter((request) => !git.includes(request)), ...git].join('\n');
}

/** What go says where a route is blocked, by the reason that the route gives. */
const ERRORS: readonly (readonly [RegExp, RegExp])[] = [
  [/^GO111MODULE is ".*": every command stops/, /unknown environment setting GO111MODULE/],
  [/^GO111MODULE=off: /, /modules disabled by GO111MODULE=off|cannot find package/],
  [/^GOPROXY=off: nothing/, /module lookup disabled by GOPROXY=off/],
  [/^GOPROXY: ".*" is no URL/, /invalid proxy URL missing scheme/],
  [/^GOPROXY: .* is not https, http or file/, /invalid proxy URL scheme/],
  [/^GOPROXY has no entry/, /contains no entries/],
  [/^GOVCS forbids the/, /GOVCS disallows using/],
  [/^GOVCS cannot be read/, /GOVCS/],
  [/^the (?:go.mod|tree) in the module cache has another hash/, /checksum mismatch/],
];

function stageOf(world: World, goproxy: string) {
  return {
    status: world.status,
    proxyOf: world.proxyOf,
    endsDirect: /(?:^|[,|])\s*direct\s*(?:[,|]|$)/.test(goproxy),
    movesOnAnyError: (proxy: string) => goproxy.includes(`${proxy.replace('https://', '')}|`),
  };
}

/** Differences in the printed table are easier to read with the few hosts that misbehave. */
function describeMood(mood: Mood): string {
  return JSON.stringify(mood);
}

function projectFiles({ project }: Combination, module: FakeModule): Record<string, string> {
  if (project === 'none') return {};
  const tree = `${module.path} ${module.version} ${module.treeHash}\n`;
  const mod = `${module.path} ${module.version}/go.mod ${module.modHash}\n`;
  const wrong = `${module.path} ${module.version}/go.mod ${module.treeHash}\n`;
  const sums: Readonly<Record<string, string>> = { both: tree + mod, tree, mod, wrong, empty: '' };
  return {
    'go.mod': `module example.org/m\n\ngo 1.17\n\nrequire ${module.path} ${module.version}\n`,
    'go.sum': sums[project] ?? '',
    'm.go': `package m\n\nimport _ "${module.path}"\n`,
  };
}

function cacheFilesOf({ cached }: Combination, module: FakeModule): Record<string, string | Buffer> {
  const escaped = (text: string) => text.replace(/[A-Z]/g, (c) => `!${c.toLowerCase()}`);
  const base = `cache/download/${escaped(module.path)}/@v/${module.version}`;
  const mod = { [`${base}.mod`]: module.mod };
  const tree = { [`${base}.zip`]: module.zip, [`${base}.ziphash`]: module.treeHash };
  const info = { [`${base}.info`]: module.info };
  if (cached === 'all') return { ...info, ...mod, ...tree };
  if (cached === 'mod') return { ...info, ...mod };
  return {};
}
