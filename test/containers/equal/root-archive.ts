import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { execaSync } from 'execa';
import { json, sha256 } from '../../support/files/images/image-writer.ts';
import { tarOf } from '../../support/files/images/tar-writer.ts';

/**
 * A root as `docker save` would write it, all of it one layer: `tar` reads it, with access lists and capabilities.
 *
 * @param config Env, Cmd and the like
 * @returns the file
 */
export async function archiveOfRoot(
  directory: string,
  file: string,
  config: Readonly<Record<string, unknown>>,
): Promise<string> {
  const layer = `${file}.layer`;
  execaSync('tar', [
    ...['-C', directory, '--format=posix', '--numeric-owner', '--xattrs', '--xattrs-include=*'],
    ...['-cf', layer, '.'],
  ]);
  const hash = createHash('sha256');
  for await (const piece of createReadStream(layer)) hash.update(piece);
  const digest = hash.digest('hex');
  const written = json({
    architecture: process.arch === 'arm64' ? 'arm64' : 'amd64',
    os: 'linux',
    config,
    rootfs: { type: 'layers', diff_ids: [`sha256:${digest}`] },
    history: [{ created_by: 'COPY / /' }],
  });
  const manifest = json([
    { Config: `${sha256(written)}.json`, RepoTags: ['app:test'], Layers: [`${digest}.tar`] },
  ]);
  const { size } = statSync(layer);
  const fd = openSync(file, 'w');
  writeSync(fd, tarOf([{ name: `${digest}.tar`, size }], Buffer.alloc(0)));
  for await (const piece of createReadStream(layer)) writeSync(fd, piece);
  writeSync(fd, Buffer.alloc((512 - (size % 512)) % 512));
  writeSync(
    fd,
    tarOf([
      { name: `${sha256(written)}.json`, content: written },
      { name: 'manifest.json', content: manifest },
    ]),
  );
  closeSync(fd);
  rmSync(layer);
  return file;
}
