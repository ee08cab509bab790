import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { cleanEnv } from '../../support/system/real-tools.ts';
import type { Subject } from '../measure.ts';
import { NODE } from './subjects.ts';

/**
 * Why the probes' programs are not run by execa: the same two runs of /bin/true, each library bundled with
 * nothing else.
 */
const BY: Readonly<Record<string, string>> = {
  nothing: 'process.exitCode = 0;',
  'node:child_process': `import { spawn } from 'node:child_process';
    for (let i = 0; i < 2; i++) {
      const child = spawn('/bin/true', { stdio: ['ignore', 'pipe', 'pipe'], detached: true });
      child.stdout.on('data', () => {});
      child.stderr.on('data', () => {});
    }`,
  execa: `import { execa } from 'execa';
    for (let i = 0; i < 2; i++) execa('/bin/true', { stdin: 'ignore', detached: true, reject: false });`,
};

export function twoPrograms(folder: string): readonly Subject[] {
  return Object.entries(BY).map(([name, contents]) => {
    const outfile = join(folder, `two-${name.replace(/\W/g, '-')}.cjs`);
    buildSync({
      stdin: { contents, resolveDir: import.meta.dirname },
      bundle: true,
      minify: true,
      platform: 'node',
      format: 'cjs',
      outfile,
    });
    return { name: `by ${name}`, argv: [NODE, outfile], env: cleanEnv() };
  });
}
