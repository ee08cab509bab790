import { addBlob, type ImageSpec, json, MANIFEST, ociImage, type Parts } from './image-writer.ts';

/*
 * What BuildKit attests with mode=max, by hand: the form is that of moby/buildkit, docs/attestations/slsa-definitions.md
 * and attestation-storage.md.
 */

export const DOCKERFILE = 'FROM alpine\nENV TZ=Asia/Tokyo\nCOPY certs /etc/ssl/certs\nRUN apk del tzdata\n';

/** A step, the digests of all layers up to its own, and the line of the file; null where BuildKit knows none. */
export interface StepSpec {
  readonly layers: readonly string[];
  readonly line: number | null;
}

export type SlsaVersion = '0.2' | '1';

/** The predicate of an image that was made by these steps. */
export function predicateOf(steps: readonly StepSpec[], version: SlsaVersion, filename = 'Dockerfile') {
  const name = (at: number) => `step${at}`;
  const metadata = {
    layers: Object.fromEntries(
      steps.map(({ layers }, at) => [
        `${name(at)}:0`,
        [layers.map((digest) => ({ mediaType: 'application/vnd.oci.image.layer.v1.tar', digest, size: 1 }))],
      ]),
    ),
    source: {
      infos: [{ filename, language: 'Dockerfile', data: Buffer.from(DOCKERFILE).toString('base64') }],
      locations: Object.fromEntries(
        steps.map(({ line }, at) => [
          name(at),
          line === null ? {} : { locations: [{ ranges: [{ start: { line }, end: { line } }] }] },
        ]),
      ),
    },
  };
  return version === '0.2'
    ? {
        buildType: 'https://mobyproject.org/buildkit@v1',
        metadata: { 'https://mobyproject.org/buildkit@v1#metadata': metadata },
      }
    : { buildDefinition: {}, runDetails: { metadata: { buildkit_metadata: metadata } } };
}

export interface Attested {
  readonly version: SlsaVersion;
  /** `reference`: named by an annotation of the index; `subject`: by the manifest itself. */
  readonly by?: 'reference' | 'subject';
  /** What stands in the place of the statement. */
  readonly spoil?: (statement: Buffer) => Buffer;
}

/** An OCI archive with an attestation beside the image. */
export function attestedLayout(
  image: ImageSpec,
  predicate: (digests: readonly string[]) => object,
  { version, by = 'reference', spoil = (statement) => statement }: Attested,
): Parts {
  const blobs: Record<string, Buffer> = {};
  const own = ociImage(image, blobs);
  const manifest = JSON.parse(String(blobs[`blobs/sha256/${own.digest.slice(7)}`]));
  const digests = manifest.layers.map((layer: { readonly digest: string }) => layer.digest);
  const predicateType = `https://slsa.dev/provenance/v${version}`;
  const statement = json({
    _type: 'https://in-toto.io/Statement/v0.1',
    predicateType,
    subject: [],
    predicate: predicate(digests),
  });
  const layer = {
    ...addBlob(blobs, spoil(statement), 'application/vnd.in-toto+json'),
    annotations: { 'in-toto.io/predicate-type': predicateType },
  };
  const artifactType = 'application/vnd.docker.attestation.manifest.v1+json';
  const attestation = addBlob(
    blobs,
    json({
      schemaVersion: 2,
      mediaType: MANIFEST,
      ...(by === 'subject' ? { artifactType, subject: { digest: own.digest } } : {}),
      config: addBlob(
        blobs,
        json({ architecture: 'unknown', os: 'unknown' }),
        'application/vnd.oci.image.config.v1+json',
      ),
      layers: [layer],
    }),
    MANIFEST,
  );
  const annotations = {
    'vnd.docker.reference.type': 'attestation-manifest',
    'vnd.docker.reference.digest': own.digest,
  };
  const beside =
    by === 'subject'
      ? { ...attestation, artifactType }
      : { ...attestation, annotations, platform: { os: 'unknown', architecture: 'unknown' } };
  const named = { ...own, annotations: { 'org.opencontainers.image.ref.name': 'app:1.4' } };
  return {
    'oci-layout': json({ imageLayoutVersion: '1.0.0' }),
    ...blobs,
    'index.json': json({ schemaVersion: 2, manifests: [named, beside] }),
  };
}
