import { spawn } from 'node:child_process';
import { join } from 'node:path';

/**
 * `npm run check`: what is seen without running the program, all parts at once. Each says when it is done;
 * one that fails says why, and the others still run to their end.
 */
const ROOT = join(import.meta.dirname, '..');
const bin = (name: string) => join(ROOT, 'node_modules/.bin', name);
// The compiler of TypeScript 7 takes a quarter of the time; what reads programs by TypeScript's interface needs 6.
const TSC = join(ROOT, 'node_modules/typescript-7/bin/tsc');
const script = (path: string, ...args: readonly string[]) => [
  process.execPath,
  '--import',
  'tsx',
  path,
  ...args,
];

const PARTS: Readonly<Record<string, readonly string[]>> = {
  types: [TSC, '-p', '.'],
  lint: [bin('biome'), 'check', '--log-level=warn', '--error-on-warnings', '.'],
  imports: [bin('depcruise'), '--config', 'build/import-rules.cjs', '--output-type', 'err', 'src', 'probes'],
  expressions: script('build/expressions.ts'),
  docs: script('build/docs.ts', '--check'),
  roots: script('build/known-roots.ts', '--check'),
};

const failed = await Promise.all(Object.entries(PARTS).map(([name, command]) => check(name, command)));
if (failed.some(Boolean)) process.exitCode = 1;

async function check(name: string, [program = '', ...args]: readonly string[]): Promise<boolean> {
  const started = performance.now();
  const child = spawn(program, args, { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data: Buffer) => (said.out += data));
  child.stderr.on('data', (data: Buffer) => (said.err += data));
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${name.padEnd(11)} ${code === 0 ? 'ok' : 'FAILED'}  ${seconds} s`);
  // A part may have something to say although it is content: a newer root that the table does not have.
  const text = code === 0 ? said.err : said.out + said.err;
  if (text.trim() !== '') console.log(text.trimEnd());
  return code !== 0;
}
