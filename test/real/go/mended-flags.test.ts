import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { mendFlags } from '../../../probes/go-env/judge/mended-flags.ts';
import { checkFlags, type FlagDefect } from '../../../probes/go-env/settings/goflags.ts';
import { cleanEnv, describeReal, type GoToolchain, goToolchains } from '../../support/system/real-tools.ts';
import { run } from './env/prepare.ts';

/** Slips that go refuses, and that are the same to every Go. */
const SLIPS = [
  '-mod mod',
  '-tags a b',
  '-race false -trimpath',
  'trimpath',
  '-ldflags=-s -buildid=x',
  '-ldflags=-X main.v=1 -s',
  '-gcflags -N -l',
  '-shiny -v',
];

describeReal('GOFLAGS, mended,', { go: true }, () => {
  const home = mkdtempSync(join(tmpdir(), 'probe-env-flags-'));
  writeFileSync(join(home, 'go.mod'), 'module example.com/m\n\ngo 1.19\n');
  writeFileSync(join(home, 'main.go'), 'package main\n\nvar v string\n\nfunc main() { print(v) }\n');
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  // The oldest reads no quotes.
  const both = [goToolchains().at(0), goToolchains().at(-1)].filter((one) => one !== undefined);
  it.each(both.map((one) => [one.version, one] as const))(
    'is taken by Go %s',
    { timeout: 120_000 },
    async (_, toolchain) => {
      for (const goflags of SLIPS) {
        expect([goflags, await accepts(toolchain, home, goflags)]).toEqual([goflags, false]);
        const { defects, uncertain } = checkFlags(goflags, toolchain.version);
        const unknown = await Promise.all(
          uncertain.map(
            async (name): Promise<readonly FlagDefect[]> =>
              (await accepts(toolchain, home, `-${name}=`)) ? [] : [{ flag: `-${name}`, problem: 'unknown' }],
          ),
        );
        const { value } = mendFlags(goflags, [...defects, ...unknown.flat()], toolchain.version);
        expect([goflags, value, await accepts(toolchain, home, value)]).toEqual([goflags, value, true]);
      }
    },
  );
});

async function accepts({ go }: GoToolchain, home: string, GOFLAGS: string): Promise<boolean> {
  const env = cleanEnv({ HOME: home, GOFLAGS, GOTOOLCHAIN: 'local', CGO_ENABLED: '0' });
  return (await run(go, ['build', '-n', '-o', '/dev/null', '.'], { cwd: home, env })).status === 0;
}
