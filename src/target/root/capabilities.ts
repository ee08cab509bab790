import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import type { Host } from '../host.ts';
import { type FileCapabilities, parseFileCapabilities } from '../posix/capabilities/file-capabilities.ts';
import { parseGetcap } from '../posix/capabilities/getcap.ts';
import { findOnPath } from '../program/find-program.ts';
import type { Held } from './tree.ts';

/** Longer than either of them ever takes. */
const LIMIT_MS = 500;

/** The descriptor as the program has it. */
const HANDED = '/proc/self/fd/3';

/**
 * Capabilities of a file that is held open; null: it has none, undefined: nobody can tell. Node has no getxattr(2), so that
 * getfattr of this machine is asked by the handle, or getcap in the directory that is held.
 *
 * @returns undefined where neither is there
 */
export function capabilitiesBy(
  operator: Host,
): ((held: Held, directory: Held | null) => FileCapabilities | null | undefined) | undefined {
  const find = (name: string) =>
    findOnPath(operator, name) ?? findOnPath(operator, name, '/usr/bin:/bin:/usr/sbin:/sbin');
  const getfattr = find('getfattr');
  const getcap = getfattr === null ? find('getcap') : null;
  const known = new Map<string, FileCapabilities | null | undefined>();
  const ask = (held: Held, directory: Held | null) => {
    if (getfattr !== null) return byGetfattr(getfattr, held);
    return getcap === null || directory === null ? undefined : byGetcap(getcap, held, directory);
  };
  if (getfattr === null && getcap === null) return undefined;
  return (held, directory) => {
    const { ino, ctimeMs } = held.stats;
    const key = `${held.path} ${ino} ${ctimeMs}`;
    if (!known.has(key)) known.set(key, ask(held, directory));
    return known.get(key);
  };
}

function byGetfattr(getfattr: string, { fd }: Held): FileCapabilities | null | undefined {
  const args = ['-n', 'security.capability', '-e', 'hex', '--absolute-names', HANDED];
  const { status, stdout, stderr } = asked(getfattr, args, '/', fd);
  if (status === 0) {
    const hex = /^security\.capability=0x([0-9a-f]+)$/m.exec(stdout)?.[1];
    return hex === undefined ? undefined : parseFileCapabilities(Buffer.from(hex, 'hex'));
  }
  return /: security\.capability: No such attribute$/m.test(stderr) ? null : undefined;
}

/** It passes links over, and so the handle. */
function byGetcap(getcap: string, { path }: Held, { fd }: Held): FileCapabilities | null | undefined {
  const name = `./${basename(path)}`;
  const { status, stdout } = asked(getcap, [name], HANDED, fd);
  return status === 0 ? parseGetcap(stdout, name) : undefined;
}

/** @param cwd is set when the descriptor has been handed over */
function asked(program: string, args: readonly string[], cwd: string, fd: number) {
  return spawnSync(program, args, {
    cwd,
    env: { LC_ALL: 'C' },
    encoding: 'utf8',
    timeout: LIMIT_MS,
    stdio: ['ignore', 'pipe', 'pipe', fd],
  });
}
