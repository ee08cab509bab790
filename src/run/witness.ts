import type { FileCall, Host, Result, RunResult } from '../host/host.ts';

/** A host, and what became of the questions to it. */
export interface Witness {
  readonly host: Host;
  /** Who did not answer, in words: then whatever was made of the answers is not to be relied on. */
  silence(): string | null;
}

/**
 * The same host for one probe (`atWork` is called at each of its calls), whose every answer is looked at: a file
 * system that is silent looks to a probe like any file that cannot be read, and that it is not.
 */
export function witness(host: Host, atWork: () => void = () => {}): Witness {
  let silence: string | null = null;
  const heard = <T>(result: Result<T>): Result<T> => {
    atWork();
    if (!result.ok && result.error.code === 'NO_ANSWER') silence ??= result.error.why ?? 'no answer';
    return result;
  };
  const ran = (file: string, result: RunResult): RunResult => {
    if (result.kind === 'not-started' && result.cause.code === 'no-answer') silence ??= result.cause.why;
    if (result.kind === 'timed-out' && result.hangs !== undefined) {
      silence ??= `${file} waits for a file system that does not answer (process ${result.hangs} hangs there)`;
    }
    return result;
  };
  return {
    host: {
      ...host,
      ...eachCall(host, heard),
      run: (program) => host.run(program).then((result) => ran(program.file, result)),
    },
    silence: () => silence,
  };
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

type Call = (...args: readonly unknown[]) => Result<unknown>;

function eachCall(host: Host, heard: (result: Result<unknown>) => Result<unknown>): Pick<Host, FileCall> {
  const calls = FILE_CALLS.map((name) => {
    const call = host[name] as Call;
    return [name, (...args: readonly unknown[]) => heard(call(...args))] as const;
  });
  return Object.fromEntries(calls) as unknown as Pick<Host, FileCall>;
}
