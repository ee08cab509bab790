import type { Host } from '../../../src/target/host.ts';
import { imageConfig } from '../../../src/target/image/config.ts';
import { lookThrough } from '../../../src/target/image/contents/look-through.ts';
import { imageHost } from '../../../src/target/image/image-host.ts';
import type { Kept } from '../../../src/target/image/layer/building.ts';
import { building } from '../../../src/target/image/layer/building.ts';
import { LayerBuilder } from '../../../src/target/image/layer/layer-builder.ts';
import { emptyTree, merge } from '../../../src/target/image/layer/merge.ts';
import { TarReader } from '../../../src/target/image/tar/reader.ts';
import { configOf } from '../../support/files/images/image-writer.ts';
import { type EntrySpec, tarOf } from '../../support/files/images/tar-writer.ts';

export const file = (
  name: string,
  content: string | Buffer = name,
  more: Partial<EntrySpec> = {},
): EntrySpec => ({
  name,
  content,
  ...more,
});
export const gone = (name: string): EntrySpec => {
  const at = name.lastIndexOf('/') + 1;
  return file(`${name.slice(0, at)}.wh.${name.slice(at)}`, '');
};

/** An image of these layers, the lowest first, with what docker writes into its configuration. */
export function hostOf(
  layers: readonly (readonly EntrySpec[])[],
  config: Readonly<Record<string, unknown>> = {},
): Host {
  const kept: Kept = { bytes: 0 };
  const tars = layers.map((entries) => tarOf(entries));
  let root = emptyTree();
  const looks = tars.map((tar, index) => {
    const builder = new LayerBuilder(index);
    const reader = new TarReader(building(builder, kept));
    reader.push(tar);
    reader.end();
    const look = lookThrough(builder.tree.root, index, builder.tree.bytes);
    root = merge(root, builder.tree, index);
    return look;
  });
  return imageHost(
    { now: () => 0, monotonic: () => 10 },
    {
      reference: 'app:1.4',
      digest: null,
      platform: 'linux/amd64',
      config: imageConfig(JSON.parse(configOf({ layers: tars, config }).toString())),
      layers: layers.map((_, layer) => ({ layer, digest: `sha256:${layer}`, createdBy: null })),
      root,
      looks,
      changes: () => [],
      fetch: async () => false,
    },
    { file: 'app.tar', user: null, cwd: null, env: {} },
  ).host;
}
