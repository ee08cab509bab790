import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOOLS } from '../support/system/real-tools.ts';

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
  for (const name of readdirSync(DEBS).filter((name) => name.endsWith('.deb')))
    copyFileSync(join(DEBS, name), join(folder, name));
  for (const [name, programs] of Object.entries(LARGE)) standIn(folder, name, programs);
  const names = readdirSync(folder).filter((name) => name.endsWith('.deb'));
  writeFileSync(join(folder, 'Packages'), names.map((name) => entry(folder, name)).join('\n'));
  execFileSync('cp', ['-a', join(DEBIAN, 'usr/share/zoneinfo'), join(folder, 'zoneinfo')]);
  copyFileSync(join(DEBIAN, 'etc/ssl/certs/ca-certificates.crt'), join(folder, 'ca-certificates.crt'));
  return folder;
}

/** Packages that are too large to be fetched for a test, and the programs of each that are asked for. */
const LARGE: Readonly<Record<string, readonly string[]>> = {
  git: ['git'],
  gcc: ['gcc', 'x86_64-linux-gnu-gcc'],
  'libc6-dev': [],
};

/** A package of that name with programs that do nothing. */
function standIn(folder: string, name: string, programs: readonly string[]): void {
  const tree = join(folder, `${name}-tree`);
  mkdirSync(join(tree, 'DEBIAN'), { recursive: true });
  const control = {
    Package: name,
    Version: '1',
    Architecture: 'all',
    Maintainer: 'nobody',
    Description: name,
  };
  const lines = Object.entries(control).map(([key, value]) => `${key}: ${value}\n`);
  writeFileSync(join(tree, 'DEBIAN/control'), lines.join(''));
  mkdirSync(join(tree, 'usr/bin'), { recursive: true });
  for (const program of programs)
    writeFileSync(join(tree, 'usr/bin', program), '#!/bin/sh\n', { mode: 0o755 });
  execFileSync('dpkg-deb', ['--build', tree, join(folder, `${name}_1_all.deb`)], { stdio: 'ignore' });
}

function entry(folder: string, name: string): string {
  const content = readFileSync(join(folder, name));
  const control = execFileSync('dpkg-deb', ['-f', join(folder, name)], { encoding: 'utf8' });
  const digest = createHash('sha256').update(content).digest('hex');
  return `${control.trimEnd()}\nFilename: ./${name}\nSize: ${content.length}\nSHA256: ${digest}\n`;
}
