import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOOLS } from '../support/real-tools.ts';

const DEBS = join(TOOLS, 'packages');
const DEBIAN = join(TOOLS, 'roots/debian');

/** Why there are no packages; null when they are there. */
export function packagesProblem(): string | null {
  return existsSync(join(DEBS, 'names')) ? null : 'no packages of Debian';
}

/**
 * A folder that apt installs from (the real packages, with an index as an archive has it), and what the
 * packages of Alpine bring.
 */
export function makePackages(folder: string): string {
  mkdirSync(folder, { recursive: true });
  const names = readdirSync(DEBS).filter((name) => name.endsWith('.deb'));
  writeFileSync(join(folder, 'Packages'), names.map((name) => entry(folder, name)).join('\n'));
  execFileSync('cp', ['-a', join(DEBIAN, 'usr/share/zoneinfo'), join(folder, 'zoneinfo')]);
  copyFileSync(join(DEBIAN, 'etc/ssl/certs/ca-certificates.crt'), join(folder, 'ca-certificates.crt'));
  return folder;
}

function entry(folder: string, name: string): string {
  const content = readFileSync(join(DEBS, name));
  writeFileSync(join(folder, name), content);
  const control = execFileSync('dpkg-deb', ['-f', join(DEBS, name)], { encoding: 'utf8' });
  const digest = createHash('sha256').update(content).digest('hex');
  return `${control.trimEnd()}\nFilename: ./${name}\nSize: ${content.length}\nSHA256: ${digest}\n`;
}
