import type { Io } from '../../../src/target/io.ts';
import type { Ended, Launch } from '../../../src/target/program/program.ts';

export interface MemoryIo extends Io {
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly files: Map<string, string>;
  /** Commands that were started. */
  readonly launched: Launch[];
}

/** `terminal`: whether there is one, or how wide it is. Streams that keep what was written. Commands that are started end as `ended` says. */
export function memoryIo(terminal: boolean | number = false, ended?: Ended): MemoryIo {
  const launched: Launch[] = [];
  let out = '';
  let err = '';
  const files = new Map<string, string>();
  return {
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    writeFile: (path, text) => {
      if (path.startsWith('/nowhere/'))
        throw Object.assign(new Error('no such directory'), { code: 'ENOENT' });
      files.set(path, text);
    },
    isTerminal: () => terminal !== false,
    columns: () => (typeof terminal === 'number' ? terminal : 0),
    network: async () => {
      throw new Error('a test that asks the network brings its own');
    },
    become: async (launch) => {
      if (ended === undefined) throw new Error('a test that starts a command says how it ends');
      launched.push(launch);
      return ended;
    },
    launched,
    stdout: () => out,
    stderr: () => err,
    files,
  };
}
