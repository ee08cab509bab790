import type { Given, TreeNode } from '../../tree/node.ts';
import { directoryNode, fileNode, linkNode, specialNode } from '../../tree/node.ts';
import { ImageError } from '../image-error.ts';
import type { TarEntry } from '../tar/entry.ts';
import { parseAclAttribute } from './acl.ts';

const EMPTY = Buffer.alloc(0);

/**
 * What an entry is in the tree; its bytes are kept, or not, by who reads them.
 *
 * @param layer of the image, from 0 on
 * @param ordinal of the entry in its layer
 * @returns null where it is nothing
 * @throws ImageError
 */
export function nodeOf(entry: TarEntry, layer: number, ordinal: number): TreeNode | null {
  const { mode, uid, gid, modifiedMs, pax } = entry;
  const attribute = (name: string) => pax?.get(`SCHILY.xattr.${name}`);
  const capability = attribute('security.capability');
  const acl = attribute('system.posix_acl_access');
  const given: Given = {
    mode,
    uid,
    gid,
    modifiedMs,
    layer,
    capability: capability === undefined ? null : Buffer.from(capability),
    acl: acl === undefined ? null : parseAclAttribute(acl),
  };
  switch (entry.type) {
    case '0':
      return fileNode(EMPTY, { ...given, size: entry.size, entry: ordinal });
    case '2':
      return linkNode(entry.linkName, { ...given, mode: 0o777 });
    case '3':
      return specialNode('char-device', given, entry.device);
    case '4':
      return specialNode('block-device', given, entry.device);
    case '5':
      return directoryNode(given);
    case '6':
      return specialNode('fifo', given);
    // A global header: every runtime passes it over.
    case 'g':
      return null;
    default:
      throw new ImageError(
        `${entry.name} is of type ${JSON.stringify(entry.type)}, which no runtime unpacks`,
      );
  }
}
