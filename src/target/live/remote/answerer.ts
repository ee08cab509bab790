import { readSync, writeSync } from 'node:fs';
import type { Result } from '../../file.ts';
import { attempt } from '../files/attempt.ts';
import { type HostFiles, nodeFiles } from '../files/files.ts';
import { writeFile } from '../files/write.ts';
import { END, type Question, READY } from './wire.ts';

/**
 * The process that looks at files which may never be answered for, in place of one that must not wait:
 * reads questions from stdin, one a line, and writes the answers to stdout. Ends with its stdin.
 */
export function answerQuestions(): void {
  const files = nodeFiles();
  say(READY);
  const chunk = Buffer.alloc(64 * 1024);
  let pending: Buffer[] = [];
  for (;;) {
    const length = readSync(0, chunk, 0, chunk.length, null);
    if (length === 0) return;
    pending.push(Buffer.from(chunk.subarray(0, length)));
    if (chunk[length - 1] !== END) continue;
    const question = JSON.parse(Buffer.concat(pending).toString()) as Question;
    pending = [];
    say(JSON.stringify(inJson(answer(files, question))));
  }
}

function answer(files: HostFiles, [call, ...args]: Question): Result<unknown> {
  if (call === 'writeFile') return attempt(() => writeFile(...(args as [string, string])) ?? true);
  return (files[call] as (...args: readonly unknown[]) => Result<unknown>)(...args);
}

/** Bytes go as base64: JSON has no others. */
function inJson(result: Result<unknown>): unknown {
  return result.ok && Buffer.isBuffer(result.value)
    ? { ok: true, base64: result.value.toString('base64') }
    : result;
}

function say(line: string): void {
  let rest = Buffer.from(`${line}\n`);
  while (rest.length > 0) rest = rest.subarray(writeSync(1, rest));
}
