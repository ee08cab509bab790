import { parsePlatform } from '../../../target/image/archive/platform.ts';
import { type Image, readImage } from '../../../target/image/image.ts';
import { ImageChoice, ImageError } from '../../../target/image/image-error.ts';
import { NothingCame } from '../../../target/live/incoming.ts';
import type { Context } from '../../command.ts';
import type { ParsedArgs } from '../../options/parse.ts';
import { UsageError } from '../../options/usage-error.ts';
import { absolute } from '../environment-of.ts';
import { nothingCame } from '../incoming.ts';
import { TargetError } from '../target-error.ts';
import { IMAGE_NAME, LAYERS, PLATFORM } from '../target-options.ts';

/**
 * The image that is named.
 *
 * @throws UsageError, TargetError
 */
export async function imageOf(file: string, args: ParsedArgs, context: Context): Promise<Image> {
  const platform = args.given.get(PLATFORM);
  const name = args.given.get(IMAGE_NAME);
  const wanted = platform === undefined ? null : parsePlatform(String(platform));
  if (platform !== undefined && wanted === null) {
    throw new UsageError(
      `--platform: ${JSON.stringify(platform)} is none; write one such as linux/amd64 or linux/arm64`,
    );
  }
  try {
    return await readImage(file === '-' ? '-' : absolute(file, context.host), {
      platform: wanted,
      name: name === undefined ? null : String(name),
      changes: args.given.has(LAYERS),
      ...(context.patienceMs === undefined ? {} : { patienceMs: context.patienceMs }),
    });
  } catch (error) {
    throw imageFailure(file, error);
  }
}

/** What went wrong while an image was read, as the command says it. */
export function imageFailure(file: string, error: unknown): unknown {
  const named = `--image: ${file === '-' ? 'what comes in on stdin' : JSON.stringify(file)}`;
  if (error instanceof ImageChoice) return new UsageError(`${named}: ${error.message}`, ...error.lines);
  if (error instanceof ImageError) return new TargetError(`${named} cannot be looked at: ${error.message}`);
  if (error instanceof NothingCame)
    return nothingCame(`--image: ${file === '-' ? 'on stdin' : `from ${JSON.stringify(file)}`}`, error);
  const { code } = error as NodeJS.ErrnoException;
  if (code === 'ENOENT') {
    return new UsageError(
      `${named} does not exist; docker save -o app.tar IMAGE or podman save -o app.tar IMAGE writes it`,
    );
  }
  return code === 'EACCES' || code === 'EPERM' || code === 'EISDIR'
    ? new TargetError(`${named} may not be read by this user (${code})`)
    : error;
}
