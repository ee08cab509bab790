import { treeOf } from '../../../src/target/tree/graft.ts';
import { type DirectoryNode, directoryNode, fileNode, type TreeNode } from '../../../src/target/tree/node.ts';
import { ZONEINFO } from '../runtimes/resolution.ts';
import { allNames } from './known-names.ts';
import { oldNames } from './names.ts';
import { ruleOf } from './rule-of.ts';

/** Names of /usr/share/zoneinfo that are no zone of the database, and that a runtime finds there all the same. */
const BESIDE = ['Factory', 'localtime', 'posixrules'];

/**
 * A tree with a file for every name of the database, old ones too, that keeps the time of the years to come: as in an
 * image that has all packages with zone data.
 */
export function wholeZoneinfo(): DirectoryNode {
  const zones = directoryNode();
  for (const name of [...allNames(), ...oldNames().keys(), ...BESIDE, 'UTC'])
    put(zones, name.split('/'), fileNode(zoneOf(ruleOf(name) ?? 'UTC0')));
  for (const variant of ['posix', 'right'])
    zones.children.set(variant, { ...zones, children: new Map(zones.children) });
  return treeOf({ [ZONEINFO]: zones });
}

function put(directory: DirectoryNode, [name = '', ...below]: readonly string[], node: TreeNode): void {
  if (below.length === 0) {
    directory.children.set(name, node);
    return;
  }
  const known = directory.children.get(name);
  const next = known?.type === 'directory' ? known : directoryNode();
  directory.children.set(name, next);
  put(next, below, node);
}

/** A file without transitions (RFC 9636), of which the TZ string in its footer says all. */
function zoneOf(rule: string): Buffer {
  const header = Buffer.alloc(44);
  header.write('TZif2');
  // One type, of four characters.
  header.writeUInt32BE(1, 36);
  header.writeUInt32BE(4, 40);
  const block = Buffer.concat([header, Buffer.from([0, 0, 0, 0, 0, 0]), Buffer.from('UTC\0')]);
  return Buffer.concat([block, block, Buffer.from(`\n${rule === '?' ? 'UTC0' : rule}\n`)]);
}
