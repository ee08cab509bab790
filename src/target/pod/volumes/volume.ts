import type { Ignorance } from '../../../core/reason.ts';
import { unknownDirectory } from '../../tree/graft.ts';
import { type DirectoryNode, directoryNode, type TreeNode } from '../../tree/node.ts';
import type { Field, Line } from '../manifest/field.ts';
import type { Manifest, Selected } from '../manifest/objects.ts';
import { podSecurity } from '../model/security.ts';
import type { Doubt, Trouble } from '../model/trouble.ts';
import { nestedMountpoints } from './nested.ts';
import { ownedByGroup, payload } from './payload.ts';
import { DEFAULT_MODE, downwardSource, objectSource, projectedSource, type Source } from './sources.ts';

/** A volume of a pod, before anything runs in it. */
export interface Volume {
  readonly name: string;
  /** As the manifest calls it: `configMap`, `emptyDir`. */
  readonly type: string;
  readonly node: TreeNode;
  /** What it is, where that can be known: a mount fails where a file lies on a directory. */
  readonly is: 'directory' | 'file' | null;
  /** Mounted read-only whatever the mount says. */
  readonly readOnly: boolean;
  readonly at: Line;
  readonly troubles: readonly Trouble[];
  readonly doubts: readonly Doubt[];
}

/** What nobody can know from the manifest, given by the caller: a directory for a volume's name. */
export type GivenVolumes = ReadonlyMap<string, TreeNode>;

/** The volume of that name. */
export function volumeOf(manifest: Manifest, selected: Selected, mount: Field, given: GivenVolumes): Volume {
  const name = mount.get('name').text() ?? '';
  const { spec } = selected.workload;
  const field = named(spec.get('volumes')).get(name);
  if (field === undefined) {
    const claim = claimTemplate(selected, name);
    // The API server refuses such a pod.
    if (claim === null) return elsewhere(name, 'unknown', mount, given);
    return elsewhere(name, 'persistentVolumeClaim', claim, given);
  }
  return make(manifest, selected, field, name, given);
}

/** Each list once: every mount of a container asks for one of them. */
const lists = new WeakMap<object, ReadonlyMap<string | null, Field>>();

/** Volumes by name, of equal names the first. */
function named(list: Field): ReadonlyMap<string | null, Field> {
  const { value } = list;
  const known = typeof value === 'object' && value !== null ? lists.get(value) : undefined;
  if (known !== undefined) return known;
  const found = new Map(
    list
      .items()
      .map((one) => [one.get('name').text(), one] as const)
      .reverse(),
  );
  if (typeof value === 'object' && value !== null) lists.set(value, found);
  return found;
}

/** A StatefulSet gives each of its pods a claim of its own. */
function claimTemplate({ workload }: Selected, name: string): Field | null {
  if (workload.kind !== 'StatefulSet') return null;
  const templates = workload.object.get('spec').get('volumeClaimTemplates').items();
  return templates.find((one) => one.get('metadata').get('name').text() === name) ?? null;
}

function make(
  manifest: Manifest,
  selected: Selected,
  field: Field,
  name: string,
  given: GivenVolumes,
): Volume {
  const { workload } = selected;
  const type = typeOf(field);
  const of = field.get(type);
  const mode = () => of.get('defaultMode').whole() ?? DEFAULT_MODE;
  switch (type) {
    case 'configMap':
      // On the disk of the node, as an emptyDir is; the others lie in memory.
      return written(selected, field, 0o777, objectSource(manifest, workload, 'ConfigMap', of, mode()));
    case 'secret':
      return written(selected, field, 0o1777, objectSource(manifest, workload, 'Secret', of, mode()));
    case 'downwardAPI':
      return written(selected, field, 0o1777, downwardSource(selected, of, mode()));
    case 'projected':
      return written(selected, field, 0o1777, projectedSource(manifest, selected, of, mode()));
    case 'emptyDir':
      return emptyDir(selected, field, of.get('medium'));
    case 'hostPath':
      return hostPath(name, field, given);
    default:
      return elsewhere(name, type, field, given);
  }
}

/** The key beside the name; a volume without one is an emptyDir. */
function typeOf(field: Field): string {
  const type = field.entries().find(([key, value]) => key !== 'name' && value.isThere)?.[0];
  // `emptyDir:` with nothing behind it reads as null.
  return type ?? 'emptyDir';
}

function written(selected: Selected, field: Field, mode: number, source: Source): Volume {
  const name = field.get('name').text() ?? '';
  const made = payload(source.files, mode);
  for (const path of nestedMountpoints(name, selected.workload)) makeDirectories(made, path);
  const root: DirectoryNode = source.open === null ? made : { ...made, open: source.open };
  const at = field.line;
  return {
    name,
    type: typeOf(field),
    node: grouped(root, selected, true),
    is: 'directory',
    readOnly: true,
    at,
    troubles: source.troubles.map((trouble) => ({
      ...trouble,
      message: `MountVolume.SetUp failed for volume ${JSON.stringify(name)} : ${trouble.message}`,
      at,
    })),
    doubts: source.doubts.map((doubt) => ({ ...doubt, at })),
  };
}

function makeDirectories(root: DirectoryNode, path: string): void {
  let at = root;
  for (const name of path.split('/')) {
    const child = at.children.get(name);
    const next = child?.type === 'directory' ? child : directoryNode({ mode: 0o755 });
    if (child === undefined) at.children.set(name, next);
    at = next;
  }
}

function grouped(node: TreeNode, selected: Selected, readOnly: boolean): TreeNode {
  const gid = podSecurity(selected, 'fsGroup').whole();
  return gid === null ? node : ownedByGroup(node, gid, readOnly);
}

/** What the kubelet knows (emptydir, SetUpAt); the API server stores any other word, too. */
const MEDIA = /^(?:|Memory|HugePages.*)$/;

function emptyDir(selected: Selected, field: Field, medium: Field): Volume {
  const is = medium.text() ?? '';
  const inMemory = is === 'Memory';
  const name = field.get('name').text() ?? '';
  const before = sharedWith(selected, name, true);
  const beside = sharedWith(selected, name, false);
  const mode = inMemory ? 0o1777 : 0o777;
  const root =
    before !== null
      ? directoryNode({ mode, unknown: before })
      : directoryNode({ mode, ...(beside === null ? {} : { open: beside }) });
  return {
    name,
    type: 'emptyDir',
    node: grouped(root, selected, false),
    is: 'directory',
    readOnly: false,
    at: field.line,
    troubles: MEDIA.test(is)
      ? []
      : [
          {
            kind: 'volume',
            reason: 'FailedMount',
            message: `MountVolume.SetUp failed for volume ${JSON.stringify(name)} : unknown storage medium ${JSON.stringify(is)}`,
            at: medium.line,
          },
        ],
    doubts: [],
  };
}

/** Who else has the volume: those that run before this container, or those that run at the same time. */
function sharedWith({ workload, container }: Selected, volume: string, before: boolean): Ignorance | null {
  const inits = workload.spec.get('initContainers').items();
  const isThis = (one: Field) => String(one.path) === String(container.path);
  const own = inits.findIndex(isThis);
  const earlier = own < 0 ? inits : inits.slice(0, own);
  const others = own < 0 ? workload.spec.get('containers').items() : [];
  const writes = (one: Field) =>
    !isThis(one) &&
    one
      .get('volumeMounts')
      .items()
      .some((mount) => mount.get('name').text() === volume && mount.get('readOnly').flag() !== true);
  const found = (before ? earlier : others).find(writes);
  if (found === undefined) return null;
  return { code: 'volume-shared', data: { volume, container: found.get('name').text() ?? '' } };
}

/** What of a type of hostPath is a directory, and what a file. */
const KINDS: Readonly<Record<string, 'directory' | 'file'>> = {
  Directory: 'directory',
  DirectoryOrCreate: 'directory',
  File: 'file',
  FileOrCreate: 'file',
  Socket: 'file',
  CharDevice: 'file',
  BlockDevice: 'file',
};

/** The node decides what is there, and with a type whether the container starts. */
function hostPath(name: string, field: Field, given: GivenVolumes): Volume {
  const type = field.get('hostPath').get('type').text() ?? '';
  const at = field.line;
  const node = given.get(name);
  if (node !== undefined) return { ...elsewhere(name, 'hostPath', field, given), is: kindOf(node) };
  const why: Ignorance = { code: 'cluster-chooses', data: { what: 'node-files' } };
  return {
    name,
    type: 'hostPath',
    node: unknownDirectory(why),
    is: KINDS[type] ?? null,
    readOnly: false,
    at,
    troubles: [],
    doubts: type === '' ? [] : [{ why, at }],
  };
}

function kindOf({ type }: TreeNode): 'directory' | 'file' {
  return type === 'directory' ? 'directory' : 'file';
}

/** Types that are read-only whatever the mount says. */
const READ_ONLY = ['image'];

/** A claim, a share, a driver's volume, an image: somebody else fills it. */
function elsewhere(name: string, type: string, field: Field, given: GivenVolumes): Volume {
  const node = given.get(name);
  const at = field.line;
  const why: Ignorance = { code: 'volume-not-given', data: { volume: name, type } };
  const own = field.get(type);
  const says = own.isThere && typeof own.value === 'object' ? own.get('readOnly').flag() : null;
  return {
    name,
    type,
    node: node ?? unknownDirectory(why),
    is: node === undefined ? 'directory' : kindOf(node),
    readOnly: READ_ONLY.includes(type) || says === true,
    at,
    troubles: [],
    doubts: node === undefined ? [{ why, at }] : [],
  };
}
