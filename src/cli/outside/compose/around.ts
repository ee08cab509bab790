import { isUtf8 } from 'node:buffer';
import { dirname, resolve } from 'node:path/posix';
import type { Around } from '../../../target/compose/around.ts';
import type { FsFailure } from '../../../target/file.ts';
import type { Host } from '../../../target/host.ts';
import { failureText } from '../../../verdict/failure-text.ts';
import { absolute } from '../environment-of.ts';
import { treeFrom } from '../pod/given-volumes.ts';
import { TargetError } from '../target-error.ts';

/** Far more than env files have, and than a program is started with. */
export const MAX_BYTES = 4 * 1024 * 1024;
/** What is mounted beside a file of Compose is a folder of settings, and not a whole disk. */
const MAX_ENTRIES = 100_000;

/** Why a file of Compose, or one that it names, was not read. */
export function notRead(failure: FsFailure): string {
  return failure.code === 'TOO_LARGE' ? 'is larger than 4 MiB' : `cannot be read: ${failureText(failure)}`;
}

/** What lies around the file, on this machine. */
export function aroundOf(file: string, host: Host): Around {
  const folder = file === '-' ? (host.cwd ?? '/') : dirname(absolute(file, host));
  const at = (path: string) => resolve(folder, path);
  return {
    text: (path) => {
      const read = host.readFile(at(path), { maxBytes: MAX_BYTES });
      if (read.ok && isUtf8(read.value)) return read.value.toString('utf8');
      if (!read.ok && (read.error.code === 'ENOENT' || read.error.code === 'ENOTDIR')) return null;
      const why = read.ok ? 'is not UTF-8' : notRead(read.error);
      throw new TargetError(`--compose: ${path}, which it names, ${why}`);
    },
    tree: (path) => treeFrom(host, at(path), { left: MAX_ENTRIES }),
  };
}
