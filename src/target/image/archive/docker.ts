import { ImageError } from '../image-error.ts';
import type { Blob, Candidate } from './candidate.ts';
import { plainName } from './file-source.ts';
import { jsonPart, listOf, tableOf, textOf, textsOf } from './json.ts';
import { type Platform, platformIn } from './platform.ts';
import type { Source } from './source.ts';

/* What `docker save` and `podman save` write: manifest.json names the configuration and the layers of each image. */

/** Null where there is no manifest.json. */
export function dockerImages(source: Source): readonly Candidate[] | null {
  const manifest = jsonPart(source, 'manifest.json', null);
  if (manifest === null) return null;
  const platformOf = platforms(source);
  return listOf(manifest).map((item) => {
    const { Config, RepoTags, Layers } = tableOf(item);
    const name = textOf(Config);
    if (name === null) throw new ImageError('its manifest.json names no configuration');
    const config = blobOf(name);
    const layers = textsOf(Layers).map(blobOf);
    const missing = [config, ...layers].filter(({ part }) => source.size(part) === null);
    return {
      names: textsOf(RepoTags),
      digest: config.digest,
      platform: platformOf(config),
      config,
      layers,
      missing: missing.map(({ part }) => part),
    };
  });
}

/** A configuration is read once, however many images are made of it. */
function platforms(source: Source): (config: Blob) => Platform | null {
  const known = new Map<string, Platform | null>();
  return ({ part, digest }) => {
    const found = known.get(part);
    if (found !== undefined) return found;
    const platform = platformIn(jsonPart(source, part, digest));
    known.set(part, platform);
    return platform;
  };
}

/** Names that are made of a digest are checked; those of Docker's first format (ID/layer.tar) are none. */
function blobOf(name: string): Blob {
  const part = plainName(name);
  const blob = /^blobs\/(sha256|sha384|sha512)\/([0-9a-f]+)$/.exec(part);
  const named = /^([0-9a-f]{64})(?:\.json|\.tar)$/.exec(part);
  const digest = blob !== null ? `${blob[1]}:${blob[2]}` : named !== null ? `sha256:${named[1]}` : null;
  return { part, digest, mediaType: null };
}
