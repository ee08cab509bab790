import { isDirectory } from '../target/file-type.ts';
import type { Host } from '../target/host.ts';
import type { RunResult } from '../target/program/program.ts';
import { quietGoEnv } from './command.ts';

/** What became of the question to the go command. */
export type GoEnvAnswer =
  | { readonly kind: 'answered'; readonly values: Readonly<Record<string, string>> }
  /** There is none (`cause` null), or it cannot be started: the go-version probe says why. */
  | { readonly kind: 'no-go'; readonly cause: string | null }
  /** `code` is null when a signal ended it. `message`: what it said on stderr. */
  | { readonly kind: 'failed'; readonly code: number | null; readonly message: string }
  | { readonly kind: 'timed-out'; readonly afterMs: number }
  /** It ended well and printed something else. */
  | { readonly kind: 'unparsable'; readonly start: string };

export interface GoEnvQuestion {
  /** Absolute path of the go command. */
  readonly go: string;
  readonly directory: string;
  readonly keys: readonly string[];
  /** GOFLAGS in force, as far as it is known before go is asked. */
  readonly goflags: string;
  readonly timeoutMs: number;
}

/**
 * The directory in which `go env` is asked: the policy's, or else the working directory. A deleted one has
 * no module; go itself would fail there before it says anything.
 */
export function goEnvDirectory(host: Host, wanted: string | null): string {
  return (wanted !== null && isDirectory(host, wanted) ? wanted : null) ?? host.cwd ?? '/';
}

/** Starts `go env -json KEY…` so that it writes nothing and downloads nothing. */
export async function askGoEnv(
  host: Host,
  { go, directory, keys, goflags, timeoutMs }: GoEnvQuestion,
): Promise<GoEnvAnswer> {
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

/** Only go env has these flags: it writes or unsets settings then, or leaves values out. */
export const GO_ENV_ONLY_FLAGS: ReadonlySet<string> = new Set(['w', 'u', 'changed']);

/** True where go env itself would do something else than it is asked for. */
export function confusesGoEnv(goflags: string): boolean {
  return goflags
    .split(/\s+/)
    .some((word) => GO_ENV_ONLY_FLAGS.has(/^["']?--?([^="']+)/.exec(word)?.[1] ?? ''));
}

function read(result: RunResult): GoEnvAnswer {
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
      return { kind: 'no-go', cause: result.cause.code };
  }
}

function failed(code: number | null, { stderr, stdout }: RunResult): GoEnvAnswer {
  return { kind: 'failed', code, message: excerpt(stderr.trim() || stdout.trim()) };
}

function parse(stdout: string): GoEnvAnswer {
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
