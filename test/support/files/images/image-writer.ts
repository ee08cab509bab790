import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { tarOf } from './tar-writer.ts';

/** An image by hand: its layers as archives, the lowest first. */
export interface ImageSpec {
  readonly layers: readonly Buffer[];
  /** How each is packed; default: not at all. */
  readonly pack?: (layer: Buffer) => Buffer;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly history?: readonly Readonly<Record<string, unknown>>[];
  readonly architecture?: string;
  readonly variant?: string;
  readonly names?: readonly string[];
}

/** The parts of an archive by name, in their order. */
export type Parts = Readonly<Record<string, Buffer>>;

export function sha256(data: Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

export const gzip = (layer: Buffer): Buffer => gzipSync(layer, { level: 1 });

export function configOf({
  layers,
  config = {},
  history,
  architecture = 'amd64',
  variant,
}: ImageSpec): Buffer {
  const lines = history ?? layers.map((_, i) => ({ created_by: `RUN step ${i}` }));
  return json({
    architecture,
    os: 'linux',
    ...(variant === undefined ? {} : { variant }),
    config,
    rootfs: { type: 'layers', diff_ids: layers.map((layer) => `sha256:${sha256(layer)}`) },
    history: lines,
  });
}

/** As `docker save` wrote it up to version 24, and `podman save` writes it. */
export function dockerArchive(...images: readonly ImageSpec[]): Parts {
  const parts: Record<string, Buffer> = {};
  const manifest = images.map((image) => {
    const config = configOf(image);
    const names = image.layers.map((layer) => {
      const name = `${sha256(layer)}.tar`;
      parts[name] = layer;
      return name;
    });
    parts[`${sha256(config)}.json`] = config;
    return { Config: `${sha256(config)}.json`, RepoTags: image.names ?? ['app:1.4'], Layers: names };
  });
  return { ...parts, 'manifest.json': json(manifest) };
}

/** As an OCI layout has it. */
export function ociLayout(...images: readonly ImageSpec[]): Parts {
  const blobs: Record<string, Buffer> = {};
  const manifests = images.flatMap((image) => {
    const added = ociImage(image, blobs);
    return (image.names ?? ['app:1.4']).map((name) => ({
      ...added,
      annotations: { 'org.opencontainers.image.ref.name': name },
    }));
  });
  return {
    'oci-layout': json({ imageLayoutVersion: '1.0.0' }),
    ...blobs,
    'index.json': json({ schemaVersion: 2, manifests }),
  };
}

export const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
export const INDEX = 'application/vnd.oci.image.index.v1+json';

/** Its descriptor; all that it is made of goes to the blobs. */
export function ociImage(image: ImageSpec, blobs: Record<string, Buffer>) {
  const { pack = (layer: Buffer) => layer, architecture = 'amd64', variant } = image;
  const config = addBlob(blobs, configOf(image), 'application/vnd.oci.image.config.v1+json');
  const layers = image.layers.map((layer) =>
    addBlob(blobs, pack(layer), 'application/vnd.oci.image.layer.v1.tar'),
  );
  const manifest = json({ schemaVersion: 2, mediaType: MANIFEST, config, layers });
  const platform = { os: 'linux', architecture, ...(variant === undefined ? {} : { variant }) };
  return { ...addBlob(blobs, manifest, MANIFEST), platform };
}

export function addBlob(blobs: Record<string, Buffer>, data: Buffer, mediaType: string) {
  blobs[`blobs/sha256/${sha256(data)}`] = data;
  return { mediaType, digest: `sha256:${sha256(data)}`, size: data.length };
}

export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

export function archiveOf(parts: Parts): Buffer {
  return tarOf(Object.entries(parts).map(([name, content]) => ({ name, content })));
}

export function writeLayout(directory: string, parts: Parts): void {
  for (const [name, content] of Object.entries(parts)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), content);
  }
}
