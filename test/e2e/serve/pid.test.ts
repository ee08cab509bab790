import { type ChildProcess, spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Report } from '../../../src/core/documents/report.ts';
import { makePem } from '../../support/files/certs.ts';
import { builtFile } from '../../support/runs/built-file.ts';
import { get, until } from '../../support/runs/serving.ts';
import { cleanEnv, describeReal } from '../../support/system/real-tools.ts';

const ROTATED = 'ca-certs/rotated-since-start';

function linkOf(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return '';
  }
}

/*
 * A pod whose containers share their processes: the agent is in one, the service in another, with mounts and variables of its
 * own, and comes, goes and comes again.
 */
describeReal('an agent beside another container', { tools: ['unshare', 'nsenter', 'sh'], root: true }, () => {
  let home: string;
  let pod: ChildProcess;
  let agent: string;
  let log = '';
  let url = '';
  const service = (ca: string) =>
    spawn(
      'nsenter',
      [
        ...['-t', agent, '-p', '-m', '--', 'unshare', '--mount', 'sh', '-c'],
        `exec ${process.execPath} -e 'setInterval(() => {}, 60000)'`,
      ],
      {
        env: cleanEnv({ SSL_CERT_FILE: ca, NODE_EXTRA_CA_CERTS: ca, SSL_CERT_DIR: join(home, 'none') }),
        stdio: 'ignore',
        detached: true,
      },
    );
  // nsenter has a child.
  const end = ({ pid = 0 }: ChildProcess) => process.kill(-pid, 'SIGKILL');
  const ready = () => get(`${url}/readyz`);
  const report = async () => JSON.parse((await get(`${url}/report`)).body) as Report;
  const rules = async () =>
    (await report()).probes.flatMap(({ findings }) => findings.map(({ rule }) => rule));

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'probe-env-pod-'));
    mkdirSync(join(home, 'none'));
    const options = ['--pid', 'auto', '--only', 'ca-certs', '--interval', '1s', '--listen', '127.0.0.1:0'];
    const words = ['--pid', '--fork', '--kill-child', '--mount-proc', ...builtFile(), 'serve', ...options];
    pod = spawn('unshare', words, { env: cleanEnv(), stdio: ['ignore', 'ignore', 'pipe'] });
    pod.stderr?.on('data', (text: Buffer) => {
      log += text;
    });
    await until(async () => log.includes('answers at'));
    url = /answers at (\S+)/.exec(log)?.[1] ?? '';
    agent = readFileSync(`/proc/${pod.pid}/task/${pod.pid}/children`, 'utf8').trim();
  });
  afterAll(() => {
    pod.kill('SIGKILL');
    rmSync(home, { recursive: true, force: true });
  });

  it('follows it as it comes, changes, goes and comes again', async () => {
    // A sidecar starts first.
    const early = await ready();
    expect([early.status, early.body]).toEqual([
      503,
      expect.stringContaining('no process of another container'),
    ]);
    expect((await get(`${url}/livez`)).status).toBe(200);

    const ca = join(home, 'ca.pem');
    writeFileSync(ca, makePem({ cn: 'Old' }));
    const first = service(ca);
    await until(async () => (await ready()).status === 200);
    expect((await report()).target).toMatchObject({ kind: 'process' });
    expect(await rules()).not.toContain(ROTATED);

    // Between looks: a look that goes on has what it reads.
    const held = () => readdirSync(`/proc/${agent}/fd`).map((fd) => linkOf(`/proc/${agent}/fd/${fd}`));
    await until(async () => !held().some((path) => path.startsWith(`${home}/`) || path.startsWith('/etc/')));

    await sleep(1300);
    writeFileSync(ca, makePem({ cn: 'New' }));
    await until(async () => (await rules()).includes(ROTATED));

    end(first);
    await until(async () => (await ready()).status === 503);
    const second = service(join(home, 'gone.pem'));
    await until(async () => (await ready()).body.includes('gone.pem'));
    expect((await ready()).status).toBe(503);
    end(second);
  });
});
