import { spawn } from 'node:child_process';
import {
  chmodSync,
  closeSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fakeGo } from '../support/memory/machines.ts';
import { BUNDLE } from '../support/runs/built-file.ts';

/** What a file holds: as it is, or made piece by piece, since no string may be so long. */
export type Content = string | Buffer | Iterable<string | Buffer>;

/** An input that is larger than anybody has, or repeats itself, and the command that reads it. */
export interface Input {
  /** A word of `READERS`. */
  readonly reader: string;
  readonly family: string;
  /** `$` at their beginning stands for the folder of the files, which is the working directory. */
  readonly words: readonly string[];
  readonly files?: Readonly<Record<string, () => Content>>;
  /** In the place of files of the machine, mounted in a namespace; `/proc/self` is that of the program. */
  readonly over?: Readonly<Record<string, () => Content>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly stdin?: () => Content;
  /** The exit codes that say no more than is known. */
  readonly codes: readonly number[];
}

export interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Milliseconds of CPU, which other work on the machine does not lengthen; NaN where it was killed. */
  readonly cpuMs: number;
  readonly wallMs: number;
  /** The most memory that it held, MiB. */
  readonly peakMib: number;
}

export interface RunOptions {
  readonly timeout?: string;
  /** Files that take the pid of what is to be limited. */
  readonly procs?: readonly string[];
  /** Gets the process as soon as it has been started. */
  readonly begun?: (pid: number) => void;
}

/** What stands behind `--` is the command's own. */
function inTime(words: readonly string[], timeout: string): readonly string[] {
  if (NO_DEADLINE.includes(words[0] ?? '')) return words;
  const end = words.includes('--') ? words.indexOf('--') : words.length;
  return [...words.slice(0, end), '--timeout', timeout, ...words.slice(end)];
}

/** Runs the built file on the input. */
export async function runOn(
  input: Input,
  { timeout = '1s', procs = [], begun }: RunOptions = {},
): Promise<Ended> {
  const root = mkdtempSync(join(tmpdir(), 'probe-env-timely-'));
  const { files = {}, over = {}, env = {}, words, stdin } = input;
  const here = (text: string) => text.replace(/^\$/, root);
  try {
    put(join(root, 'bin/go'), fakeGo('1.26.10'));
    chmodSync(join(root, 'bin/go'), 0o755);
    const figures = join(root, 'figures');
    put(
      join(root, 'figures.cjs'),
      `process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(figures)}, JSON.stringify({ ...process.resourceUsage(), status: require('node:fs').readFileSync('/proc/self/status', 'utf8') })))`,
    );
    for (const [path, content] of Object.entries(files)) {
      put(join(root, path), content());
      chmodSync(join(root, path), 0o755);
    }
    const mounts = Object.entries(over).map(([path, content], i) => {
      put(join(root, 'over', String(i)), content());
      return `mount --bind ${root}/over/${i} ${path.replace('/proc/self', () => '/proc/$$')}; `;
    });
    if (stdin !== undefined) put(join(root, 'stdin'), stdin());
    const enter = procs.map((path) => `echo $$ > ${path}; `).join('');
    const shell = mounts.length === 0 ? ['/bin/sh'] : ['/usr/bin/unshare', '-m', '/bin/sh'];
    const command = [
      ...[process.execPath, '--require', join(root, 'figures.cjs'), BUNDLE],
      ...inTime(words, timeout).map(here),
    ];
    const [program = '', ...first] = shell;
    const before = performance.now();
    const child = spawn(program, [...first, '-c', `${enter}${mounts.join('')}exec "$@"`, 'sh', ...command], {
      cwd: root,
      env: {
        PATH: `${root}/bin:/usr/bin:/bin`,
        HOME: root,
        GOPROXY: `https://user:${CANARY}@proxy.example`,
        ...Object.fromEntries(Object.entries(env).map(([key, value]) => [key, here(value)])),
      },
      stdio: [stdin === undefined ? 'ignore' : openSync(join(root, 'stdin'), 'r'), 'pipe', 'pipe'],
    });
    begun?.(child.pid ?? 0);
    const [stdout, stderr, { code, signal }] = await Promise.all([
      textOf(child.stdout),
      textOf(child.stderr),
      new Promise<Pick<Ended, 'code' | 'signal'>>((resolve) =>
        child.on('close', (code, signal) => resolve({ code, signal })),
      ),
    ]);
    const wallMs = performance.now() - before;
    const used = existsSync(figures)
      ? (JSON.parse(readFileSync(figures, 'utf8')) as NodeJS.ResourceUsage & { readonly status: string })
      : { userCPUTime: Number.NaN, systemCPUTime: Number.NaN, status: '' };
    return {
      ...{ code, signal, stdout, stderr, wallMs },
      cpuMs: (used.userCPUTime + used.systemCPUTime) / 1000,
      // Not maxRSS, in which the memory of whoever starts it is counted.
      peakMib: Number(/^VmHWM:\s+(\d+)/m.exec(used.status)?.[1] ?? Number.NaN) / 1024,
    };
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** A password that is in the environment of each. */
export const CANARY = 'c4n4ry-passw0rd';

/** Commands that nobody times. */
const NO_DEADLINE = ['explain', 'init', 'target'];

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of stream ?? []) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}

function put(path: string, content: Content): void {
  mkdirSync(dirname(path), { recursive: true });
  if (typeof content === 'string' || Buffer.isBuffer(content)) {
    writeFileSync(path, content);
    return;
  }
  const fd = openSync(path, 'w');
  for (const piece of content) writeSync(fd, piece as string);
  closeSync(fd);
}
