import type { Host } from '../../../target/host.ts';
import type { Context } from '../../command.ts';
import type { ParsedArgs } from '../../options/parse.ts';
import { IMAGE, ROOT } from '../target-options.ts';
import type { GivenImage } from './given-image.ts';

/** What the container is made of; null where nobody gave it. */
export async function imageFor(args: ParsedArgs, context: Context): Promise<GivenImage | null> {
  const archive = args.given.get(IMAGE);
  const root = args.given.get(ROOT);
  if (archive !== undefined) return (await import('./pod-image.ts')).podImage(String(archive), args, context);
  if (root !== undefined) return (await import('./pod-root.ts')).podRoot(String(root), context);
  return null;
}

/** What the image holds beside the files that its container sees. */
export function withLayers(host: Host, image: Host['image']): Host {
  return image === undefined ? host : { ...host, image };
}
