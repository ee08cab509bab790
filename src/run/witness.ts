import type { CommonReason, Ignorance, Silence } from '../core/reason.ts';
import type { Result } from '../target/file.ts';
import type { FileCall, Host } from '../target/host.ts';
import type { RunResult } from '../target/program/program.ts';
import { isUnknown } from '../target/result.ts';

/** A host, and what became of the questions to it. */
export interface Witness {
  readonly host: Host;
  /** Who did not answer: then whatever was made of the answers is not to be relied on. */
  silence(): CommonReason | null;
  /** What could not be looked at, for which there is no answer but "unknown". */
  unknown(): readonly Unseen[];
}

/** What could not be looked at. */
export interface Unseen {
  readonly what: string;
  readonly why: Ignorance | Silence;
}

/** More of them say no more. */
const MAX_UNKNOWN = 32;

/**
 * The same host for one probe (`atWork` is called at each of its calls), whose every answer is looked at: a file
 * system that is silent looks to a probe like any file that cannot be read, and that it is not.
 */
export function witness(host: Host, atWork: () => void = () => {}): Witness {
  let silence: CommonReason | null = null;
  const unknown = new Map<string, Unseen['why']>();
  const looked = (result: Result<unknown>, call: FileCall, path: string): Result<unknown> => {
    atWork();
    if (result.ok) return result;
    const { code, why = errnoOf(code) } = result.error;
    if (code === 'NO_ANSWER') silence ??= { code: 'no-answer', data: { why: why as Silence } };
    // To access a refusal is the answer that was asked for.
    else if (
      (call !== 'access' || code === 'NOT_KNOWN') &&
      isUnknown(result.error) &&
      unknown.size < MAX_UNKNOWN
    ) {
      const whole = why.code === 'image-decides' ? '/' : path;
      const above = [...unknown.keys()].some((known) => path === known || path.startsWith(`${known}/`));
      if (!above) unknown.set(whole, why);
    }
    return result;
  };
  const ran = (file: string, result: RunResult): RunResult => {
    if (result.kind === 'not-started' && result.cause.code === 'no-answer')
      silence ??= { code: 'no-answer', data: { why: result.cause.why } };
    if (result.kind === 'timed-out' && result.hangs !== undefined) {
      silence ??= { code: 'program-hangs', data: { file, process: result.hangs } };
    }
    return result;
  };
  return {
    host: {
      ...host,
      ...(host.unknownEnv && {
        env: host.unknownEnv.reading(host.env, (name, why) => unknown.set(name, why)),
      }),
      ...eachCall(host, looked),
      run: (program) => host.run(program).then((result) => ran(program.file, result)),
    },
    silence: () => silence,
    unknown: () => [...unknown].map(([what, why]) => ({ what, why })),
  };
}

function errnoOf(errno: string): Ignorance {
  return { code: 'errno', data: { errno } };
}

/** All of them: the compiler asks for one that is new. */
const CALLS: Readonly<Record<FileCall, null>> = {
  readFile: null,
  readHead: null,
  stat: null,
  lstat: null,
  readlink: null,
  readdir: null,
  entries: null,
  statfs: null,
  access: null,
};

export const FILE_CALLS = Object.keys(CALLS) as readonly FileCall[];

/** No file call takes more than three values; to hand on any number of them costs an array at each. */
type Call = (path: string, second?: unknown, third?: unknown) => Result<unknown>;
type Hear = (result: Result<unknown>, call: FileCall, path: string) => Result<unknown>;

function eachCall(host: Host, hear: Hear): Pick<Host, FileCall> {
  const calls = FILE_CALLS.map((name) => {
    const call = host[name] as Call;
    const heard: Call = (path, second, third) => hear(call(path, second, third), name, path);
    return [name, heard] as const;
  });
  return Object.fromEntries(calls) as unknown as Pick<Host, FileCall>;
}
