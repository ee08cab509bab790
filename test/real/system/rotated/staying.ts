import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { createInterface, type Interface } from 'node:readline';
import { caCerts } from '../../../../probes/ca-certs/index.ts';
import { timezone } from '../../../../probes/timezone/index.ts';
import { nodeHost } from '../../../../src/target/live/live-host.ts';
import { look } from '../../../../src/target/process/look.ts';
import { processHost } from '../../../../src/target/process/process-host.ts';
import { judgeHost } from '../../../support/probes/judge-host.ts';
import { cleanEnv, type GoToolchain } from '../../../support/system/real-tools.ts';

const HERE = new URL('.', import.meta.url).pathname;

/** Compiles a program of this folder into a file. */
export function build({ go, goroot }: GoToolchain, source: string, into: string): void {
  execFileSync(go, ['build', '-ldflags=-s -w', '-o', into, `${HERE}${source}`], {
    cwd: HERE,
    env: cleanEnv({
      GOROOT: goroot,
      GOCACHE: '/tmp/probe-env-go-build',
      GOTOOLCHAIN: 'local',
      GOFLAGS: '',
      GOENV: 'off',
      GO111MODULE: 'off',
      CGO_ENABLED: '0',
      // The go command keeps counters in its home.
      HOME: dirname(into),
    }),
  });
}

/** A program that stays and answers a line for each line that it is given. */
export class Staying {
  readonly #child: ChildProcess;
  readonly #lines: AsyncIterator<string>;
  readonly #reader: Interface;

  private constructor(words: readonly string[], env: Record<string, string>) {
    const [file = '', ...args] = words;
    const child = spawn(file, args, { env: cleanEnv(env), stdio: ['pipe', 'pipe', 'ignore'] });
    this.#child = child;
    this.#reader = createInterface({ input: child.stdout });
    this.#lines = this.#reader[Symbol.asyncIterator]();
  }

  /** After it has said that it is up. */
  static async start(words: readonly string[], env: Record<string, string>): Promise<Staying> {
    const staying = new Staying(words, env);
    await staying.#lines.next();
    return staying;
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  async ask(line: string): Promise<string> {
    this.#child.stdin?.write(`${line}\n`);
    return String((await this.#lines.next()).value);
  }

  /** What probe-env finds of it that has changed since it started, by rules. */
  async rotated(): Promise<Readonly<Record<string, unknown>>> {
    const host = processHost(nodeHost(process), look(this.pid, null), null);
    const found = [
      ...(await judgeHost(caCerts, host)).findings,
      ...(await judgeHost(timezone, host)).findings,
    ];
    return Object.fromEntries(
      found.flatMap(({ rule, args }) => (rule.endsWith('/rotated-since-start') ? [[rule, args]] : [])),
    );
  }

  end(): void {
    this.#reader.close();
    this.#child.kill('SIGKILL');
  }
}
