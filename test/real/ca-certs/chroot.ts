import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Host } from '../../../src/target/host.ts';
import { pem } from '../../support/files/certs.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { directory, file, link, type Tree } from '../../support/memory/tree.ts';
import type { StoreCase } from './stores.ts';
import { makeFile } from './tools.ts';

/** A root file system of its own with the programs that are asked, and the same tree as a machine of values. */
export interface Root {
  readonly directory: string;
  readonly host: Host;
  /** It is laid out as Debian's OpenSSL wants it. */
  readonly debian: boolean;
  opensslFinds(der: Buffer): boolean;
  remove(): void;
}

export function makeRoot(files: StoreCase['files'], programs: Readonly<Record<string, string>>): Root {
  const root = mkdtempSync(join(tmpdir(), 'ca-root-'));
  for (const [name, content] of Object.entries(files)) makeFile(join(root, name), content);
  for (const [name, path] of Object.entries(programs)) copyFileSync(path, join(root, name));
  for (const library of librariesOf(programs.openssl ?? '')) {
    mkdirSync(dirname(join(root, library)), { recursive: true });
    copyFileSync(library, join(root, library));
  }
  return {
    directory: root,
    host: memoryHost({ trees: [treeOf(files)] }),
    debian: existsSync(join(root, 'usr/lib/ssl')),
    opensslFinds: (der) => {
      writeFileSync(join(root, 'candidate.pem'), pem(der));
      const options = ['-partial_chain', '-no_check_time', '-auth_level', '0'];
      return inRoot(root, ['/openssl', 'verify', ...options, '/candidate.pem']).includes(': OK');
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

export function inRoot(root: string, command: readonly string[]): string {
  return spawnSync('chroot', [root, ...command], { env: { PATH: '/usr/sbin:/usr/bin' }, encoding: 'utf8' })
    .stdout;
}

function librariesOf(program: string): readonly string[] {
  const text = execFileSync('ldd', [program], { encoding: 'utf8' });
  return [...text.matchAll(/\/\S+/g)].map(([path]) => path);
}

function treeOf(files: StoreCase['files']): Tree {
  return Object.fromEntries(
    Object.entries(files).map(([name, content]) => {
      if (typeof content === 'string' || Buffer.isBuffer(content)) return [`/${name}`, file(content)];
      return [`/${name}`, 'link' in content ? link(content.link) : directory()];
    }),
  );
}
