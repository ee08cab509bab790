import { ImageError } from '../image-error.ts';
import type { Blob, Candidate } from './candidate.ts';
import { blobPath } from './digest.ts';
import { type Json, type JsonTable, jsonPart, listOf, tableOf, textOf } from './json.ts';
import { platformIn } from './platform.ts';
import type { Source } from './source.ts';

/* An OCI layout (image-layout.md): index.json leads to indexes and manifests, these to configurations and layers. */

const MAX_DEPTH = 8;
const MAX_MANIFESTS = 1000;

/** Annotations that hold the name of an image: containerd's whole one, and OCI's. */
const NAMES = ['io.containerd.image.name', 'org.opencontainers.image.ref.name'];

/** All images that the index leads to; null where there is no index. */
export function ociImages(source: Source): readonly Candidate[] | null {
  const index = jsonPart(source, 'index.json', null);
  if (index === null) return null;
  const found: Candidate[] = [];
  follow(source, index, [], 0, found);
  return found;
}

function follow(
  source: Source,
  index: Json,
  names: readonly string[],
  depth: number,
  found: Candidate[],
): void {
  if (depth > MAX_DEPTH) throw new ImageError('its indexes lie in each other deeper than any image has them');
  for (const item of listOf(tableOf(index).manifests)) {
    const descriptor = tableOf(item);
    if (found.length > MAX_MANIFESTS) throw new ImageError('it has more images than any archive');
    if (isAttestation(descriptor)) continue;
    const digest = textOf(descriptor.digest);
    if (digest === null) throw new ImageError('a descriptor of its index has no digest');
    const annotations = tableOf(descriptor.annotations);
    const own = NAMES.map((name) => textOf(annotations[name])).filter((name) => name !== null);
    const all = own.length > 0 ? own.slice(0, 1) : names;
    const part = blobPath(digest);
    const content = jsonPart(source, part, digest);
    if (content === null) found.push(absent(descriptor, digest, part, all));
    else if (Array.isArray(tableOf(content).manifests)) follow(source, content, all, depth + 1, found);
    else {
      const image = imageOf(source, tableOf(content), descriptor, digest, all);
      if (image !== null) found.push(image);
    }
  }
}

/** By annotation, by type, or by a platform that none has (BuildKit's three forms; the last is known by its layers). */
function isAttestation({ annotations, artifactType, platform }: JsonTable): boolean {
  if (textOf(tableOf(annotations)['vnd.docker.reference.type']) !== null) return true;
  if (textOf(artifactType) !== null) return true;
  return textOf(tableOf(platform).os) === 'unknown' && textOf(tableOf(platform).architecture) === 'unknown';
}

const IN_TOTO = 'application/vnd.in-toto+json';
const EMPTY_CONFIG = 'application/vnd.oci.empty.v1+json';

function imageOf(
  source: Source,
  manifest: JsonTable,
  descriptor: JsonTable,
  digest: string,
  names: readonly string[],
): Candidate | null {
  const config = blobOf(manifest.config);
  const layers = listOf(manifest.layers).map(blobOf);
  if (textOf(manifest.artifactType) !== null || config?.mediaType === EMPTY_CONFIG) return null;
  if (layers.length > 0 && layers.every((layer) => layer?.mediaType === IN_TOTO)) return null;
  if (config === null || layers.includes(null)) {
    // The first version of the format has neither.
    if (manifest.fsLayers !== undefined)
      throw new ImageError('its manifest is of version 1, which nobody uses now');
    throw new ImageError(`its manifest ${digest} has no configuration or layers`);
  }
  const blobs = layers.filter((layer) => layer !== null);
  const missing = [config, ...blobs].filter(({ part }) => source.size(part) === null);
  return {
    names,
    digest,
    platform: platformIn(descriptor.platform) ?? platformIn(jsonPart(source, config.part, config.digest)),
    config,
    layers: blobs,
    missing: missing.map(({ part, mediaType }) => (isForeign(mediaType) ? `${part} (${mediaType})` : part)),
  };
}

/** Layers that are not handed on with the image, as those of Windows once were. */
function isForeign(mediaType: string | null): boolean {
  return mediaType !== null && /nondistributable|foreign/.test(mediaType);
}

function blobOf(json: Json | undefined): Blob | null {
  const { digest, mediaType } = tableOf(json);
  const text = textOf(digest);
  return text === null ? null : { part: blobPath(text), digest: text, mediaType: textOf(mediaType) };
}

/** Its manifest itself is not in the archive: one platform of several was saved. */
function absent({ platform }: JsonTable, digest: string, part: string, names: readonly string[]): Candidate {
  const none = { part, digest, mediaType: null };
  return { names, digest, platform: platformIn(platform), config: none, layers: [], missing: [part] };
}
