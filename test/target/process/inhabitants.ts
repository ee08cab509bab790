import { spawn } from 'node:child_process';
import { cleanEnv } from '../../support/system/real-tools.ts';

/** What inhabitant.py is told. */
export interface Told {
  readonly namespaces?: number;
  readonly maps?: readonly [string, string];
  readonly uid?: number;
  readonly gid?: number;
  readonly groups?: readonly number[];
  readonly umask?: number;
  readonly cwd?: string;
  readonly paths?: readonly string[];
  /** Makes a directory, enters and removes it. */
  readonly forsaken?: boolean;
  readonly closed?: boolean;
  readonly leader?: 'ends';
}

/** What it saw itself. */
export interface Saw {
  readonly ids: readonly [number, number, number, number];
  readonly groups: readonly number[];
  readonly umask: number;
  readonly cwd: string | null;
  readonly stats: readonly (readonly [number, number, number] | string)[];
  readonly may: readonly (readonly [boolean, boolean, boolean])[];
  readonly pids: readonly (readonly string[])[];
}

export interface Inhabitant {
  readonly pid: number;
  readonly saw: Saw;
  end(): Promise<void>;
}

/** clone(2): CLONE_NEWNS, CLONE_NEWPID, CLONE_NEWNET. */
export const NAMESPACES = { mount: 0x0002_0000, pid: 0x2000_0000, net: 0x4000_0000 } as const;

/** A process that has gone where it was told to, and waits. */
export async function inhabitant(
  told: Told,
  env: Readonly<Record<string, string>> = {},
): Promise<Inhabitant> {
  const script = new URL('inhabitant.py', import.meta.url).pathname;
  const { first, end } = await waiting(['/usr/bin/python3', script, JSON.stringify(told)], env);
  const saw = JSON.parse(first) as Saw;
  return { pid: Number(saw.pids[0]?.[0]), saw, end };
}

export interface Waiting {
  readonly pid: number;
  /** The first line that it printed. */
  readonly first: string;
  say(line: string): void;
  end(): Promise<void>;
}

/** A program that prints a line when it is where it wants to be, and ends with its stdin. */
export async function waiting(
  [program = '', ...args]: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Waiting> {
  const child = spawn(program, args, { env: cleanEnv(env), stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const first = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.split('\n', 1)[0] ?? '');
    });
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)));
  });
  return {
    pid: child.pid ?? 0,
    first,
    say: (line) => void child.stdin.write(`${line}\n`),
    end: () => {
      child.stdin.end();
      return ended;
    },
  };
}
