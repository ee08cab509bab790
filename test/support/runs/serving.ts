import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect, type Socket } from 'node:net';
import { cleanEnv } from '../system/real-tools.ts';
import { BUNDLE } from './built-file.ts';

/** An agent that was started for a test, and where it answers. */
export interface ServingProcess {
  readonly url: string;
  readonly port: number;
  readonly child: ChildProcess;
  log(): string;
  /** Tells it to end; its exit code, or the signal that ended it. */
  end(signal?: NodeJS.Signals): Promise<number | string | null>;
}

/** `probe-env serve` by the built file, at a free port of the loopback address, after its first look. */
export async function serving(
  args: readonly string[],
  {
    env = {},
    command = ['serve'],
    group,
    program: [program, ...own] = [process.execPath, BUNDLE],
  }: {
    readonly env?: Record<string, string>;
    readonly command?: readonly string[];
    /** File of a control group to which a process that writes its number belongs from then on. */
    readonly group?: string;
    /** Default: the bundle on this Node. */
    readonly program?: readonly [string, ...string[]];
  } = {},
): Promise<ServingProcess> {
  const [name = '', ...rest] = command;
  const joined = group === undefined ? [] : ['sh', '-c', 'echo $$ >"$0" && exec "$@"', group];
  const [first = '', ...before] = [...joined, program];
  const child = spawn(
    first,
    [
      ...before,
      ...[...own, name],
      ...(args.includes('--interval') ? [] : ['--interval', '1s']),
      ...(args.includes('--listen') ? [] : ['--listen', '127.0.0.1:0']),
      ...args,
      ...rest,
    ],
    { env: cleanEnv(env), stdio: ['ignore', 'pipe', 'pipe'] },
  );
  let log = '';
  child.stderr?.on('data', (text: Buffer) => {
    log += text;
  });
  const ended = once(child, 'exit');
  const told = command.includes('--node') ? /answers at \S+\n/ : /answers at[\s\S]*READY/;
  while (!told.test(log) && child.exitCode === null)
    await Promise.race([once(child.stderr ?? child, 'data'), ended]);
  const url = /answers at (https?:\S+)/.exec(log)?.[1] ?? '';
  return {
    url,
    port: Number(/:(\d+)$/.exec(url)?.[1]),
    child,
    log: () => log,
    end: async (signal = 'SIGTERM') => {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      const [code, by] = await ended;
      return code ?? by;
    },
  };
}

/** `probe-env serve --node`, when it answers. */
export function servingNode(
  args: readonly string[] = [],
  env: Record<string, string> = {},
): Promise<ServingProcess> {
  return serving(args, { env, command: ['serve', '--node'] });
}

/** Status and text of one answer. */
export function get(
  url: string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{
  readonly status: number;
  readonly body: string;
  readonly headers: NodeJS.Dict<string | string[]>;
}> {
  return new Promise((resolve, reject) => {
    request(url, { headers, agent: false }, (response) => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (text: string) => {
        body += text;
      });
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body, headers: response.headers }),
      );
    })
      .on('error', reject)
      .end();
  });
}

/** Asks until it is so. */
export async function until(is: () => Promise<boolean>): Promise<void> {
  while (!(await is())) await new Promise((resolve) => setTimeout(resolve, 50));
}

/** A connection to this machine on which something has been sent, and whose errors nobody minds. */
export async function open(port: number, text: string): Promise<Socket> {
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => {});
  await once(socket, 'connect');
  socket.write(text);
  return socket;
}
