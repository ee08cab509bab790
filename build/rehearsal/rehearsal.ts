import childProcess from 'node:child_process';
import { EventEmitter } from 'node:events';
import fs from 'node:fs';
import { Script } from 'node:vm';
import { answerOfGo, STAGE_ENV, setStage } from './stage.ts';

/** The name under which V8 knows the program. */
export const FILENAME = 'probe-env.cjs';

/**
 * Runs a program once in this process, healthy, on a stage that is the same everywhere; then `ended` looks at
 * it, and the process ends. `source` is a function of what a CommonJS module has.
 */
export function rehearse(source: string, stage: string, ended: (script: Script) => void): void {
  setStage(stage);
  const script = new Script(source, { filename: FILENAME });
  const modules: Readonly<Record<string, unknown>> = {
    'node:fs': stagedFiles(stage),
    'node:child_process': { ...childProcess, spawn: stagedProgram },
  };
  const realExit = process.exit.bind(process);
  process.exit = (code?: number | string | null): never => {
    if (code !== 0) throw new Error(`the rehearsal ended with code ${code}:\n${printed}`);
    ended(script);
    return realExit(0);
  };
  playStranger();
  const real = process.getBuiltinModule.bind(process);
  const staged = (name: string) => modules[name] ?? real(name);
  Object.assign(process, { getBuiltinModule: staged });
  script.runInThisContext()(staged, {}, {});
}

/** Who builds, when and where must not show. */
function playStranger(): void {
  const ids = { getuid: 1000, geteuid: 1000, getgid: 1000, getegid: 1000 };
  for (const [name, id] of Object.entries(ids)) Object.assign(process, { [name]: () => id });
  process.getgroups = () => [1000];
  process.cwd = () => '/';
  process.env = { ...STAGE_ENV };
  process.argv = [process.execPath, process.execPath];
  Date.now = () => Date.UTC(2026, 0, 1);
  // No deadline comes, however slow the machine or its emulator is.
  process.uptime = () => 0.02;
  Object.assign(globalThis, { setTimeout: () => undefined });
}

let printed = '';

/** node:fs with all paths below the stage, and what is written to a descriptor kept. */
function stagedFiles(stage: string): unknown {
  const byPath = [
    'accessSync',
    'existsSync',
    'lstatSync',
    'openSync',
    'readFileSync',
    'readdirSync',
    'readlinkSync',
    'realpathSync',
    'statSync',
  ] as const;
  const staged: Record<string, unknown> = { ...fs };
  for (const name of byPath) {
    const call = fs[name] as (path: string, ...rest: unknown[]) => unknown;
    staged[name] = (path: string, ...rest: unknown[]) => call(stage + path, ...rest);
  }
  staged.writeSync = (_fd: number, bytes: Uint8Array) => {
    printed += Buffer.from(bytes).toString();
    return bytes.length;
  };
  return staged;
}

/** A go that answers at once, always in the same order. */
function stagedProgram(_file: string, args: readonly string[]): EventEmitter {
  const stream = () => Object.assign(new EventEmitter(), { destroy: () => undefined });
  // No process can have this number.
  const child = Object.assign(new EventEmitter(), {
    pid: 2 ** 22 + 1,
    stdin: null,
    stdout: stream(),
    stderr: stream(),
  });
  setImmediate(() => {
    child.stdout.emit('data', Buffer.from(answerOfGo(args)));
    child.emit('exit', 0, null);
    child.emit('close', 0, null);
  });
  return child;
}
