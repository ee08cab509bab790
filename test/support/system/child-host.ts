import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const ROOT = new URL('../../../', import.meta.url).pathname;

/**
 * Runs a snippet with the live host in a process of its own, and returns what it calls `done` with: for
 * what a test cannot do to itself, such as to be another user or to use up its descriptors.
 *
 * @param code body of an async function that knows `host`, `process`, `require` and `done`
 * @param wrapper a command that becomes Node, such as `setpriv --reuid=12345 …`
 */
export function inChild(code: string, wrapper: readonly string[] = []): unknown {
  const directory = mkdtempSync(join(tmpdir(), 'probe-env-child-'));
  try {
    chmodSync(directory, 0o755);
    const outfile = join(directory, 'snippet.cjs');
    buildSync({
      stdin: { contents: snippet(code), resolveDir: ROOT, loader: 'ts' },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    const [file = '', ...args] = [...wrapper, process.execPath, outfile];
    const env = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' };
    return JSON.parse(execFileSync(file, args, { env, encoding: 'utf8', timeout: 15_000, cwd: '/' }));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function snippet(code: string): string {
  return `
    import { nodeHost } from './src/target/live/live-host.ts';
    const host = nodeHost(process);
    const done = (value: unknown) => require('node:fs').writeSync(1, JSON.stringify(value));
    (async () => {${code}})();
  `;
}

/** Becomes a user without any right; root alone can. */
export const NOBODY = ['setpriv', '--reuid=12345', '--regid=12345', '--clear-groups'] as const;
