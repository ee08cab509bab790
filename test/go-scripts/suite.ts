import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { GoToolchain } from '../support/system/real-tools.ts';
import { removeTree } from '../support/system/remove-tree.ts';
import { buildSuite } from './build-suite.ts';
import type { Call } from './call.ts';

/** Names of the scripts that a toolchain brings along, without `.txt`. */
export function scriptsOf({ goroot }: GoToolchain): readonly string[] {
  return readdirSync(join(goroot, 'src/cmd/go/testdata/script'))
    .filter((name) => name.endsWith('.txt'))
    .map((name) => name.slice(0, -'.txt'.length));
}

export interface Run {
  readonly calls: readonly Call[];
  /** What the suite printed. */
  readonly output: string;
}

/**
 * Runs scripts of Go's own test suite with the interposer in the place of go, as a user without rights, in a
 * network that ends at loopback. Needs root, setpriv, unshare, ip.
 */
export function runScripts(toolchain: GoToolchain, scripts: readonly string[]): Run {
  const suite = buildSuite(toolchain);
  const home = mkdtempSync(join(tmpdir(), 'probe-env-go-scripts-'));
  try {
    buildSync({
      entryPoints: [join(import.meta.dirname, 'asker.ts')],
      outfile: join(home, 'asker.cjs'),
      bundle: true,
      platform: 'node',
      format: 'cjs',
      logLevel: 'error',
    });
    const program = join(import.meta.dirname, 'run.sh');
    const pattern = `TestScript/^(${scripts.join('|')})$`;
    const args = [home, suite, toolchain.goroot, process.execPath, pattern];
    const ended = spawnSync('unshare', ['-n', '-m', 'sh', program, ...args], { encoding: 'utf8' });
    if (!existsSync(join(home, 'log'))) {
      throw new Error(`no script called go: ${ended.stderr}${readIf(join(home, 'output')).slice(-2000)}`);
    }
    const output = readIf(join(home, 'output'));
    // What was cut off in the middle must not look like what had nothing to say.
    if (!/^(?:PASS|FAIL)$/m.test(output)) throw new Error(`the suite did not end: ${output.slice(-2000)}`);
    return { calls: readCalls(home, scripts), output };
  } finally {
    removeTree(home);
  }
}

function readIf(path: string): string {
  return existsSync(path) ? readFileSync(path, 'utf8') : '';
}

interface Logged extends Omit<Call, 'script' | 'requests'> {
  readonly work: string;
  readonly began: number;
  readonly ended: number;
}

function readCalls(home: string, scripts: readonly string[]): readonly Call[] {
  const requests = lines(join(home, 'requests')).map((line) => {
    const [at = '', path = ''] = line.split(' ');
    return { at: Number(at), path };
  });
  return lines(join(home, 'log')).map((line) => {
    const { work, began, ended, ...call } = JSON.parse(line) as Logged;
    const during = requests.filter(({ at }) => at >= began && at <= ended).map(({ path }) => path);
    return { ...call, script: scriptOf(work, scripts), requests: during };
  });
}

function lines(path: string): readonly string[] {
  return readIf(path)
    .split('\n')
    .filter((line) => line !== '');
}

/** The suite's directory for a script is its name and a number; before Go 1.20 `script-` and the name. */
function scriptOf(work: string, scripts: readonly string[]): string {
  const name = work.slice(work.lastIndexOf('/') + 1);
  const [, old = ''] = /^script-(.*)$/.exec(name) ?? [];
  if (scripts.includes(old)) return old;
  const fitting = scripts.filter(
    (script) => name.startsWith(script) && /^\d+$/.test(name.slice(script.length)),
  );
  return fitting.sort((a, b) => b.length - a.length)[0] ?? name;
}
