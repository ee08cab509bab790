import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Report } from '../../../src/core/documents/report.ts';
import { makePem } from '../../support/files/certs.ts';
import { builtFile } from '../../support/runs/built-file.ts';
import { get, serving, until } from '../../support/runs/serving.ts';
import { cleanEnv, describeReal } from '../../support/system/real-tools.ts';

const RULE = 'ca-certs/rotated-since-start';
const STAYS = 'setInterval(() => {}, 60_000)';

let home: string;
let ca: string;
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'probe-env-rotated-'));
  ca = join(home, 'ca.pem');
});
afterAll(() => rmSync(home, { recursive: true, force: true }));
const put = (cn: string) => writeFileSync(ca, makePem({ cn }));
const rulesOf = (text: string) =>
  (JSON.parse(text) as Report).probes.flatMap(({ findings }) => findings.map(({ rule }) => rule));

describeReal('an exec probe beside the first process', { tools: ['unshare', 'nsenter'], root: true }, () => {
  let container: ChildProcess;
  let first: string;
  beforeAll(async () => {
    put('Old');
    const env = cleanEnv({ NODE_EXTRA_CA_CERTS: ca });
    const words = ['--pid', '--fork', '--kill-child', '--mount-proc', process.execPath, '-e', STAYS];
    container = spawn('unshare', words, { env, stdio: 'ignore' });
    const children = () =>
      readFileSync(`/proc/${container.pid}/task/${container.pid}/children`, 'utf8').trim();
    await until(async () => children() !== '');
    first = children();
  });
  afterAll(() => container.kill('SIGKILL'));

  const rules = () => {
    const [file, ...args] = builtFile();
    const { stdout } = spawnSync(
      'nsenter',
      ['-t', first, '-p', '-m', '--', file, ...args, '--only', 'ca-certs', '-f', 'json'],
      { env: cleanEnv({ NODE_EXTRA_CA_CERTS: ca }), encoding: 'utf8' },
    );
    return rulesOf(stdout);
  };

  it('tells that its CAs have changed since it started', async () => {
    expect(rules()).not.toContain(RULE);
    await sleep(1300);
    put('New');
    expect(rules()).toContain(RULE);
  });
});

it('is told by the agent that stays beside its command', async () => {
  put('Old');
  const agent = await serving(['--serve', '--only', 'ca-certs'], {
    env: { NODE_EXTRA_CA_CERTS: ca },
    command: ['run', '--', process.execPath, '-e', STAYS],
  });
  try {
    const found = async () => rulesOf((await get(`${agent.url}/report`)).body).includes(RULE);
    await sleep(1300);
    expect(await found()).toBe(false);
    put('New');
    await until(found);
  } finally {
    await agent.end();
  }
});

describeReal('an agent that is the first process itself', { tools: ['unshare'], root: true }, () => {
  it('tells nothing of itself', async () => {
    put('Old');
    const [file, ...args] = builtFile();
    const options = ['serve', '--only', 'ca-certs', '--interval', '1s', '--listen', '127.0.0.1:0'];
    const words = ['--pid', '--fork', '--kill-child', '--mount-proc', file, ...args, ...options];
    const env = cleanEnv({ NODE_EXTRA_CA_CERTS: ca });
    const agent = spawn('unshare', words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
    let log = '';
    agent.stderr?.on('data', (text: Buffer) => {
      log += text;
    });
    try {
      await until(async () => /READY/.test(log));
      const url = /answers at (\S+)/.exec(log)?.[1] ?? '';
      const report = async () => (await get(`${url}/report`)).body;
      await sleep(1300);
      put('New');
      await until(async () => (await get(`${url}/metrics`)).body.includes('runs_total{probe="ca-certs"} 2'));
      expect(rulesOf(await report())).not.toContain(RULE);
    } finally {
      agent.kill('SIGKILL');
    }
  });
});
