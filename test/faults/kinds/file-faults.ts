import { createHash } from 'node:crypto';
import { directory, file, link, type Node, special, type Tree } from '../../support/memory/tree.ts';

/** Something that is wrong with a file, made for real. */
export interface FileFault {
  /** What the table calls it: the errno, or what stands in the file's place. */
  readonly name: string;
  /** What stands in the file's place; null removes it. The file's own content is handed in. */
  readonly node?: (own: Buffer) => Node | null;
  /** Lines of shell for one path ($F) in the machine's mount namespace. */
  readonly shell?: string;
  /** Somebody writes all the time. */
  readonly restless?: true;
  /** Read as a user whom the mode keeps out. */
  readonly asNobody?: true;
}

/** Target of a link that leads to the link itself. */
const SELF = '.self';
const MIB = 1024 * 1024;

export const FILE_FAULTS: readonly FileFault[] = [
  { name: 'missing (ENOENT)', node: () => null },
  { name: 'a dangling link', node: () => link('/nowhere/at/all') },
  { name: 'below a file (ENOTDIR)', node: () => link('/etc/passwd/x') },
  { name: 'mode 0000 for another user (EACCES)', node: (own) => file(own, { mode: 0 }), asNobody: true },
  // Reading /proc/PID/mem at 0, where nothing is mapped, is EIO; opening it is allowed.
  { name: 'unreadable disk (EIO)', shell: 'mount --bind $M/../seen/1/mem $F' },
  { name: 'a link to itself (ELOOP)', node: () => link(SELF) },
  { name: 'a name of 300 characters (ENAMETOOLONG)', node: () => link('x'.repeat(300)) },
  { name: 'a FIFO that nobody writes', node: () => special('fifo') },
  { name: 'a character device, /dev/zero', shell: 'rm -f $F; mknod $F c 1 5' },
  { name: 'a block device', shell: 'rm -f $F; mknod $F b 7 200' },
  { name: 'a directory', node: () => directory() },
  // A regular file that claims 0 bytes and has 128 TiB to read.
  { name: 'endless, of size 0', shell: 'mount --bind $M/../seen/1/pagemap $F' },
  { name: 'sparse, 1 GiB', shell: 'truncate -s 1G $F' },
  { name: 'empty', node: () => file('') },
  { name: 'binary garbage', node: () => file(garbage(64 * 1024)) },
  { name: 'no UTF-8', node: (own) => file(Buffer.concat([Buffer.from([0xff, 0xfe, 0xc3, 0x28]), own])) },
  { name: 'NUL bytes', node: () => file(Buffer.alloc(MIB)) },
  {
    name: 'replaced while it is read',
    shell: 'cp -p $F $F.a; (while :; do cp -p $F.a $F.b; mv $F.b $F; done) & FAULT="$FAULT $!"',
    restless: true,
  },
  {
    name: 'truncated while it is read',
    shell: 'cp -p $F $F.a; (while :; do : > $F; cat $F.a > $F; done) & FAULT="$FAULT $!"',
    restless: true,
  },
];

/** The same bytes on every run, and no pattern in them. */
export function garbage(length: number): Buffer {
  const blocks: Buffer[] = [];
  for (let i = 0; i * 64 < length; i++) blocks.push(createHash('sha512').update(String(i)).digest());
  return Buffer.concat(blocks).subarray(0, length);
}

/** What the fault makes of some of a machine's files. */
export function strike(
  { node, shell }: FileFault,
  files: Tree,
): { readonly tree: Tree; readonly setup: readonly string[] } {
  const tree = Object.entries(files).map(([path, entry]) => [path, node ? struck(node, path, entry) : entry]);
  const setup = shell === undefined ? [] : Object.keys(files).flatMap((path) => [`F=$M${path}`, shell]);
  return { tree: Object.fromEntries(tree), setup };
}

type Replace = (own: Buffer) => Node | null;

function struck(replace: Replace, path: string, entry: Tree[string]): Node | null {
  const own = typeof entry === 'string' ? file(entry) : entry;
  if (own?.type !== 'file') throw new Error(`only files are struck, not ${path}`);
  const made = replace(own.content);
  if (made?.type === 'symlink' && made.target === SELF) return link(path);
  // What stands in the place of a program may be executed as far as its mode goes.
  return made?.type === 'file' && made.mode !== 0 ? { ...made, mode: own.mode } : made;
}
