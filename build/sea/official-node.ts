import { execFileSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Architecture } from './architecture.ts';

const HERE = import.meta.dirname;
const PIN = 'package-lock.json';

/**
 * Path of the official Node of that architecture. It is fetched once into `cache`; npm checks it against
 * the integrity in this folder's lock file.
 */
export function officialNode(architecture: Architecture, cache: string): string {
  const home = join(cache, `node-${architecture}`);
  const binary = join(home, 'node_modules', `node-${architecture}`, 'bin/node');
  const pinned = readFileSync(join(HERE, PIN), 'utf8');
  const installed = join(home, 'installed.json');
  if (existsSync(binary) && existsSync(installed) && readFileSync(installed, 'utf8') === pinned)
    return binary;

  mkdirSync(home, { recursive: true });
  for (const name of ['package.json', PIN, '.npmrc']) copyFileSync(join(HERE, name), join(home, name));
  execFileSync('npm', ['ci', `--cpu=${architecture}`, '--os=linux', '--ignore-scripts', '--no-bin-links'], {
    cwd: home,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  // The packages are optional, so that one machine need not fetch both: a failed download is silent.
  if (!existsSync(binary)) throw new Error(`npm did not bring ${binary}`);
  copyFileSync(join(HERE, PIN), installed);
  return binary;
}
