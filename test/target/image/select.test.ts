import { describe, expect, it } from 'vitest';
import { parsePlatform } from '../../../src/target/image/archive/platform.ts';
import { selectImage } from '../../../src/target/image/archive/select.ts';
import type { Source } from '../../../src/target/image/archive/source.ts';
import { ImageChoice } from '../../../src/target/image/image-error.ts';
import {
  addBlob,
  dockerArchive,
  gzip,
  type ImageSpec,
  INDEX,
  json,
  MANIFEST,
  ociImage,
  ociLayout,
  type Parts,
} from '../../support/files/images/image-writer.ts';
import { tarOf } from '../../support/files/images/tar-writer.ts';
import { cpuNow } from '../../support/system/effort.ts';

function sourceOf(parts: Parts): Source {
  return {
    name: 'parts',
    size: (name) => parts[name]?.length ?? null,
    read: (name) => [parts[name] ?? Buffer.alloc(0)],
    readAt: (name, offset, bytes) => (parts[name] ?? Buffer.alloc(0)).subarray(offset, offset + bytes),
  };
}

const layer = (name: string) => tarOf([{ name }]);
const image = (architecture: string, more: Partial<ImageSpec> = {}): ImageSpec => ({
  layers: [layer(architecture)],
  architecture,
  ...more,
});

function choose(parts: Parts, platform: string | null = null, name: string | null = null) {
  try {
    const chosen = selectImage(sourceOf(parts), {
      platform: platform === null ? null : parsePlatform(platform),
      name,
    });
    return [chosen.platform?.architecture, chosen.names[0] ?? null];
  } catch (error) {
    return error instanceof ImageChoice ? [error.message, ...error.lines] : (error as Error).message;
  }
}

/** An index of several platforms, as `docker buildx build --platform` makes it. */
function multiPlatform(blobs: Record<string, Buffer>, ...images: readonly ImageSpec[]) {
  const manifests = images.map((spec) => ociImage(spec, blobs));
  return addBlob(blobs, json({ schemaVersion: 2, mediaType: INDEX, manifests }), INDEX);
}

const AT = { 'org.opencontainers.image.ref.name': 'app:1.4' };

function layout(blobs: Record<string, Buffer>, ...manifests: readonly object[]): Parts {
  return { ...blobs, 'index.json': json({ schemaVersion: 2, manifests }) };
}

describe('one image', () => {
  it.each<[string, Parts]>([
    ['of docker save', dockerArchive(image('amd64'))],
    ['of an OCI archive', ociLayout(image('amd64', { pack: gzip }))],
    [
      'of both forms, as Docker 25 and later save it',
      { ...dockerArchive(image('amd64')), ...ociLayout(image('amd64')) },
    ],
  ])('%s is taken', (_, parts) => expect(choose(parts)).toEqual(['amd64', 'app:1.4']));

  it('under several names counts once', () => {
    expect(choose(ociLayout(image('amd64', { names: ['app:1', 'app:2'] })))).toEqual(['amd64', 'app:1']);
  });

  it('under 30 000 names is found in a time that grows with their number', () => {
    const one = { Config: 'c.json', Layers: ['layer.tar'] };
    const manifest = Array.from({ length: 30_000 }, (_, i) => ({ ...one, RepoTags: [`app:${i}`] }));
    const config = json({ architecture: 'amd64', os: 'linux' });
    const started = cpuNow();
    expect(
      choose({ 'manifest.json': json(manifest), 'c.json': config, 'layer.tar': layer('amd64') }),
    ).toEqual(['amd64', 'app:0']);
    expect(cpuNow() - started).toBeLessThan(4000);
  });

  it('in an index in an index is found', () => {
    const blobs = {};
    const inner = multiPlatform(blobs, image('amd64'));
    const outer = addBlob(blobs, json({ schemaVersion: 2, manifests: [inner] }), INDEX);
    expect(choose(layout(blobs, { ...outer, annotations: AT }))).toEqual(['amd64', 'app:1.4']);
  });

  it.each<[string, (blobs: Record<string, Buffer>) => object]>([
    [
      'by annotation',
      (blobs) => ({
        ...ociImage(image('unknown'), blobs),
        platform: { os: 'unknown', architecture: 'unknown' },
        annotations: { 'vnd.docker.reference.type': 'attestation-manifest' },
      }),
    ],
    [
      'by the type of the artifact',
      (blobs) => ({
        ...addBlob(
          blobs,
          json({
            schemaVersion: 2,
            artifactType: 'application/vnd.docker.attestation.manifest.v1+json',
            config: addBlob(blobs, json({}), 'application/vnd.oci.empty.v1+json'),
            layers: [],
          }),
          MANIFEST,
        ),
      }),
    ],
    [
      'by their layers',
      (blobs) =>
        addBlob(
          blobs,
          json({
            schemaVersion: 2,
            config: addBlob(
              blobs,
              json({ architecture: 'unknown', os: 'unknown' }),
              'application/vnd.oci.image.config.v1+json',
            ),
            layers: [addBlob(blobs, json({ predicate: 1 }), 'application/vnd.in-toto+json')],
          }),
          MANIFEST,
        ),
    ],
  ])('with attestations %s is the only one', (_, attestation) => {
    const blobs = {};
    const own = ociImage(image('amd64'), blobs);
    expect(choose(layout(blobs, { ...own, annotations: AT }, attestation(blobs)))).toEqual([
      'amd64',
      'app:1.4',
    ]);
  });

  it('is taken from manifest.json where the index leads to nothing that is there', () => {
    const { 'index.json': index, ...blobs } = ociLayout(image('arm64'));
    expect(Object.keys(blobs).length).toBeGreaterThan(0);
    expect(choose({ ...dockerArchive(image('amd64')), 'index.json': index ?? Buffer.alloc(0) })).toEqual([
      'amd64',
      'app:1.4',
    ]);
  });
});

describe('of several images', () => {
  const blobs = {};
  const several = layout(blobs, {
    ...multiPlatform(
      blobs,
      image('amd64'),
      image('arm64', { variant: 'v8' }),
      image('arm', { variant: 'v7' }),
      image('arm', { variant: 'v6', layers: [layer('six')] }),
    ),
    annotations: AT,
  });

  it('none is the first', () => {
    const [message, ...lines] = choose(several) as string[];
    expect(message).toBe('several images in it fit');
    expect(lines.map((line) => line.replace(/sha256:\w+/, 'sha256:…'))).toEqual([
      'app:1.4 linux/amd64 sha256:…:  --platform linux/amd64',
      'app:1.4 linux/arm64/v8 sha256:…:  --platform linux/arm64/v8',
      'app:1.4 linux/arm/v7 sha256:…:  --platform linux/arm/v7',
      'app:1.4 linux/arm/v6 sha256:…:  --platform linux/arm/v6',
    ]);
  });

  it.each([
    ['linux/amd64', 'amd64'],
    ['amd64', 'amd64'],
    ['linux/x86_64', 'amd64'],
    ['linux/arm64', 'arm64'],
    ['linux/arm64/v8', 'arm64'],
    ['linux/aarch64', 'arm64'],
    ['linux/arm/v6', 'arm'],
  ])('--platform %s takes one', (platform, expected) => {
    expect(choose(several, platform)).toEqual([expected, 'app:1.4']);
  });

  it('--platform linux/arm is not enough for two variants', () => {
    expect(choose(several, 'linux/arm')).toHaveLength(3);
  });

  it('--platform names one that is not there', () => {
    expect(choose(several, 'linux/s390x')).toContain('no image in it fits');
  });

  const named = dockerArchive(
    image('amd64', { names: ['app:1'] }),
    image('amd64', { names: ['web:2', 'web:latest'], layers: [layer('web')] }),
  );

  it.each(['web:2', 'web', 'docker.io/library/web:2', 'library/web'])('--image-name %s takes one', (name) => {
    expect(choose(named, null, name)).toEqual(['amd64', 'web:2']);
  });

  it('a digest, or its beginning, takes one', () => {
    const digest =
      Object.keys(named).find((name) => name.endsWith('.json') && name !== 'manifest.json') ?? '';
    expect(choose(named, null, `sha256:${digest.slice(0, 64)}`)).toEqual(['amd64', 'app:1']);
    expect(choose(named, null, digest.slice(0, 12))).toEqual(['amd64', 'app:1']);
  });

  it('without a name they are listed', () => {
    const [message, ...lines] = choose(named) as string[];
    expect(message).toBe('several images in it fit');
    expect(lines.map((line) => line.split('  ')[1])).toEqual(['--image-name app:1', '--image-name web:2']);
  });

  it('the one that was saved is taken, where only one was', () => {
    const all: Record<string, Buffer> = {};
    const index = multiPlatform(all, image('amd64'), image('arm64'));
    const missing = Object.keys(all).filter((name) => all[name]?.equals(layer('arm64')));
    for (const name of missing) delete all[name];
    expect(choose(layout(all, index))).toEqual(['amd64', null]);
    expect(choose(layout(all, index), 'linux/arm64')).toContain('only a part of the image was saved');
  });
});

describe('what is none', () => {
  it.each<[string, Parts, string]>([
    ['of another kind', { 'etc/passwd': Buffer.from('root') }, 'neither manifest.json nor index.json'],
    ['with manifest.json null', { 'manifest.json': json(null) }, 'neither manifest.json nor index.json'],
    ['that is no JSON', { 'manifest.json': Buffer.from('{') }, 'manifest.json is no JSON'],
    ['without a configuration', { 'manifest.json': json([{ Layers: [] }]) }, 'names no configuration'],
    [
      'whose layers are elsewhere',
      (() => {
        const blobs: Record<string, Buffer> = {};
        const { digest: config } = addBlob(
          blobs,
          json({ os: 'windows', architecture: 'amd64' }),
          'application/vnd.docker.container.image.v1+json',
        );
        const layers = [
          {
            mediaType: 'application/vnd.docker.image.rootfs.foreign.diff.tar.gzip',
            digest: `sha256:${'0'.repeat(64)}`,
          },
        ];
        return layout(blobs, addBlob(blobs, json({ config: { digest: config }, layers }), MANIFEST));
      })(),
      'may not be handed on',
    ],
    [
      'whose digest has no form',
      layout({}, { mediaType: MANIFEST, digest: 'sha256:../../etc/passwd' }),
      'is no digest that can be checked',
    ],
    [
      'whose manifest is another',
      (() => {
        const blobs: Record<string, Buffer> = {};
        const descriptor = ociImage(image('amd64'), blobs);
        const [, , manifest = ''] = Object.keys(blobs);
        blobs[manifest] = Buffer.concat([blobs[manifest] ?? Buffer.alloc(0), Buffer.from(' ')]);
        return layout(blobs, descriptor);
      })(),
      'is not what its digest says',
    ],
  ])('%s is refused', (_, parts, message) => expect(choose(parts)).toContain(message));

  it('indexes that lie in each other without end', () => {
    const blobs: Record<string, Buffer> = {};
    let descriptor: object = ociImage(image('amd64'), blobs);
    for (let i = 0; i < 20; i++) descriptor = addBlob(blobs, json({ manifests: [descriptor] }), INDEX);
    expect(choose(layout(blobs, descriptor))).toContain('deeper than any image');
  });
});
