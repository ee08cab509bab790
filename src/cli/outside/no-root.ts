import type { FsFailure } from '../../target/file.ts';
import { reasonText } from '../../verdict/reasons.ts';
import { UsageError } from '../options/usage-error.ts';
import { TargetError } from './target-error.ts';

/** Why `--root` cannot be looked at. */
export async function noRoot(root: string, { code, why }: FsFailure): Promise<Error> {
  const named = `--root: ${JSON.stringify(root)}`;
  if (code === 'ENOENT')
    return new UsageError(`${named} does not exist; write the directory that is to be /`);
  if (code === 'ENOTDIR') {
    return new UsageError(
      `${named} is no directory; unpack an archive first: mkdir root && tar -xf FILE -C root`,
    );
  }
  return new TargetError(
    code === 'EACCES' || code === 'EPERM'
      ? `${named} may not be read by this user (${code}); run it as root: sudo probe-env check --root ${root}`
      : `${named} cannot be looked at: ${why === undefined ? code : await reasonText(why)}`,
  );
}
