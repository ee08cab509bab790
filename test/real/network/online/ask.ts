import { execFile, execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { probes } from '../../../../probes/index.ts';
import type { AnyProbe } from '../../../../src/core/probe.ts';
import { network } from '../../../../src/target/live/network/network.ts';
import { pemOf } from '../../../support/network/online/pki.ts';
import { judgeHost } from '../../../support/probes/judge-host.ts';
import { liveHost } from '../../../support/system/live-host.ts';
import { cleanEnv, type GoToolchain, tool } from '../../../support/system/real-tools.ts';

const run = promisify(execFile);
const HERE = new URL('.', import.meta.url).pathname;

/** Whom to ask: by which name, at which port of loopback. */
export interface Asked {
  readonly host: string;
  readonly port: number;
}

/** A container whose store holds these CAs and no other, for Go, OpenSSL and Node. */
export class Container {
  readonly folder = mkdtempSync(join(tmpdir(), 'probe-env-online-'));
  readonly bundle = join(this.folder, 'bundle.pem');
  private readonly empty = join(this.folder, 'none');

  constructor(roots: readonly Buffer[]) {
    writeFileSync(this.bundle, pemOf(roots));
    mkdirSync(this.empty);
  }

  get env(): Record<string, string> {
    const { bundle, empty } = this;
    return cleanEnv({
      SSL_CERT_FILE: bundle,
      SSL_CERT_DIR: empty,
      NODE_EXTRA_CA_CERTS: bundle,
      HOME: this.folder,
    });
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const words = (servers: readonly Asked[]) => servers.flatMap(({ host, port }) => [host, String(port)]);
const lines = (text: string) => text.trim().split('\n');

/** What each of them is called by probe-env, in the words of the runtime. */
export async function askOurs(servers: readonly Asked[], { env }: Container) {
  const online = probes.find(({ name }) => name === 'online') as AnyProbe;
  const answers: { go: string; openssl: string; node: string; rules: readonly string[] }[] = [];
  for (const { host, port } of servers) {
    const here = { ...liveHost(env), network };
    const policy = { online: { tls: [`${host}:${port}`] } };
    const { facts, rules } = await judgeHost(online, here, {
      policy,
      deadlineMs: here.monotonic() + 120_000,
    });
    const { servers: seen } = (facts as { report: { servers: readonly { verdicts: object }[] } }).report;
    answers.push({ go: '', openssl: '', node: '', ...seen[0]?.verdicts, rules });
  }
  return answers;
}

export async function askGo({ go }: GoToolchain, servers: readonly Asked[], container: Container) {
  const program = join(container.folder, 'dial');
  const build = { ...cleanEnv({ HOME: container.folder, GOCACHE: join(tmpdir(), 'probe-env-go-build') }) };
  execFileSync(go, ['build', '-o', program, join(HERE, 'dial.go')], {
    cwd: container.folder,
    env: { ...build, GOFLAGS: '-mod=mod', GO111MODULE: 'off', CGO_ENABLED: '0', GOTOOLCHAIN: 'local' },
    stdio: 'pipe',
  });
  const { stdout } = await run(program, words(servers), { env: container.env });
  return lines(stdout);
}

export async function askNode(node: string, servers: readonly Asked[], { env }: Container) {
  const { stdout } = await run(node, [join(HERE, 'dial.cjs'), ...words(servers)], { env });
  return lines(stdout);
}

/** The errors that `openssl s_client` tells of a server, by their numbers (X509_V_ERR_…). */
export async function askOpenssl({ host, port }: Asked, { env }: Container): Promise<readonly number[]> {
  const args = ['s_client', '-connect', `127.0.0.1:${port}`, '-servername', host, '-verify_hostname', host];
  const asked = run(tool('openssl') ?? '', args, { env });
  asked.child.stdin?.end();
  const { stdout, stderr } = await asked.catch((error: { stdout: string; stderr: string }) => error);
  return [...`${stdout}${stderr}`.matchAll(/verify error:num=(\d+)/g)].map(([, number]) => Number(number));
}
