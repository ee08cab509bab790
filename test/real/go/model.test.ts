import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { quietGoEnv } from '../../../src/go/command.ts';
import { GO_ENV_KEYS } from '../../../src/go/env-keys.ts';
import { goModel } from '../../../src/go/model/model.ts';
import { nodeHost } from '../../../src/target/live/live-host.ts';
import { describeReal, type GoToolchain, goToolchains } from '../../support/system/real-tools.ts';
import { CASES, type EnvCase } from './env/cases.ts';
import { fakeProcess, prepare, remove, run } from './env/prepare.ts';

/** Of all cases so many may be unknown: those that go itself refuses, and the odd ones. */
const MOST_UNKNOWN = 0.35;

/** All cases on every Go take a quarter of an hour on a busy machine: every so many of them, others on each. */
const EVERY = Number(process.env.GO_MODEL_EVERY ?? 1);

let root = '';

describeReal('the model of go agrees with the real go', { go: true }, () => {
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'probe-env-go-model-'));
  });
  afterAll(() => remove(root));

  for (const [line, toolchain] of goToolchains().entries()) {
    const cases = [...CASES.entries()].filter(([index]) => (index + line) % EVERY === 0);
    it(`${toolchain.version}: ${cases.length} environments`, { timeout: 300_000 }, async () => {
      const queue = [...cases];
      const mismatches: string[] = [];
      let unknown = 0;
      const work = async () => {
        for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
          const [index, envCase] = next;
          const differing = await compare(toolchain, envCase, join(root, `${toolchain.version}-${index}`));
          if (differing === null) unknown++;
          else mismatches.push(...differing);
        }
      };
      await Promise.all([work(), work(), work()]);
      expect(mismatches).toEqual([]);
      expect(unknown / cases.length).toBeLessThan(MOST_UNKNOWN);
    });
  }
});

/** What go prints and the model does not; null where the model knows nothing. */
async function compare(toolchain: GoToolchain, envCase: EnvCase, directory: string) {
  const { env, cwd, go } = prepare(toolchain, envCase, directory, root);
  const host = nodeHost(fakeProcess(env, cwd));
  const asked = { ...quietGoEnv(env as Record<string, string>), PWD: cwd };
  const model = goModel(host);
  const differing: string[] = [];
  let unknown = 0;
  // What go version prints depends on little.
  const questions = [['env', '-json', ...GO_ENV_KEYS], ...('GOFLAGS' in env ? [['version']] : [])];
  for (const args of questions) {
    const modelled = model({ file: go, args, env: asked, cwd });
    if (!modelled.known) {
      unknown++;
      continue;
    }
    const { status, stdout, stderr } = await run(go, args, { cwd, env: asked });
    const { value } = modelled;
    const [real, ours] = [read(stdout), read(value.stdout)];
    const ended = value.kind === 'exited' ? value.code : value.kind;
    if (ended !== status || value.stderr !== (status === 0 ? '' : stderr)) {
      differing.push(
        `${envCase.name}: go ${args[0]} ends with ${status}: ${stderr}, we ${ended}: ${value.stderr}`,
      );
    }
    for (const [key, value] of Object.entries(real))
      if (ours[key] !== value) differing.push(`${envCase.name}: ${key}: go ${value}, we ${ours[key]}`);
  }
  await remove(directory);
  return unknown === questions.length ? null : differing;
}

function read(stdout: string): Readonly<Record<string, string>> {
  return stdout.startsWith('{') ? JSON.parse(stdout) : { line: stdout };
}
