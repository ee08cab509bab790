import { describe, expect, it } from 'vitest';
import { building } from '../../../src/target/image/layer/building.ts';
import { LayerBuilder } from '../../../src/target/image/layer/layer-builder.ts';
import { emptyTree, merge } from '../../../src/target/image/layer/merge.ts';
import { TarReader } from '../../../src/target/image/tar/reader.ts';
import type { DirectoryNode } from '../../../src/target/tree/node.ts';
import { walk } from '../../../src/target/tree/resolve.ts';
import { LAYER_CASES } from '../../support/files/images/cases.ts';
import { type EntrySpec, tarOf } from '../../support/files/images/tar-writer.ts';

function treeOf(layers: readonly (readonly EntrySpec[])[]): DirectoryNode {
  let root = emptyTree();
  for (const [index, entries] of layers.entries()) {
    const builder = new LayerBuilder(index);
    const reader = new TarReader(building(builder, { bytes: 0 }));
    reader.push(tarOf(entries));
    reader.end();
    root = merge(root, builder.tree, index);
  }
  return root;
}

function at(root: DirectoryNode, path: string) {
  const walked = walk(root, path, 'nofollow');
  return walked.end === 'reached' ? walked.entry.node : walked.code;
}

/** The others are compared with what podman mounts: test/containers/image-tree.test.ts. */
describe('what podman does not tell', () => {
  const tree = (name: string) => treeOf(LAYER_CASES[name]?.layers ?? []);

  it('keeps names beyond the root inside, as containerd does', () => {
    expect(at(tree('names with .. beyond the root'), '/outside')).toMatchObject({ type: 'file' });
  });

  it('keeps owner and mode of a directory that a layer does not write down again, as containerd does', () => {
    const root = tree('a directory below that nobody wrote down again');
    expect(at(root, '/a')).toMatchObject({ mode: 0o750, uid: 1000, gid: 50, layer: 0 });
    expect(at(root, '/a/b/three')).toMatchObject({ layer: 1 });
  });

  it('is the specification where overlayfs refuses a layer: what is removed is gone, what is made is there', () => {
    for (const name of [
      'removed, and something in it in the same layer',
      'made, and then removed, in one layer',
    ]) {
      const root = tree(name);
      expect(at(root, '/a/new'), name).toMatchObject({ type: 'file', layer: 1 });
      expect(at(root, '/a/b'), name).toBe('ENOENT');
    }
  });

  it.each([
    ['an entry twice, the last counts', '/plain', { type: 'file', mode: 0o600, size: 6 }],
    ['a directory twice', '/a', { type: 'directory', mode: 0o700 }],
    ['a directory twice', '/a/b/one', { type: 'file' }],
    ['a file and then a directory of one name', '/plain/x', { type: 'file' }],
    ['a directory and then a file of one name', '/a', { type: 'file' }],
  ])('%s: %s', (name, path, expected) => expect(at(tree(name), path)).toMatchObject(expected));
});

describe('who wrote it', () => {
  const BASE: readonly EntrySpec[] = [
    { name: 'a/' },
    { name: 'a/x', content: 'x' },
    { name: 'y', content: 'y' },
  ];
  const goneFrom = (root: DirectoryNode, path: string) => {
    const directory = at(root, path);
    return typeof directory === 'object' && directory.type === 'directory'
      ? Object.fromEntries(directory.gone)
      : null;
  };

  it('is the last layer that has it', () => {
    const root = treeOf([BASE, [{ name: 'y', content: 'again' }], [{ name: 'z', content: '' }]]);
    expect(at(root, '/y')).toMatchObject({ layer: 1 });
    expect(at(root, '/a/x')).toMatchObject({ layer: 0 });
  });

  it('is written down of what a layer took away', () => {
    expect(goneFrom(treeOf([BASE, [], [{ name: '.wh.y' }]]), '/')).toEqual({ y: 2 });
    expect(goneFrom(treeOf([BASE, [{ name: 'a/.wh..wh..opq' }]]), '/a')).toEqual({ x: 1 });
  });

  it('is forgotten when it is there again', () => {
    expect(goneFrom(treeOf([BASE, [{ name: '.wh.y' }], [{ name: 'y', content: '' }]]), '/')).toEqual({});
  });

  it('is nobody where there was nothing to take away', () => {
    expect(goneFrom(treeOf([BASE, [{ name: '.wh.none' }]]), '/')).toEqual({});
  });
});

describe('hard links', () => {
  const BASE: readonly EntrySpec[] = [{ name: 'one', content: '1', uid: 5 }];

  it('lead to a file of a lower layer too', () => {
    const root = treeOf([BASE, [{ name: 'two', type: '1', link: 'one' }]]);
    expect(at(root, '/two')).toBe(at(root, '/one'));
  });

  it.each<[string, readonly EntrySpec[], string]>([
    [
      'to nothing',
      [{ name: 'two', type: '1', link: 'none' }],
      'which is no file of this layer or a lower one',
    ],
    [
      'to a directory',
      [{ name: 'd/' }, { name: 'two', type: '1', link: 'd' }],
      'is a hard link to a directory',
    ],
    [
      'in a circle',
      [
        { name: 'x', type: '1', link: 'y' },
        { name: 'y', type: '1', link: 'x' },
      ],
      'which is no file of this layer or a lower one',
    ],
    ['to what comes later', [{ name: 'x', type: '1', link: 'y' }, { name: 'y' }], 'which is no file'],
  ])('%s: no runtime unpacks it', (_, entries, message) => {
    expect(() => treeOf([BASE, entries])).toThrow(message);
  });
});

describe('extended attributes', () => {
  const attribute = (name: string, value: Buffer): EntrySpec => ({
    name: 'x',
    pax: { [`SCHILY.xattr.${name}`]: value },
  });

  it('are bytes and no text', () => {
    const value = Buffer.from('0100000200040000000a3d0000000000', 'hex');
    expect(at(treeOf([[attribute('security.capability', value)]]), '/x')).toMatchObject({
      capability: value,
    });
  });

  it('hold access lists', () => {
    const list = [
      [1, 6, 0xffffffff],
      [2, 5, 12345],
      [4, 4, 0xffffffff],
      [16, 7, 0xffffffff],
      [32, 0, 0xffffffff],
    ].map(([tag = 0, bits = 0, id = 0]) => {
      const entry = Buffer.alloc(8);
      entry.writeUInt16LE(tag, 0);
      entry.writeUInt16LE(bits, 2);
      entry.writeUInt32LE(id, 4);
      return entry;
    });
    const value = Buffer.concat([Buffer.from([2, 0, 0, 0]), ...list]);
    expect(at(treeOf([[attribute('system.posix_acl_access', value)]]), '/x')).toMatchObject({
      acl: {
        ownerBits: 6,
        groupBits: 4,
        otherBits: 0,
        mask: 7,
        users: new Map([[12345, 5]]),
        groups: new Map(),
      },
    });
  });
});
