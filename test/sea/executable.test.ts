import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/documents/report.ts';
import { EXECUTABLE, executableProblem } from '../support/runs/built-file.ts';
import { arm64Libraries, cleanEnv, describeReal, tool } from '../support/system/real-tools.ts';

const RUN = ['--profile', 'runtime', '--format', 'json'];

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(argv: readonly string[], env = cleanEnv()): Ran {
  const [program = '', ...args] = argv;
  const { status, stdout, stderr } = spawnSync(program, args, { env, encoding: 'utf8', timeout: 15_000 });
  return { status, stdout, stderr };
}

/** The same answer whatever surrounds it: exit code, probes and their rules. */
function verdict({ status, stdout }: Ran): unknown {
  const report = JSON.parse(stdout) as { probes: { name: string; findings: { rule: string }[] }[] };
  return [status, report.probes.map((probe) => [probe.name, probe.findings.map((finding) => finding.rule)])];
}

describeReal('the executable', { also: executableProblem }, () => {
  describe("is not touched by the application's variables", () => {
    const clean = verdict(run([EXECUTABLE, ...RUN]));
    it.each([
      ['NODE_OPTIONS', '--bad-flag'],
      ['NODE_OPTIONS', '--require=/missing.js --inspect-brk'],
      ['NODE_PATH', '/missing'],
      ['NODE_ICU_DATA', '/missing'],
      ['NODE_EXTRA_CA_CERTS', '/missing'],
      ['NODE_EXTRA_CA_CERTS', '/etc/passwd'],
      ['NODE_PENDING_DEPRECATION', '1'],
      ['NODE_REDIRECT_WARNINGS', '/missing/file'],
      ['NODE_TLS_REJECT_UNAUTHORIZED', '0'],
      ['NODE_USE_SYSTEM_CA', '1'],
      ['NODE_USE_ENV_PROXY', '1'],
      ['NODE_TEST_CONTEXT', 'child'],
      ['NODE_UNIQUE_ID', '1'],
      ['NODE_PRESERVE_SYMLINKS', '1'],
      ['OPENSSL_CONF', '/etc/passwd'],
      ['OPENSSL_MODULES', '/missing'],
      ['UV_THREADPOOL_SIZE', '0'],
    ])('%s=%s', (name, value) => {
      const env = cleanEnv({ [name]: value });
      // A variable of CAs, or one that switches verification off, may well be a finding; that the probe works counts here.
      if (!/_CA|REJECT/.test(name)) expect(verdict(run([EXECUTABLE, ...RUN], env))).toEqual(clean);
      const ran = run([EXECUTABLE, '--profile', 'runtime'], env);
      expect(ran.stdout).toMatch(/^(NOT )?READY/);
      expect(ran.status).toBeOneOf([0, 1]);
      expect(ran.stderr).toBe('');
    });
  });

  describe('brings a Node of its own', () => {
    const told = (PATH: string) => {
      const {
        tool: own,
        host,
        probes,
      } = JSON.parse(run([EXECUTABLE, ...RUN], { ...cleanEnv(), PATH }).stdout) as Report;
      const facts = probes.flatMap(({ name, facts = {} }) =>
        Object.keys(facts)
          .filter((key) => /node/i.test(key))
          .map((key) => `${name} ${key} ${JSON.stringify(facts[key])}`),
      );
      return { own: own.node, host: host.node, facts };
    };

    it('and tells nothing of it as a fact of the container', () => {
      expect(told('/nowhere')).toEqual({
        own: expect.stringMatching(/^v\d+\./),
        host: null,
        facts: ['ca-certs nodeThere null'],
      });
    });

    it('and of the container the one that its PATH leads to', () => {
      const root = mkdtempSync(join(tmpdir(), 'probe-env-own-node-'));
      mkdirSync(join(root, 'include/node'), { recursive: true });
      mkdirSync(join(root, 'bin'));
      writeFileSync(join(root, 'bin/node'), '', { mode: 0o755 });
      const header = ['MAJOR 18', 'MINOR 20', 'PATCH 1'].map(
        (part) => `#define NODE_${part.replace(' ', '_VERSION ')}\n`,
      );
      writeFileSync(join(root, 'include/node/node_version.h'), header.join(''));
      try {
        const there = JSON.stringify({ path: join(root, 'bin/node'), version: 'v18.20.1' });
        expect(told(join(root, 'bin'))).toMatchObject({
          host: 'v18.20.1',
          facts: [`ca-certs nodeThere ${there}`],
        });
      } finally {
        rmSync(root, { recursive: true });
      }
    });
  });

  describeReal('with few processes allowed', { tools: ['setpriv', 'prlimit'], root: true }, () => {
    // RLIMIT_NPROC counts a user's threads; nobody else runs as this one.
    const limited = (pids: number) =>
      run([
        'setpriv',
        '--reuid',
        '54322',
        '--regid',
        '54322',
        '--clear-groups',
        'prlimit',
        `--nproc=${pids}`,
        EXECUTABLE,
        ...RUN,
      ]);

    it('starts with four', () => {
      expect(verdict(limited(4))).toEqual(verdict(limited(400)));
    });
  });
});

const FOREIGN = `${EXECUTABLE}-arm64`;
describeReal(
  'the arm64 executable',
  {
    tools: ['qemu-aarch64-static'],
    also: () => {
      if (!existsSync(FOREIGN)) return 'no dist/probe-env-arm64: npm run build:sea -- --arch arm64';
      return arm64Libraries() === null ? 'no arm64 libraries' : null;
    },
  },
  () => {
    it('answers under an emulator', () => {
      const emulator = [tool('qemu-aarch64-static') ?? '', '-L', arm64Libraries() ?? ''];
      const ran = run([...emulator, FOREIGN, ...RUN, '--timeout', '10000']);
      expect(ran.stderr).toBe('');
      expect(JSON.parse(ran.stdout).host).toMatchObject({ arch: 'arm64' });
    });
  },
);
