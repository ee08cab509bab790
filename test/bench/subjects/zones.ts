import { copyFileSync, cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { EXECUTABLE } from '../../support/runs/built-file.ts';
import { cleanEnv, tool } from '../../support/system/real-tools.ts';
import type { Subject } from '../measure.ts';

/**
 * /etc/localtime as a copy of a file, the way a Dockerfile's COPY makes it: its name has to be found among
 * the 600 zones of tzdata. Beside it the usual link, in the same private mount namespace.
 */
export function zones(folder: string): readonly Subject[] {
  const bwrap = tool('bwrap');
  if (bwrap === null) return [];
  const linked = join(folder, 'etc-linked');
  const copied = join(folder, 'etc-copied');
  for (const target of [linked, copied]) {
    rmSync(target, { recursive: true, force: true });
    cpSync('/etc', target, { recursive: true, verbatimSymlinks: true });
  }
  rmSync(join(copied, 'localtime'), { force: true });
  copyFileSync('/usr/share/zoneinfo/Asia/Shanghai', join(copied, 'localtime'));
  const inside = (etc: string) => [
    bwrap,
    '--dev-bind',
    '/',
    '/',
    '--bind',
    etc,
    '/etc',
    EXECUTABLE,
    '--only',
    'timezone',
  ];
  return [
    { name: '/etc/localtime a link', argv: inside(linked), env: cleanEnv() },
    { name: '/etc/localtime a copy', argv: inside(copied), env: cleanEnv() },
  ];
}
