import type { Host } from '../../../target/host.ts';
import type { Selected } from '../../../target/pod/manifest/objects.ts';
import type { GivenVolumes } from '../../../target/pod/volumes/volume.ts';
import {
  type DirectoryNode,
  directoryNode,
  fileNode,
  linkNode,
  specialNode,
  type TreeNode,
} from '../../../target/tree/node.ts';
import { UsageError } from '../../options/usage-error.ts';
import { absolute } from '../environment-of.ts';

/** More of one directory are not read. */
const MAX_ENTRIES = 100_000;
/** What is larger is not read: nobody asks for its bytes. */
const MAX_FILE = 16 * 1024 * 1024;

/**
 * What `--volume NAME=DIR` says is in volumes that the manifest does not fill.
 *
 * @throws UsageError
 */
export function givenVolumes(words: readonly string[], volumes: readonly string[], host: Host): GivenVolumes {
  return new Map(
    words.map((word) => {
      const [, name, path] = /^([^=]+)=(.+)$/s.exec(word) ?? [];
      if (name === undefined || path === undefined)
        throw new UsageError(`--volume: ${JSON.stringify(word)} is not NAME=DIR`);
      if (!volumes.includes(name))
        throw new UsageError(
          `--volume: there is no volume ${JSON.stringify(name)}; there is ${volumes.join(', ') || 'none'}`,
        );
      const node = treeFrom(host, absolute(path, host), { left: MAX_ENTRIES });
      if (node === null) throw new UsageError(`--volume: ${JSON.stringify(path)} does not exist`);
      return [name, node];
    }),
  );
}

/** Names of the volumes of a pod. */
export function volumeNames({ workload }: Selected): readonly string[] {
  const claims =
    workload.kind === 'StatefulSet' ? workload.object.get('spec').get('volumeClaimTemplates').items() : [];
  return [
    ...workload.spec
      .get('volumes')
      .items()
      .map((volume) => volume.get('name').text() ?? ''),
    ...claims.map((claim) => claim.get('metadata').get('name').text() ?? ''),
  ];
}

/** A tree as it lies on this machine, with its modes and owners. */
export function treeFrom(host: Host, path: string, budget: { left: number }): TreeNode | null {
  const found = host.lstat(path);
  if (!found.ok) return null;
  const { type, mode, uid, gid, modifiedMs, size } = found.value;
  const given = { mode, uid, gid, modifiedMs };
  budget.left--;
  if (budget.left < 0) throw new UsageError(`--volume: more than ${MAX_ENTRIES} entries are not read`);
  switch (type) {
    case 'directory':
      return directoryFrom(host, path, given, budget);
    case 'symlink': {
      const link = host.readlink(path);
      return linkNode(link.ok ? link.value : '', given);
    }
    case 'file': {
      const bytes = size > MAX_FILE ? null : host.readFile(path);
      return bytes?.ok
        ? fileNode(bytes.value, given)
        : fileNode(Buffer.alloc(0), { ...given, size, unknown: { code: 'not-kept', data: {} } });
    }
    default:
      return specialNode(type, given);
  }
}

function directoryFrom(
  host: Host,
  path: string,
  given: Parameters<typeof directoryNode>[0],
  budget: { left: number },
): DirectoryNode {
  const names = host.readdir(path);
  const node = directoryNode(
    names.ok ? given : { ...given, open: { code: 'errno', data: { errno: names.error.code } } },
  );
  for (const name of names.ok ? names.value : []) {
    const child = treeFrom(host, `${path}/${name}`, budget);
    if (child !== null) node.children.set(name, child);
  }
  return node;
}
