import type { Io } from '../../src/main.ts';

export interface MemoryIo extends Io {
  readonly stdout: () => string;
  readonly stderr: () => string;
  readonly files: Map<string, string>;
}

/** Streams that keep what was written. */
export function memoryIo(terminal = false): MemoryIo {
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
    isTerminal: () => terminal,
    become: async () => {
      throw new Error('a test that starts a command brings its own');
    },
    stdout: () => out,
    stderr: () => err,
    files,
  };
}
