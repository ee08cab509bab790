import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { listening } from '../support/network/listening.ts';
import { builtFile } from '../support/runs/built-file.ts';
import { cleanEnv, describeReal } from '../support/system/real-tools.ts';

const SHELL = '/bin/sh';
const env = {
  ...cleanEnv(),
  PROBE_ENV_TIMEOUT: '20000',
  PROBE_ENV_ONLY: 'listeners',
  PROBE_ENV_FORMAT: 'json',
};

/** Runs the built file in a network namespace in which somebody listens. */
function inNetwork(places: readonly string[], ...args: readonly string[]) {
  const script = `${listening('10.1.2.3', ...places).join('\n')}\nexec "$@"`;
  // Whoever listens there ends with the process namespace.
  const namespaces = ['-n', '-p', '-f', '--mount-proc', '--kill-child'];
  return spawnSync('unshare', [...namespaces, SHELL, '-c', script, 'sh', ...builtFile(), ...args], {
    env,
    encoding: 'utf8',
  });
}

const rulesOf = (document: string): string[] =>
  JSON.parse(document).probes.flatMap((probe: { findings: { rule: string }[] }) =>
    probe.findings.map(({ rule }) => rule),
  );

describeReal('ports of a real network namespace', { tools: ['unshare', 'python3'], root: true }, () => {
  it.each([
    ['0.0.0.0:8080', 0, []],
    ['[::]:8080', 0, []],
    ['127.0.0.1:8080', 1, ['listeners/loopback-only']],
    ['0.0.0.0:9090', 1, ['listeners/not-listening']],
  ])('with somebody at %s', (place, code, rules) => {
    const { status, stdout } = inNetwork([place], '--port', '8080');
    expect([status, rulesOf(stdout)]).toEqual([code, rules]);
  });

  it('names the program before the command of run starts, and does not start it', () => {
    const { status, stdout, stderr } = inNetwork(
      ['0.0.0.0:8080'],
      'run',
      '--port',
      '8080',
      '--',
      '/bin/echo',
      'ran',
    );
    expect([status, stdout]).toEqual([125, '']);
    const [finding] = JSON.parse(stderr).probes[0].findings;
    expect(finding).toMatchObject({
      rule: 'listeners/port-taken',
      evidence: { name: 'python3', at: '0.0.0.0' },
    });
  });

  it('starts the command of run where the port is free', () => {
    const { status, stdout } = inNetwork(['0.0.0.0:9090'], 'run', '--port', '8080', '--', '/bin/echo', 'ran');
    expect([status, stdout]).toEqual([0, 'ran\n']);
  });

  it.each([
    ['127.0.0.1:8080', null, ['listeners/loopback-only']],
    ['0.0.0.0:8080', null, []],
    ['0.0.0.0:8080', 'python3', []],
    ['0.0.0.0:8080', 'envoy', ['listeners/other-process']],
  ])(
    'sees of another process who listens at %s in its network, and whether it is %s',
    async (place, by, rules) => {
      const script = `${listening('10.1.2.3', place).join('\n')}\necho ready; read end; kill 0`;
      const other = spawn('setsid', ['unshare', '-n', SHELL, '-c', script], {
        env,
        stdio: ['pipe', 'pipe', 'inherit'],
      });
      await new Promise((resolve) => other.stdout.once('data', resolve));
      const [node = '', ...bundle] = builtFile();
      const folder = mkdtempSync(join(tmpdir(), 'probe-env-listeners-'));
      const policy = join(folder, 'policy.json');
      writeFileSync(policy, JSON.stringify({ listeners: { ports: [{ port: 8080, by }] } }));
      const args = [...bundle, 'check', '--pid', String(other.pid), '--config', policy];
      const { stdout } = spawnSync(node, args, { env, encoding: 'utf8' });
      other.stdin.end();
      rmSync(folder, { recursive: true });
      expect(rulesOf(stdout)).toEqual(rules);
    },
  );
});
