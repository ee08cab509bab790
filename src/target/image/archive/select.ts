import { ImageChoice, ImageError } from '../image-error.ts';
import type { Candidate } from './candidate.ts';
import { dockerImages } from './docker.ts';
import { ociImages } from './oci.ts';
import { fits, type Platform, platformText } from './platform.ts';
import type { Source } from './source.ts';

export interface Wanted {
  readonly platform: Platform | null;
  /** A reference, or a digest or its beginning; null: whichever there is. */
  readonly name: string | null;
}

/**
 * The one image that fits; never the first of several.
 *
 * @throws ImageChoice, ImageError
 */
export function selectImage(source: Source, wanted: Wanted): Candidate {
  const all = imagesOf(source);
  if (all.length === 0) throw new ImageError('there is no image in it');
  const named = all.filter((image) => wanted.name === null || isNamed(image, wanted.name));
  const fitting = distinct(
    named.filter(
      ({ platform }) => wanted.platform === null || (platform !== null && fits(wanted.platform, platform)),
    ),
  );
  const whole = fitting.filter(({ missing }) => missing.length === 0);
  const [image, ...others] = whole;
  if (image !== undefined && others.length === 0) return image;
  if (others.length > 0) throw new ImageChoice('several images in it fit', choices(whole));
  const [partial] = fitting;
  if (partial !== undefined) throw incomplete(partial);
  throw new ImageChoice('no image in it fits', choices(distinct(all)));
}

/** What containerd's store writes has both forms; its index knows more. */
function imagesOf(source: Source): readonly Candidate[] {
  const oci = ociImages(source);
  const isWhole = oci?.some(({ missing }) => missing.length === 0) === true;
  const docker = isWhole ? null : dockerImages(source);
  if (oci === null && docker === null)
    throw new ImageError(
      'it has neither manifest.json nor index.json: docker save and podman save write one',
    );
  return docker === null || docker.length === 0 ? (oci ?? []) : docker;
}

/** One image under several names counts once. */
function distinct(images: readonly Candidate[]): readonly Candidate[] {
  const seen = new Map<string, { readonly image: Candidate; readonly names: Set<string> }>();
  for (const image of images) {
    const key = `${image.digest ?? image.config.part} ${image.layers.map(({ part }) => part).join()}`;
    const known = seen.get(key);
    if (known === undefined) seen.set(key, { image, names: new Set(image.names) });
    // An archive may name one image a hundred thousand times: nothing is copied for each.
    else for (const name of image.names) known.names.add(name);
  }
  return [...seen.values()].map(({ image, names }) => ({ ...image, names: [...names] }));
}

function isNamed({ names, digest, config }: Candidate, wanted: string): boolean {
  const digests = [digest, config.digest].filter((text) => text !== null);
  const hex = wanted.replace(/^sha(?:256|384|512):/, '');
  if (/^[0-9a-f]{6,}$/.test(hex) && digests.some((text) => text.split(':')[1]?.startsWith(hex))) return true;
  return names.some((name) => longName(name) === longName(wanted) || name === wanted);
}

/** As Docker completes a name: registry, library, tag. */
function longName(name: string): string {
  const [first = '', ...rest] = name.split('/');
  const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === 'localhost');
  const path = hasRegistry ? name : `docker.io/${rest.length === 0 ? 'library/' : ''}${name}`;
  return /[:@]/.test(path.slice(path.lastIndexOf('/'))) ? path : `${path}:latest`;
}

function choices(images: readonly Candidate[]): readonly string[] {
  const platforms = new Set(images.map(({ platform }) => (platform === null ? '' : platformText(platform))));
  return images.slice(0, 20).map(({ names, digest, platform }) => {
    const [name = null] = names;
    const options = [
      ...(platform !== null && platforms.size > 1 ? [`--platform ${platformText(platform)}`] : []),
      ...(platforms.size === images.length && images.length > 1
        ? []
        : [`--image-name ${name ?? digest ?? '?'}`]),
    ];
    const what = [name, platform === null ? null : platformText(platform), digest].filter(
      (part) => part !== null,
    );
    return `${what.join(' ')}:  ${options.join(' ')}`;
  });
}

function incomplete({ platform, missing, names }: Candidate): ImageError {
  const which = names[0] ?? (platform === null ? 'the image' : platformText(platform));
  const [first = ''] = missing;
  const more = missing.length > 1 ? ` and ${missing.length - 1} more` : '';
  const why = /nondistributable|foreign/.test(first)
    ? 'a layer that may not be handed on with the image, and has to be fetched from elsewhere'
    : 'only a part of the image was saved';
  return new ImageError(`${which} lacks ${first}${more}: ${why}`);
}
