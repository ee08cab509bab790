import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { followsQuota, gomaxprocs } from '../../../probes/limits/go/gomaxprocs.ts';
import { quotaOfGo } from '../../../probes/limits/go/quota.ts';
import { goProgram } from '../../../probes/limits/look/program.ts';
import { cpusAllowed } from '../../../probes/limits/look/system.ts';
import { WHOLE } from '../../support/suite/whole.ts';
import { type Group, type Limits, makeGroup } from '../../support/system/cgroup.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { cleanEnv, describeReal, type GoToolchain, goToolchains } from '../../support/system/real-tools.ts';

/*
 * Go programs on this machine, in control groups of their own: what they take at their start, and what becomes of it as the
 * CPUs change that they may run on. What they take on other kernels is recorded (limits-recorded.test.ts).
 */

const RELEASES = WHOLE ? ['1.24', '1.25', '1.26', '1.27'] : ['1.24', '1.27'];
const toolchains = goToolchains().filter(({ version }) => RELEASES.includes(version));

/** Where nothing is in its cache, Go builds its standard library too. */
const BUILT_MS = 300_000;

/** Go looks for changes once a second. */
const UNTIL_IT_LOOKED_MS = 3500;

interface Case {
  readonly env: Readonly<Record<string, string>>;
  readonly limits: Limits;
  /** Of taskset(1): at first, and later. */
  readonly cpus: readonly [string, string];
}

const ALL = `0-${availableParallelism() - 1}`;
const ENVIRONMENTS = [
  {},
  { GOMAXPROCS: '3' },
  { GODEBUG: 'containermaxprocs=0' },
  { GODEBUG: 'updatemaxprocs=0' },
];
const CASES: readonly Case[] = [
  ...ENVIRONMENTS.map((env): Case => ({ env, limits: {}, cpus: ['0', ALL] })),
  ...[0.5, 1.5, 3].map((cpus): Case => ({ env: {}, limits: { cpus }, cpus: [ALL, ALL] })),
];

describeReal(
  'what Go programs take of this machine',
  {
    root: true,
    go: true,
    tools: ['taskset', 'sh'],
    also: () => (toolchains.length === 0 ? 'Go 1.24 to 1.27' : null),
  },
  () => {
    let home: string;
    beforeAll(() => {
      home = mkdtempSync(join(tmpdir(), 'probe-env-limits-'));
    });
    afterAll(() => rmSync(home, { recursive: true, force: true }));

    it.each(toolchains)('Go $version', { timeout: BUILT_MS }, async (toolchain) => {
      const program = build(toolchain, home);
      const wrong = await Promise.all(
        CASES.map((one, i) => compared(program, one, `${toolchain.version}-${i}`)),
      );
      expect(wrong.filter((one) => one !== null)).toEqual([]);
    });
  },
);

function build({ go, goroot, version }: GoToolchain, home: string): string {
  const module = join(home, version);
  mkdirSync(module);
  writeFileSync(join(module, 'go.mod'), `module example.com/lives\n\ngo ${version}\n`);
  copyFileSync(new URL('./lives.go', import.meta.url), join(module, 'lives.go'));
  const path = join(module, 'lives');
  const env = cleanEnv({
    GOROOT: goroot,
    GOCACHE: join(tmpdir(), 'probe-env-go-build'),
    GOTOOLCHAIN: 'local',
    GOENV: 'off',
    GOFLAGS: '-mod=mod',
    CGO_ENABLED: '0',
    HOME: home,
  });
  execFileSync(go, ['build', '-o', path, '.'], { cwd: module, env });
  return path;
}

/** Null: it took what is said. */
async function compared(program: string, { env, limits, cpus }: Case, name: string): Promise<unknown> {
  const group: Group = makeGroup(`probe-env-live-${process.pid}-${name}`, limits);
  const procs = group.procs.map((file) => `echo 0 >${file}; `).join('');
  const command = `${procs}exec taskset -c ${cpus[0]} ${program}`;
  const child = spawn('/bin/sh', ['-c', command], {
    env: { PATH: '/usr/bin:/bin', ...env },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const took = async () => Number((await lines.next()).value);
  try {
    const first = await took();
    const host = { ...liveHost(env), proc: `/proc/${child.pid}` };
    const known = goProgram(host, program);
    if (known === null) throw new Error(`${program} is no Go program`);
    const { version, built } = known;
    const said = () => {
      const quota = quotaOfGo(host, version);
      return gomaxprocs({ version, built, cpus: cpusAllowed(host) ?? 0, quota, env });
    };
    const start = said();
    execFileSync('taskset', ['-a', '-c', '-p', cpus[1], String(child.pid)], { stdio: 'ignore' });
    const follows = start.by !== 'variable' && followsQuota(version, built, host.env.GODEBUG);
    await pause(UNTIL_IT_LOOKED_MS);
    const later = follows ? said().value : start.value;
    child.stdin.end();
    const second = await took();
    return first === start.value && second === later
      ? null
      : { version, built, env, limits, cpus, was: [first, second], said: [start.value, later] };
  } finally {
    child.stdin.end();
    if (child.exitCode === null) await once(child, 'exit');
    group.remove();
  }
}
