import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TOOLS } from '../../support/system/real-tools.ts';
import { program } from './busybox.ts';

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
  for (const [name, files] of Object.entries(LARGE)) standIn(folder, name, files);
  const names = readdirSync(folder).filter((name) => name.endsWith('.deb'));
  writeFileSync(join(folder, 'Packages'), names.map((name) => entry(folder, name)).join('\n'));
  execFileSync('cp', ['-a', join(DEBIAN, 'usr/share/zoneinfo'), join(folder, 'zoneinfo')]);
  copyFileSync(join(DEBIAN, 'etc/ssl/certs/ca-certificates.crt'), join(folder, 'ca-certificates.crt'));
  program('update-ca-trust.sh', join(folder, 'update-ca-trust'));
  return folder;
}

/** Packages that are too large to be fetched for a test, and the files of each that are asked for. */
const LARGE: Readonly<Record<string, readonly string[]>> = {
  git: ['usr/bin/git'],
  gcc: ['usr/bin/gcc', 'usr/bin/x86_64-linux-gnu-gcc'],
  'libc6-dev': ['usr/include/stdlib.h'],
};

/** A package of that name with programs that do nothing, and headers of nothing. */
function standIn(folder: string, name: string, files: readonly string[]): void {
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
  for (const file of files) {
    mkdirSync(join(tree, dirname(file)), { recursive: true });
    const isProgram = file.startsWith('usr/bin/');
    writeFileSync(join(tree, file), isProgram ? '#!/bin/sh\n' : '', { mode: isProgram ? 0o755 : 0o644 });
  }
  execFileSync('dpkg-deb', ['--build', tree, join(folder, `${name}_1_all.deb`)], { stdio: 'ignore' });
}

function entry(folder: string, name: string): string {
  const content = readFileSync(join(folder, name));
  const control = execFileSync('dpkg-deb', ['-f', join(folder, name)], { encoding: 'utf8' });
  const digest = createHash('sha256').update(content).digest('hex');
  return `${control.trimEnd()}\nFilename: ./${name}\nSize: ${content.length}\nSHA256: ${digest}\n`;
}
