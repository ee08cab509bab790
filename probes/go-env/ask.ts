import { quietGoEnv } from '../../src/host/go-command.ts';
import type { Host, RunResult } from '../../src/host/host.ts';
import { confusesGoEnv } from './goflags.ts';

/** What became of the question to the go command. */
export type Answer =
  | { readonly kind: 'answered'; readonly values: Readonly<Record<string, string>> }
  /** There is none, or it cannot be started: the go-version probe says which and why. */
  | { readonly kind: 'no-go'; readonly reason: string }
  /** `code` is null when a signal ended it. `message`: what it said on stderr. */
  | { readonly kind: 'failed'; readonly code: number | null; readonly message: string }
  | { readonly kind: 'timed-out'; readonly afterMs: number }
  /** It ended well and printed something else. */
  | { readonly kind: 'unparsable'; readonly start: string };

export interface Question {
  /** Absolute path of the go command. */
  readonly go: string;
  readonly directory: string;
  readonly keys: readonly string[];
  /** GOFLAGS in force, as far as it is known before go is asked. */
  readonly goflags: string;
  readonly timeoutMs: number;
}

/** Starts `go env -json KEY…` so that it writes nothing and downloads nothing. */
export async function ask(
  host: Host,
  { go, directory, keys, goflags, timeoutMs }: Question,
): Promise<Answer> {
  // A stray -w (`-ldflags=-s -w` without quotes) would turn the question into an order to write.
  const masked = confusesGoEnv(goflags);
  const result = await host.run({
    file: go,
    args: ['env', '-json', ...keys],
    // The value of PWD is another process's: go would ask whether it is this directory's name.
    env: { ...quietGoEnv(host.env), PWD: directory, ...(masked ? { GOFLAGS: '-mod=' } : {}) },
    cwd: directory,
    timeoutMs,
  });
  const answer = read(result);
  return masked && answer.kind === 'answered'
    ? { ...answer, values: { ...answer.values, GOFLAGS: goflags } }
    : answer;
}

function read(result: RunResult): Answer {
  switch (result.kind) {
    case 'exited':
      return result.code === 0 ? parse(result.stdout) : failed(result.code, result);
    case 'signaled':
      return failed(null, { ...result, stderr: result.stderr || `killed by ${result.signal}` });
    case 'timed-out':
      return { kind: 'timed-out', afterMs: result.afterMs };
    case 'output-limit':
      return { kind: 'unparsable', start: excerpt(result.stdout) };
    case 'not-started':
      return { kind: 'no-go', reason: `go cannot be started (${result.cause.code})` };
  }
}

function failed(code: number | null, { stderr, stdout }: RunResult): Answer {
  return { kind: 'failed', code, message: excerpt(stderr.trim() || stdout.trim()) };
}

function parse(stdout: string): Answer {
  try {
    const parsed: unknown = JSON.parse(stdout);
    if (isStringRecord(parsed) && 'GOROOT' in parsed) return { kind: 'answered', values: parsed };
  } catch {
    // Reported as what it is, below.
  }
  return { kind: 'unparsable', start: excerpt(stdout) };
}

function isStringRecord(value: unknown): value is Record<string, string> {
  return (
    typeof value === 'object' &&
    value !== null &&
    !Array.isArray(value) &&
    Object.values(value).every((item) => typeof item === 'string')
  );
}

/** Enough to recognise it. */
function excerpt(text: string): string {
  const line = text.split('\n').find((l) => l.trim() !== '') ?? '';
  return line.length > 200 ? `${line.slice(0, 200)}…` : line;
}
