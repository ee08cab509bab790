import type { EntrySpec } from './tar-writer.ts';

/** Layers, the lowest first, that runtimes unpack: each is a question about how layers lie over each other. */
export interface LayerCase {
  readonly layers: readonly (readonly EntrySpec[])[];
  /** Why podman is not asked. */
  readonly notPodman?: string;
}

const TWICE = 'podman takes no path twice, and containerd the last of them';
const REFUSED = 'podman refuses it, and so does containerd on overlayfs';

const dir = (name: string, more: Partial<EntrySpec> = {}): EntrySpec => ({ name: `${name}/`, ...more });
const file = (name: string, content: string | Buffer = name, more: Partial<EntrySpec> = {}): EntrySpec => ({
  name,
  content,
  ...more,
});
const link = (name: string, target: string, more: Partial<EntrySpec> = {}): EntrySpec => ({
  name,
  type: '2',
  link: target,
  ...more,
});
const hard = (name: string, target: string): EntrySpec => ({ name, type: '1', link: target });
const gone = (name: string): EntrySpec => {
  const at = name.lastIndexOf('/') + 1;
  return file(`${name.slice(0, at)}.wh.${name.slice(at)}`, '');
};
const opaque = (name: string): EntrySpec => file(`${name}/.wh..wh..opq`, '');

/** The directory of that name as {@link BASE} has it. */
const A = { mode: 0o750, uid: 1000, gid: 50 };
/** cap_net_bind_service, effective and permitted, version 2 (capabilities(7)). */
const CAPABLE = Buffer.from('0100000200040000000000000000000000000000', 'hex');
/** user::rw-, user:12345:r--, group::r--, mask::r--, other::--- (linux/posix_acl_xattr.h). */
const LISTED = Buffer.from(
  '0200000001000600ffffffff020004003930000004000400ffffffff10000400ffffffff20000000ffffffff',
  'hex',
);
/** One piece of three bytes at 4000. */
const SPARSE_MAP = Buffer.concat([Buffer.from('1\n4000\n3\n'), Buffer.alloc(503)]);

const BASE: readonly EntrySpec[] = [
  dir('etc'),
  file('etc/passwd', 'root:x:0:0:root:/root:/bin/sh\n'),
  dir('a', A),
  dir('a/b'),
  file('a/b/one'),
  file('a/b/two', 'two', { mode: 0o4755, uid: 7 }),
  dir('usr'),
  dir('usr/lib'),
  file('usr/lib/libc.so'),
  link('lib', 'usr/lib'),
  file('plain'),
];

export const LAYER_CASES: Readonly<Record<string, LayerCase>> = {
  'one layer': { layers: [BASE] },
  'a file that is removed': { layers: [BASE, [dir('a'), dir('a/b'), gone('a/b/one')]] },
  'a directory that is removed': { layers: [BASE, [gone('a')]] },
  'something removed that is not there': { layers: [BASE, [dir('etc'), gone('etc/none')]] },
  'removed, and made again in a third layer': {
    layers: [BASE, [gone('a')], [dir('a'), file('a/new')]],
  },
  'removed and made again in one layer': {
    layers: [BASE, [dir('a'), dir('a/b'), gone('a/b/one'), file('a/b/one', 'again')]],
  },
  'a directory that is removed and made again in one layer: overlayfs shows what was below': {
    layers: [BASE, [gone('a'), dir('a'), file('a/new')]],
  },
  'the same further down': { layers: [BASE, [dir('a'), gone('a/b'), dir('a/b'), file('a/b/new')]] },
  'a directory that is removed, a link in its place': { layers: [BASE, [gone('a'), link('a', 'usr')]] },
  'a directory that is removed, a file in its place': {
    layers: [BASE, [gone('a'), file('a', 'now a file')]],
  },
  'removed, and something in it in the same layer': {
    layers: [BASE, [gone('a'), file('a/new')]],
    notPodman: REFUSED,
  },
  'made, and then removed, in one layer': {
    layers: [BASE, [dir('a'), file('a/new'), gone('a')]],
    notPodman: REFUSED,
  },
  'a link that is removed': { layers: [BASE, [gone('lib')]] },
  'removed by way of a link of a lower layer: that is a directory now': {
    layers: [BASE, [gone('lib/libc.so')]],
  },
  'a file by way of a link of a lower layer: that is a directory now': { layers: [BASE, [file('lib/new')]] },
  'a whiteout inside of a name': { layers: [BASE, [dir('a', A), file('a/.wh.b/x')]] },
  'an opaque root, which overlayfs passes over': {
    layers: [BASE, [file('.wh..wh..opq', ''), file('only')]],
  },
  'an opaque directory': { layers: [BASE, [dir('a'), opaque('a'), file('a/new')]] },
  'an opaque directory, its mark behind its content': {
    layers: [BASE, [dir('a'), file('a/new'), dir('a/b'), file('a/b/three'), opaque('a')]],
  },
  'an opaque directory below one that is not': {
    layers: [BASE, [dir('a'), dir('a/b'), opaque('a/b'), file('a/b/three')]],
  },
  'an opaque directory that is new': { layers: [BASE, [dir('n'), opaque('n'), file('n/x')]] },
  'a directory with another owner and mode': {
    layers: [BASE, [dir('a', { mode: 0o1777, uid: 3, gid: 4 })]],
  },
  'a file over a directory': { layers: [BASE, [file('a', 'a file now')]] },
  'a directory over a file': { layers: [BASE, [dir('plain'), file('plain/x')]] },
  'a file over a directory and back': {
    layers: [BASE, [file('a', 'a file now')], [dir('a'), file('a/x')]],
  },
  'a directory over a link': { layers: [BASE, [dir('lib'), file('lib/x')]] },
  'a link over a directory': { layers: [BASE, [link('a', 'usr')]] },
  'a link over a directory, and below it in a third layer': {
    layers: [BASE, [link('a', 'usr')], [dir('a'), file('a/x')]],
  },
  'a link inside a layer as the way to an entry': {
    layers: [BASE, [dir('opt'), dir('opt/real'), link('opt/way', 'real'), file('opt/way/x')]],
  },
  'an absolute link as the way to an entry': {
    layers: [BASE, [dir('opt'), dir('opt/real'), link('opt/way', '/opt/real'), file('opt/way/x')]],
  },
  'hard links in one layer': { layers: [[...BASE, hard('hard', 'a/b/one'), hard('a/hard', 'hard')]] },
  'a hard link that is written over': {
    layers: [[...BASE, hard('hard', 'a/b/one')], [file('hard', 'another')]],
  },
  'a hard link whose first name is removed': {
    layers: [[...BASE, hard('hard', 'plain')], [gone('plain')]],
  },
  'hard links to a hard link, and by way of a link': {
    layers: [[...BASE, hard('one', 'lib'), hard('two', 'one'), hard('three', 'lib/libc.so')]],
  },
  'a hard link to a file of a lower layer': {
    layers: [BASE, [hard('hard', 'a/b/one')]],
    notPodman: REFUSED,
  },
  'a hard link to a link': { layers: [[...BASE, hard('hard', 'lib')]] },
  'an entry twice, the last counts': {
    layers: [[...BASE, file('plain', 'first'), file('plain', 'second', { mode: 0o600 })]],
    notPodman: TWICE,
  },
  'a directory twice': { layers: [[...BASE, dir('a', { mode: 0o700 }), file('a/late')]], notPodman: TWICE },
  'a file and then a directory of one name': {
    layers: [[...BASE, dir('plain'), file('plain/x')]],
    notPodman: TWICE,
  },
  'a directory and then a file of one name': {
    layers: [[...BASE, file('a', 'now a file')]],
    notPodman: TWICE,
  },
  'names that begin with ./': { layers: [BASE, [dir('./a'), file('./a/dot'), file('./top')]] },
  'names that begin with /': { layers: [BASE, [dir('/a'), file('/a/slash')]] },
  'names with . and empty parts': { layers: [BASE, [dir('a'), file('a/./b//x')]] },
  'names with .. inside': { layers: [BASE, [dir('a'), dir('a/b'), file('a/b/../up')]] },
  'names with .. beyond the root': {
    layers: [BASE, [file('../../outside')]],
    notPodman: 'podman refuses them, containerd keeps them inside',
  },
  'the root itself': { layers: [[dir('.', { mode: 0o700 }), ...BASE]] },
  'long names, extended headers': {
    layers: [[...BASE, file(`a/${'long'.repeat(50)}`), link('short', `/${'far/'.repeat(50)}`)]],
  },
  "long names, GNU's headers": {
    layers: [
      [
        ...BASE,
        file(`a/${'long'.repeat(50)}`, 'x', { gnuName: true }),
        link('short', `/${'far/'.repeat(50)}`, { gnuName: true }),
      ],
    ],
  },
  'names that are not ASCII': {
    layers: [[...BASE, file('a/größe'), file('a/größe 2', '', { pax: { path: 'a/größe 3' } })]],
  },
  'an extended header with a size': {
    layers: [[...BASE, file('a/sized', 'twelve bytes', { pax: { size: '12' } })]],
  },
  'numbers as bytes': {
    layers: [[...BASE, file('a/big', 'x', { base256: true, uid: 3_000_000, gid: 2_500_000 })]],
  },
  'large ids in an extended header': {
    layers: [
      [...BASE, file('a/big', 'x', { pax: { uid: '3000000', gid: '2500000', mtime: '1500000000.25' } })],
    ],
  },
  'a global extended header': {
    layers: [
      [
        {
          name: 'pax_global_header',
          type: 'g',
          content: '52 comment=0123456789012345678901234567890123456789\n',
        },
        ...BASE,
      ],
    ],
  },
  'names as long as they may be': { layers: [[...BASE, file(`a/${'n'.repeat(255)}`)]] },
  'a file whose name ends in a slash': {
    layers: [[...BASE, { name: 'slash/', type: '0', content: '' }]],
  },
  'a file of the oldest kind': { layers: [[...BASE, { name: 'old', type: '\0', content: 'x' }]] },
  'all bits of modes': {
    layers: [
      [
        ...BASE,
        dir('closed', { mode: 0 }),
        file('closed/x'),
        dir('open', { mode: 0o7777 }),
        file('open/x', 'x', { mode: 0o6755, uid: 5, gid: 6 }),
      ],
    ],
  },
  'a capability, an access list, an attribute': {
    layers: [
      [
        ...BASE,
        file('capable', 'x', { mode: 0o755, pax: { 'SCHILY.xattr.security.capability': CAPABLE } }),
        file('listed', 'x', { mode: 0o640, pax: { 'SCHILY.xattr.system.posix_acl_access': LISTED } }),
        file('own', 'x', { pax: { 'SCHILY.xattr.user.note': 'x' } }),
      ],
    ],
  },
  'a capability that is lost as the file is written again': {
    layers: [
      [...BASE, file('capable', 'x', { mode: 0o755, pax: { 'SCHILY.xattr.security.capability': CAPABLE } })],
      [file('capable', 'y', { mode: 0o755 })],
    ],
  },
  'a sparse file, version 0.1': {
    layers: [
      [
        ...BASE,
        file('etc/sparse', 'abc', {
          pax: {
            'GNU.sparse.size': '5000',
            'GNU.sparse.numblocks': '1',
            'GNU.sparse.map': '4000,3',
            'GNU.sparse.name': 'etc/sparse',
          },
        }),
      ],
    ],
  },
  'a sparse file, version 1.0': {
    layers: [
      [
        ...BASE,
        file('etc/GNUSparseFile.0/sparse', Buffer.concat([SPARSE_MAP, Buffer.from('abc')]), {
          pax: {
            'GNU.sparse.major': '1',
            'GNU.sparse.minor': '0',
            'GNU.sparse.name': 'etc/sparse',
            'GNU.sparse.realsize': '5000',
          },
        }),
      ],
    ],
  },
  'a time before 1970': { layers: [[...BASE, file('early', 'x', { mtime: -5, base256: true })]] },
  'devices and FIFOs': {
    layers: [
      [
        ...BASE,
        { name: 'a/fifo', type: '6' },
        { name: 'a/null', type: '3', major: 1, minor: 3, mode: 0o666 },
        { name: 'a/disk', type: '4', major: 8, minor: 1 },
      ],
    ],
  },
  'a device of the numbers 0 and 0': { layers: [BASE, [dir('a'), { name: 'a/b', type: '3' }]] },
  "what is AUFS's own": {
    layers: [[...BASE, dir('.wh..wh.plnk'), file('.wh..wh.aufs', ''), file('.wh..wh.plnk/1.2', 'x')]],
  },
  'directories that nobody wrote down': {
    layers: [BASE, [file('new/deep/er/x')]],
  },
  'a directory below that nobody wrote down again': {
    layers: [BASE, [file('a/b/three')]],
    notPodman: 'podman gives it mode 0755 and root, containerd keeps what it had',
  },
  'an empty layer': { layers: [BASE, [], [file('top')]] },
  'ten layers': {
    layers: [BASE, ...Array.from({ length: 9 }, (_, i) => [dir('n'), file(`n/${i}`), file('n/all', `${i}`)])],
  },
};
