import { expect, it } from 'vitest';
import { anyInflater } from '../../src/target/image/decode/any-inflater.ts';
import { ImageError } from '../../src/target/image/image-error.ts';
import { building } from '../../src/target/image/layer/building.ts';
import { LayerBuilder } from '../../src/target/image/layer/layer-builder.ts';
import { emptyTree, merge } from '../../src/target/image/layer/merge.ts';
import { TarReader } from '../../src/target/image/tar/reader.ts';
import { LAYER_CASES } from '../support/files/images/cases.ts';
import { gzip } from '../support/files/images/image-writer.ts';
import { tarOf } from '../support/files/images/tar-writer.ts';
import { zstdFrame } from '../support/files/images/zstd-writer.ts';
import { randomFrom } from '../target/root/worlds.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 3000);
const SEED = Number(process.env.FUZZ_SEED ?? 20_261_127);

const LAYERS = Object.values(LAYER_CASES).flatMap(({ layers }) => layers.map((entries) => tarOf(entries)));
const PACKED = [...LAYERS, ...LAYERS.map(gzip), ...LAYERS.map((layer) => zstdFrame(layer, { block: 900 }))];

/** As a header is read with any checksum: else nearly every change would end there. */
function withChecksums(archive: Buffer): Buffer {
  for (let at = 0; at + 512 <= archive.length; at += 512) {
    const block = archive.subarray(at, at + 512);
    if (block.toString('latin1', 257, 262) !== 'ustar') continue;
    block.fill(' ', 148, 156);
    const sum = block.reduce((all, byte) => all + byte, 0);
    block.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  }
  return archive;
}

it(`reads or refuses ${RUNS} layers in which something was changed`, { timeout: 600_000 }, async () => {
  const random = randomFrom(SEED);
  const answers = new Set<string>();
  for (let run = 0; run < RUNS; run++) {
    const plain = random.chance(0.7);
    const layer = Buffer.from(random.pick(plain ? LAYERS : PACKED));
    for (let changes = random.below(6); changes >= 0; changes--) {
      const at = random.below(layer.length);
      layer[at] = random.chance(0.5) ? random.below(256) : (layer[at] ?? 0) ^ (1 << random.below(8));
    }
    const changed = plain && random.chance(0.8) ? withChecksums(layer) : layer;
    const cut = random.chance(0.2) ? changed.subarray(0, random.below(changed.length)) : changed;
    try {
      const builder = new LayerBuilder(0);
      const reader = new TarReader(building(builder, { bytes: 0 }));
      const inflater = anyInflater((chunk) => reader.push(chunk));
      const step = 1 + random.below(2000);
      for (let at = 0; at < cut.length; at += step) await inflater.write(cut.subarray(at, at + step));
      await inflater.end();
      reader.end();
      merge(emptyTree(), builder.tree, 0);
      answers.add('read');
    } catch (error) {
      if (!(error instanceof ImageError)) throw new Error(`run ${run}`, { cause: error });
      answers.add('refused');
    }
  }
  expect([...answers].sort()).toEqual(['read', 'refused']);
});
