import { createHash, randomFillSync } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { json, sha256 } from './image-writer.ts';
import { type EntrySpec, tarOf } from './tar-writer.ts';

const NO_END = Buffer.alloc(0);
const MIB = 1024 * 1024;

/** Writes an archive of `docker save` of that many files, all of one size, in four layers. */
export function writeBigImage(file: string, bytes: number, files: number): void {
  const LAYERS = 4;
  const size = Math.floor(bytes / files);
  const content = Buffer.alloc(Math.ceil(size / 512) * 512);
  randomFillSync(content.subarray(0, size));
  const header = (entry: EntrySpec) => tarOf([entry], NO_END).subarray(0, 512);
  function* layer(number: number): Generator<Buffer> {
    const directory = (at: number) => `usr/share/layer-${number}/directory-${Math.floor(at / 100)}/`;
    for (let at = 0; at < files / LAYERS; at++) {
      if (at % 100 === 0) yield header({ name: directory(at) });
      yield header({ name: `${directory(at)}file-number-${at}`, size, mode: at % 10 === 0 ? 0o755 : 0o644 });
      yield content;
    }
    yield Buffer.alloc(1024);
  }
  const fd = openSync(file, 'w');
  const digests = Array.from({ length: LAYERS }, (_, number) => {
    const hash = createHash('sha256');
    let length = 0;
    for (const part of layer(number)) {
      hash.update(part);
      length += part.length;
    }
    const digest = hash.digest('hex');
    writeSync(fd, header({ name: `${digest}.tar`, size: length }));
    let held: Buffer[] = [];
    let bytesHeld = 0;
    const flush = () => {
      writeSync(fd, Buffer.concat(held));
      held = [];
      bytesHeld = 0;
    };
    for (const part of layer(number)) {
      held.push(part);
      bytesHeld += part.length;
      if (bytesHeld > 4 * MIB) flush();
    }
    flush();
    return digest;
  });
  const config = json({
    architecture: 'amd64',
    os: 'linux',
    config: {},
    rootfs: { type: 'layers', diff_ids: digests.map((digest) => `sha256:${digest}`) },
    history: digests.map((_, number) => ({ created_by: `COPY part-${number} /usr/share/ # buildkit` })),
  });
  const Config = `${sha256(config)}.json`;
  const Layers = digests.map((digest) => `${digest}.tar`);
  const manifest = json([{ Config, RepoTags: ['big:1'], Layers }]);
  writeSync(
    fd,
    tarOf([
      { name: Config, content: config },
      { name: 'manifest.json', content: manifest },
    ]),
  );
  closeSync(fd);
}
