import { Buffer } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import {
  archiveOf,
  dockerArchive,
  gzip,
  type ImageSpec,
  ociLayout,
  type Parts,
} from '../../support/files/images/image-writer.ts';
import { type EntrySpec, tarOf } from '../../support/files/images/tar-writer.ts';
import { zstdFrame } from '../../support/files/images/zstd-writer.ts';
import { directory, file, type Node, type Tree } from '../../support/memory/tree.ts';
import type { Machine } from '../../support/system/chroot.ts';

/** An image that is made by hand, and what its container must be. */
export interface EqualImage {
  readonly name: string;
  readonly layers: readonly (readonly EntrySpec[])[];
  /** Env, User, WorkingDir and the like, as an image's configuration says them. */
  readonly config?: Readonly<Record<string, unknown>>;
  /** YAML. */
  readonly policy?: string;
  /** Options of `check`. */
  readonly args?: readonly string[];
}

const TYPES: Readonly<Record<Node['type'], string>> = {
  file: '0',
  symlink: '2',
  'char-device': '3',
  'block-device': '4',
  directory: '5',
  fifo: '6',
  socket: '0',
};

/** Each tree of a machine is a layer: what a tree takes away is a whiteout, and directories on the way are written down. */
export function layersOf(trees: readonly Tree[]): readonly (readonly EntrySpec[])[] {
  const there = new Map<string, Node>();
  return trees.map((tree) => {
    const layer = new Map<string, EntrySpec>();
    const removed: string[] = [];
    for (const [path, said] of Object.entries(tree)) {
      if (said === null) {
        const known = [...there.keys()].filter((one) => `${one}/`.startsWith(`${path}/`));
        if (known.length === 0) continue;
        for (const one of known) {
          there.delete(one);
          layer.delete(one);
        }
        writeDown(parentOf(path));
        removed.push(path);
        continue;
      }
      writeDown(parentOf(path));
      const node = typeof said === 'string' ? file(said) : said;
      there.set(path, node);
      layer.set(path, entryOf(path, node));
    }
    // A directory that is there again hides what was in it only if it says so.
    const whiteouts = removed.map((path) =>
      layer.get(path)?.type === '5' ? `${path}/.wh..wh..opq` : `${parentOf(path)}/.wh.${nameOf(path)}`,
    );
    return [...layer.values(), ...whiteouts.map((path) => ({ name: path.slice(1), content: '' }))];

    function writeDown(path: string): void {
      if (path === '' || layer.has(path)) return;
      writeDown(parentOf(path));
      const node = there.get(path) ?? directory();
      there.set(path, node);
      layer.set(path, entryOf(path, node));
    }
  });
}

const parentOf = (path: string) => path.slice(0, path.lastIndexOf('/'));
const nameOf = (path: string) => path.slice(path.lastIndexOf('/') + 1);

function entryOf(path: string, node: Node): EntrySpec {
  const { mode, uid, gid } = node;
  const name = `${path.slice(1)}${node.type === 'directory' ? '/' : ''}`;
  const content = node.type === 'file' ? { content: node.content } : {};
  const target = node.type === 'symlink' ? { link: node.target } : {};
  return { name, type: TYPES[node.type], mode, uid, gid, ...content, ...target };
}

const POLICY = '/etc/probe-env.yaml';

/** The image that a machine of files would be. */
export function imageOf(name: string, machine: Machine, more: Partial<EqualImage> = {}): EqualImage {
  const policy = machine.trees.map((tree) => tree[POLICY]).findLast((one) => one !== undefined);
  const text = policy === null || policy === undefined ? undefined : textOf(policy);
  const { uid, gid = uid, cwd, env = {} } = machine;
  return {
    name,
    layers: layersOf(
      machine.trees.map((tree) => ({ ...tree, ...(POLICY in tree ? { [POLICY]: null } : {}) })),
    ),
    config: {
      Env: Object.entries(env).map(([key, value]) => `${key}=${value}`),
      ...(uid === undefined ? {} : { User: `${uid}:${gid}` }),
      ...(cwd === undefined ? {} : { WorkingDir: cwd }),
    },
    ...(text === undefined ? {} : { policy: text }),
    ...more,
  };
}

function textOf(node: Node | string): string {
  return typeof node === 'string' ? node : node.type === 'file' ? node.content.toString() : '';
}

const half = (layer: Buffer) => Math.floor(layer.length / 1024) * 512;
/** As eStargz packs a layer: several members, one behind the other. */
const members = (layer: Buffer) =>
  Buffer.concat([layer.subarray(0, half(layer)), layer.subarray(half(layer))].map((part) => gzipSync(part)));
const zstd = (layer: Buffer) => zstdFrame(layer);

/** In which forms an image is written: an archive in one file, or the parts of a layout. */
export const FORMS: Readonly<
  Record<string, (spec: ImageSpec) => { readonly archive: Buffer } | { readonly layout: Parts }>
> = {
  'docker-archive': (spec) => ({ archive: archiveOf(dockerArchive(spec)) }),
  'OCI archive, gzip': (spec) => ({ archive: archiveOf(ociLayout({ ...spec, pack: gzip })) }),
  'OCI layout, zstd': (spec) => ({ layout: ociLayout({ ...spec, pack: zstd }) }),
  'OCI layout, gzip of several members': (spec) => ({ layout: ociLayout({ ...spec, pack: members }) }),
  'OCI archive, plain': (spec) => ({ archive: archiveOf(ociLayout(spec)) }),
};

export function specOf({ layers, config = {} }: EqualImage, name: string): ImageSpec {
  return { layers: layers.map((entries) => tarOf(entries)), config, names: [name] };
}
