import { archOfPlatform } from '../../../target/image/archive/platform.ts';
import { contentsOf } from '../../../target/image/contents/image-contents.ts';
import type { Image } from '../../../target/image/image.ts';
import type { PodImage } from '../../../target/pod/made-container.ts';
import type { Context } from '../../command.ts';
import type { ParsedArgs } from '../../options/parse.ts';
import { imageFailure, imageOf } from '../image/image-of.ts';
import { imageOrigins } from '../image/image-origins.ts';
import type { GivenImage } from './given-image.ts';

/**
 * The image that the pod is to run.
 *
 * @throws UsageError, TargetError
 */
export async function podImage(file: string, args: ParsedArgs, context: Context): Promise<GivenImage> {
  const image = await imageOf(file, args, context);
  const { reference, digest, platform } = image;
  return {
    ...imageOrigins(image.config),
    kind: 'image',
    image: asPodSees(image),
    layers: image.layers,
    contents: (missed) => contentsOf(image, missed),
    target: (by) => ({ kind: 'image', image: { file, reference, digest, platform }, ...by }),
    fetch: async (missed) => {
      try {
        return await image.fetch(missed);
      } catch (error) {
        throw imageFailure(file, error);
      }
    },
  };
}

function asPodSees({ config, root }: Image): PodImage {
  const { env, user, workingDir, entrypoint, cmd, volumes, healthcheck, platform } = config;
  return {
    root,
    config: {
      env: env.map((line) => {
        const at = line.indexOf('=');
        return at < 0 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)];
      }),
      user,
      cwd: workingDir,
      entrypoint,
      cmd,
      volumes,
      healthcheck,
    },
    arch: platform === null ? 'unknown' : archOfPlatform(platform),
  };
}
