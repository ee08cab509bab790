import type { Ignorance } from '../../core/reason.ts';
import type { AclEntries, FileType } from '../file.ts';
import type { FileCapabilities } from '../posix/capabilities/file-capabilities.ts';
import type { DeviceNumbers } from '../posix/devices.ts';

/* A file tree that is held in memory: of an image that is not running, or of a volume that nobody has made yet. */

/** Asks what is not read before; undefined: nobody can tell. */
export type AskedCapability = () => FileCapabilities | null | undefined;

interface Common {
  /** Permission bits with set-uid, set-gid and sticky. */
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  /** When the content was changed, milliseconds since 1970. */
  readonly modifiedMs: number;
  /** Two names with the same number are one file. */
  readonly ino: number;
  /** The layer of an image that last wrote it, from 0 on; null where no layer did. */
  readonly layer: number | null;
  /** Its access list, where it has one. */
  readonly acl: AclEntries | null;
  /** The value of `security.capability` (capabilities(7)), where it has one; or who is asked for it. */
  readonly capability: Buffer | AskedCapability | null;
}

export interface DirectoryNode extends Common {
  readonly type: 'directory';
  readonly children: Map<string, TreeNode>;
  /** Names that were here in a lower layer, and the layer that took each away. */
  readonly gone: Map<string, number>;
  /** Why nobody can know the directory, nor what is in it but for what is mounted there; null where it is known. */
  readonly unknown: Ignorance | null;
  /** Why there may be more in it than is known; null where that is all. */
  readonly open: Ignorance | null;
}

export interface FileNode extends Common {
  readonly type: 'file';
  /** Bytes. */
  readonly size: number;
  /** Its first bytes, as many as are held: all of them where there are `size`. */
  kept: Buffer;
  /** Others of its bytes that are held: of a file that is too large for all that is before them to be. */
  pieces: readonly Piece[];
  /** Those that were asked for and are not held. */
  asked: readonly Range[];
  /** Why nobody can know its bytes; null where they can be had. */
  readonly unknown: Ignorance | null;
  /** Its lines where not all of them are known: null for each that is not. */
  readonly lines?: readonly (string | null)[];
  /** Which entry of its layer it is, from 0 on; null where it is of no layer. */
  readonly entry: number | null;
  /** What was found in a large program while it was passed over; null where nobody looked. */
  found: Found | null;
  /** Null where nobody asked for it, or all of its bytes are held. */
  digest: Digest | null;
}

/** Of all bytes of a file, of which nobody holds more than a few. */
export interface Digest {
  /** Hex; null until the file is read for it. */
  sha256: string | null;
}

/** Bytes of a file: where they begin, and how many. */
export interface Range {
  readonly from: number;
  readonly bytes: number;
}

export interface Piece {
  readonly from: number;
  readonly content: Buffer;
}

/** What a program that embeds a Node tells. */
export interface Found {
  /** Such as `v24.21.0`. */
  readonly nodeVersion: string | null;
  /** Its root certificates, PEM. */
  readonly nodeRoots: readonly string[] | null;
}

export interface LinkNode extends Common {
  readonly type: 'symlink';
  /** Where it leads, as it says. */
  readonly target: string;
}

export interface SpecialNode extends Common {
  readonly type: Exclude<FileType, 'directory' | 'file' | 'symlink'>;
  /** Of a device that an image holds; null of any other: what a runtime makes it gives. */
  readonly device: DeviceNumbers | null;
}

export type TreeNode = DirectoryNode | FileNode | LinkNode | SpecialNode;

const NOTHING_HELD: Pick<FileNode, 'pieces' | 'asked'> = { pieces: [], asked: [] };

/** What of a node has a usual value. */
export type Given = Partial<Omit<Common, 'ino'>>;

let inodes = 0;

function common(mode: number, given: Given) {
  inodes++;
  const { uid = 0, gid = 0, modifiedMs = 0, layer = null, acl = null, capability = null } = given;
  // One shape of object for all: there may be hundreds of thousands.
  return { mode: given.mode ?? mode, uid, gid, modifiedMs, ino: inodes, layer, acl, capability };
}

/** Mode 0755 and owner root, unless said otherwise. */
export function directoryNode(
  given: Given & { readonly unknown?: Ignorance; readonly open?: Ignorance } = {},
): DirectoryNode {
  const { unknown = null, open = null } = given;
  const own = { children: new Map<string, TreeNode>(), gone: new Map<string, number>(), unknown, open };
  return { type: 'directory', ...common(0o755, given), ...own };
}

/** Mode 0644 and owner root, unless said otherwise; `size` where not all of its bytes are held. */
export function fileNode(
  kept: Buffer,
  given: Given & {
    readonly size?: number;
    readonly unknown?: Ignorance;
    readonly entry?: number;
    readonly lines?: FileNode['lines'];
  } = {},
): FileNode {
  const { size = kept.length, unknown = null, entry = null } = given;
  const { pieces, asked } = NOTHING_HELD;
  const more = { size, kept, pieces, asked, unknown, entry, found: null, digest: null };
  const node = { type: 'file', ...common(0o644, given), ...more } as const;
  return given.lines === undefined ? node : { ...node, lines: given.lines };
}

export function linkNode(target: string, given: Given = {}): LinkNode {
  return { type: 'symlink', ...common(0o777, given), target };
}

export function specialNode(
  type: SpecialNode['type'],
  given: Given = {},
  device: DeviceNumbers | null = null,
): SpecialNode {
  return { type, ...common(0o644, given), device };
}

/** All of its bytes, or as many as are wanted of them; null where these are not held. */
export function bytesOf({ kept, size }: FileNode, wanted = size): Buffer | null {
  const enough = Math.min(wanted, size);
  return kept.length < enough ? null : kept.subarray(0, enough);
}

/** Its bytes from an offset on, fewer where it ends before; null where these are not held. */
export function partOfFile(file: FileNode, { from, bytes }: Range): Buffer | null {
  const end = Math.min(from + bytes, file.size);
  const first = bytesOf(file, end);
  if (first !== null) return first.subarray(from);
  const piece = file.pieces.find((one) => one.from <= from && end <= one.from + one.content.length);
  return piece === undefined ? null : piece.content.subarray(from - piece.from, end - piece.from);
}
