import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { goEnv } from '../../../probes/go-env/index.ts';
import { rules } from '../../../probes/go-env/rules/index.ts';
import { GO_ENV_KEYS } from '../../../src/go/env-keys.ts';
import { nodeHost } from '../../../src/target/live/live-host.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { describeReal, type GoToolchain, goToolchains } from '../../support/system/real-tools.ts';
import { CASES, type EnvCase } from './env/cases.ts';
import { FETCHED, fakeProcess, prepare, remove, run } from './env/prepare.ts';

/** Rules by which `go list` in a module without requirements fails. */
const LOADING = [
  'failed',
  'goroot-missing',
  'gopath-relative',
  'modules-invalid',
  'flags-invalid',
  'go-mod-invalid',
  'vendor-missing',
  'vendor-inconsistent',
  'toolchain-too-old',
  'toolchain-invalid',
  'toolchain-download',
  'go-work-missing',
];

/** Rules by which a download fails whatever the network does. */
const FETCHING = [
  ...LOADING,
  'proxy-empty',
  'proxy-invalid',
  'proxy-off',
  'sumdb-invalid',
  'go-env-file-missing',
  'cache-undefined',
];

let root = '';

describeReal('go-env agrees with the real go', { go: true }, () => {
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'probe-env-go-env-'));
  });
  afterAll(() => remove(root));

  for (const toolchain of goToolchains()) {
    it(`${toolchain.version}: ${CASES.length} environments`, { timeout: 120_000 }, async () => {
      const queue = [...CASES.entries()];
      const mismatches: string[] = [];
      const work = async () => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          const [index, envCase] = next;
          mismatches.push(
            ...(await compare(toolchain, envCase, join(root, `${toolchain.version}-${index}`))),
          );
        }
      };
      await Promise.all([work(), work(), work()]);
      expect(mismatches).toEqual([]);
    });
  }
});

async function compare(toolchain: GoToolchain, envCase: EnvCase, directory: string): Promise<string[]> {
  const { env, cwd, go } = prepare(toolchain, envCase, directory, root);
  const ask = (args: readonly string[], more = {}) => run(go, args, { cwd, env: { ...env, ...more } });
  const host = nodeHost(fakeProcess(env, cwd));
  const requiredModules = envCase.fetch ? [FETCHED] : [];
  const { facts, findings } = await judgeHost(goEnv, host, {
    policy: { goEnv: { requiredModules } },
    deadlineMs: performance.now() + 60_000,
  });
  // Without a network a download that go would begin is one that fails.
  const counts = ['error', ...OFFLINE_ERRORS];
  const said = findings
    .filter((f) => f.rule !== 'go-env/flags-invalid' || f.args.problem !== 'go-env-only')
    .filter((f) => counts.includes(f.severity ?? rules[nameOf(f)].severity) || counts.includes(nameOf(f)))
    .map(nameOf);
  // A defect of the file stands for what it does to whichever setting.
  const blamed = said.includes('env-file-defect');
  const mismatch: string[] = [];
  const complain = (what: string, real: unknown, ours: unknown) => {
    if (JSON.stringify(real) !== JSON.stringify(ours)) {
      mismatch.push(`${toolchain.version} ${envCase.name}: ${what}: go ${difference(real, ours)} [${said}]`);
    }
  };

  const asked = await ask(['env', '-json', ...GO_ENV_KEYS], { GOTOOLCHAIN: 'local' });
  const confused = facts.seen?.flags.some((f) => f.problem === 'go-env-only') ?? false;
  complain('go env answers', asked.status === 0, facts.answer.kind === 'answered' && !confused);
  if (asked.status === 0) complain('values', JSON.parse(asked.stdout), facts.seen?.values);
  if (asked.status === 0 && facts.seen?.gotoolchain != null) {
    complain('GOTOOLCHAIN', (await ask(['env', 'GOTOOLCHAIN'])).stdout.slice(0, -1), facts.seen.gotoolchain);
  }

  const check = async (args: readonly string[], fails: RegExp | null, among: readonly string[]) => {
    const { status, stderr } = await ask(args);
    const real = status !== 0 && (fails === null || fails.test(stderr));
    const ours = said.some((rule) => among.includes(rule));
    if (!((blamed || confused) && real))
      complain(`go ${args[0]} fails (${stderr.trim().split('\n')[0]})`, real, ours);
  };
  // Go 1.19 has no use for a list without a build cache; later ones have.
  const listing = toolchain.version === '1.19' ? [...LOADING, 'cache-undefined'] : LOADING;
  if (envCase.directory === undefined && !envCase.fetch) await check(['list', '.'], null, listing);
  if (envCase.build)
    await check(['build', '-n', '-o', '/dev/null', '.'], null, [...LOADING, 'cache-undefined']);
  if (envCase.fetch) await check(['mod', 'download', FETCHED], NOT_THE_NETWORK, FETCHING);
  await remove(directory);
  return mismatch;
}

/** Of two objects only the keys that differ. */
function difference(real: unknown, ours: unknown): string {
  const [a, b] = [real, ours].map(
    (v) => (typeof v === 'object' && v !== null ? v : { it: v }) as Record<string, unknown>,
  );
  const keys = Object.keys(a ?? {}).filter((key) => a?.[key] !== b?.[key]);
  return keys.map((key) => `${key} ${JSON.stringify(a?.[key])}, we ${JSON.stringify(b?.[key])}`).join('; ');
}

const OFFLINE_ERRORS = ['toolchain-download', 'proxy-off'];
const NOT_THE_NETWORK = /^(?![\s\S]*(?:connection refused|dial tcp))/;

function nameOf(finding: { readonly rule: string }): keyof typeof rules {
  return finding.rule.slice('go-env/'.length) as keyof typeof rules;
}
