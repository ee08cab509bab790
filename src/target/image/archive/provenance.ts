import { blobPath } from './digest.ts';
import { type Json, type JsonTable, jsonPart, listOf, tableOf, textOf } from './json.ts';
import type { Source } from './source.ts';

/* Attestations beside an image (moby/buildkit, docs/attestations/attestation-storage.md). */

const MAX_DEPTH = 8;
/** Attestations of one image that are looked into. */
const MAX_ATTESTATIONS = 16;

/**
 * What builders say of how an image was made: the predicates of its SLSA provenance. Nobody vouches for it, and what is
 * not there or cannot be read is left out.
 *
 * @param image digest of the image's manifest
 */
export function provenanceOf(source: Source, image: string): readonly Json[] {
  const found: JsonTable[] = [];
  collect(source, read(source, 'index.json', null), image, 0, found);
  return found.slice(0, MAX_ATTESTATIONS).flatMap((manifest) =>
    listOf(manifest.layers)
      .slice(0, MAX_ATTESTATIONS)
      .map(tableOf)
      .filter(isProvenance)
      .flatMap((layer) => {
        const statement = tableOf(blob(source, layer));
        const { predicate } = statement;
        return isSlsa(statement.predicateType) && predicate !== undefined ? [predicate] : [];
      }),
  );
}

/** Manifests that are about the image: by an annotation of their descriptor, or by a subject of their own. */
function collect(source: Source, index: Json | null, image: string, depth: number, found: JsonTable[]): void {
  if (depth > MAX_DEPTH || found.length >= MAX_ATTESTATIONS) return;
  for (const item of listOf(tableOf(index ?? undefined).manifests)) {
    const descriptor = tableOf(item);
    const about = textOf(tableOf(descriptor.annotations)['vnd.docker.reference.digest']);
    // Without a type its content tells.
    const isIndex = /image\.index|manifest\.list|^$/.test(textOf(descriptor.mediaType) ?? '');
    const mayBe = about === image || (about === null && textOf(descriptor.artifactType) !== null);
    if (!isIndex && !mayBe) continue;
    const content = blob(source, descriptor) ?? null;
    if (isIndex) collect(source, content, image, depth + 1, found);
    else {
      const manifest = tableOf(content ?? undefined);
      if (about === image || textOf(tableOf(manifest.subject).digest) === image) found.push(manifest);
    }
  }
}

function isProvenance({ annotations, mediaType }: JsonTable): boolean {
  const type = tableOf(annotations)['in-toto.io/predicate-type'];
  return textOf(mediaType) === 'application/vnd.in-toto+json' && (type === undefined || isSlsa(type));
}

function isSlsa(type: Json | undefined): boolean {
  return /^https:\/\/slsa\.dev\/provenance\/v(?:0\.2|1)$/.test(textOf(type) ?? '');
}

function blob(source: Source, { digest }: JsonTable): Json | undefined {
  const text = textOf(digest);
  if (text === null) return undefined;
  return read(source, null, text) ?? undefined;
}

/** Null where it is not there, is other than its digest says, or no JSON: nothing rests on it. */
function read(source: Source, name: string | null, digest: string | null): Json | null {
  try {
    return jsonPart(source, name ?? blobPath(digest ?? ''), digest);
  } catch {
    return null;
  }
}
