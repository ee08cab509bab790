import { normalize } from 'node:path/posix';
import type { Known } from '../../../core/known.ts';
import type { Ignorance } from '../../../core/reason.ts';
import { unknownDirectory } from '../../tree/graft.ts';
import { directoryNode, type FileNode, fileNode, specialNode, type TreeNode } from '../../tree/node.ts';
import type { GivenToPod } from '../given.ts';
import type { Field, Line } from '../manifest/field.ts';
import type { Manifest, Selected } from '../manifest/objects.ts';
import { expand, type Mapping } from '../model/expand.ts';
import { hostsFile } from '../model/hosts-file.ts';
import { resolvConf } from '../model/resolv-conf.ts';
import { containerSecurity } from '../model/security.ts';
import type { Doubt, Trouble } from '../model/trouble.ts';
import { hostName } from '../process-environment.ts';
import { partOf } from './sub-path.ts';
import { type Volume, volumeOf } from './volume.ts';
import { writtenFile } from './written.ts';

/** A mount that is asked for, before it is made. */
export interface Asked {
  /** Absolute, as the manifest has it, without `.` and double slashes. */
  readonly path: string;
  /** Of the volume, as the manifest calls it; `kubelet` and `runtime` for what these write. */
  readonly type: string;
  /** Name of the volume; empty where there is none. */
  readonly source: string;
  /** The part of the volume. */
  readonly directory: string;
  readonly readOnly: boolean;
  /** What is mounted; null: what the image has there, copied. */
  readonly node: TreeNode | null;
  readonly is: 'directory' | 'file' | null;
  /** The line of the manifest that asks for it; null where nobody does. */
  readonly at: Line | null;
}

export interface AskedMounts {
  readonly mounts: readonly Asked[];
  readonly troubles: readonly Trouble[];
  readonly doubts: readonly Doubt[];
}

/**
 * All that is mounted into a container beside the kernel's own file systems: the pod's volumes, what the kubelet writes
 * (makeMounts, and kuberuntime for the termination message), what the runtime writes, and the volumes of the image; in
 * the order in which containerd's CRI mounts them: the shorter paths first, and else as they were asked for.
 *
 * @param imageVolumes `Volumes` of the image's config
 */
export function askedMounts(
  manifest: Manifest,
  selected: Selected,
  mapping: Mapping,
  given: Pick<GivenToPod, 'volumes' | 'nodeResolvConf'>,
  imageVolumes: readonly string[],
): AskedMounts {
  const { container } = selected;
  const volumes = new Map<string, Volume>();
  /** Each is made once, for all of its mounts. */
  const volume = (mount: Field): Volume => {
    const name = mount.get('name').text() ?? '';
    const made = volumes.get(name) ?? volumeOf(manifest, selected, mount, given.volumes);
    volumes.set(name, made);
    return made;
  };
  const own = container
    .get('volumeMounts')
    .items()
    .map((mount) => volumeMount(volume(mount), mount, mapping));
  const token = tokenMount(selected);
  const ofPod = [...own.flatMap(({ mount }) => mount ?? []), ...token];
  const troubles = [...new Set(own.flatMap((one) => one.troubles))];
  const all = [...ofPod, ...kubeletMounts(selected, ofPod)];
  const readOnlyRoot = containerSecurity(selected, 'readOnlyRootFilesystem').flag() ?? false;
  const isTerminal = container.get('tty').flag() ?? false;
  const more = [
    ...runtimeMounts(readOnlyRoot, selected.workload.spec.get('hostIPC').flag() ?? false, {
      '/etc/hostname': writtenFile([hostName(selected)]),
      '/etc/resolv.conf': writtenFile(resolvConf(manifest, selected, given.nodeResolvConf)),
    }),
    ...imageMounts(imageVolumes),
  ].filter(({ path }) => !all.some((mount) => mount.path === path));
  const depth = ({ path }: Asked) => path.split('/').length;
  return {
    // The sort of JavaScript keeps the order of equals, as the one of containerd does.
    mounts: [...[...all, ...more].sort((a, b) => depth(a) - depth(b)), ...(isTerminal ? [terminal()] : [])],
    troubles,
    doubts: [...new Set(own.flatMap((one) => one.doubts))],
  };
}

interface Made extends Omit<AskedMounts, 'mounts'> {
  readonly mount: Asked | null;
}

function volumeMount(volume: Volume, mount: Field, mapping: Mapping): Made {
  const { troubles, doubts, name, type } = volume;
  const part = partPath(mount, mapping);
  if ('reason' in part) return { mount: null, troubles: [...troubles, part], doubts };
  const readOnly = (mount.get('readOnly').flag() ?? false) || volume.readOnly;
  return {
    mount: {
      path: absolute(mount.get('mountPath').text() ?? ''),
      type,
      source: name,
      directory: part.known ? `/${part.value}` : '/',
      readOnly,
      ...mountedPart(volume, part),
      at: mount.line,
    },
    troubles,
    doubts,
  };
}

function mountedPart(volume: Volume, part: Known<string>): Pick<Asked, 'node' | 'is'> {
  if (!part.known) return { node: unknownDirectory(part.why), is: null };
  if (part.value === '' || volume.node.type !== 'directory') return { node: volume.node, is: volume.is };
  return partOf(volume.node, part.value);
}

function partPath(mount: Field, mapping: Mapping): Known<string> | Trouble {
  const expression = mount.get('subPathExpr');
  const text = expression.text();
  if (text === null) return { known: true, value: mount.get('subPath').text() ?? '' };
  let missing: string | null = null;
  const path = expand(text, (name) => {
    const value = mapping(name);
    if (value === undefined) missing ??= name;
    return value;
  });
  if (missing === null) return path;
  return {
    kind: 'variable',
    reason: 'CreateContainerConfigError',
    message: `missing value for ${missing}`,
    at: expression.line,
  };
}

function absolute(path: string): string {
  const clean = normalize(path.startsWith('/') ? path : `/${path}`);
  return clean.length > 1 && clean.endsWith('/') ? clean.slice(0, -1) : clean;
}

const OF_NODE: Ignorance = { code: 'cluster-chooses', data: { what: 'node-files' } };

const HOSTS = '/etc/hosts';
const TOKEN = '/var/run/secrets/kubernetes.io/serviceaccount';

/** What the admission of pods adds where nobody says otherwise: the token of the service account. */
function tokenMount({ workload, container }: Selected): readonly Asked[] {
  if (workload.spec.get('automountServiceAccountToken').flag() === false) return [];
  const has = container
    .get('volumeMounts')
    .items()
    .some((mount) => absolute(mount.get('mountPath').text() ?? '') === TOKEN);
  if (has) return [];
  return [
    {
      path: TOKEN,
      type: 'projected',
      source: 'kube-api-access',
      directory: '/',
      readOnly: true,
      node: unknownDirectory({ code: 'cluster-chooses', data: { what: 'token' } }),
      is: 'directory',
      at: null,
    },
  ];
}

function kubeletMounts({ container, workload }: Selected, others: readonly Asked[]): readonly Asked[] {
  const hosts: Asked = {
    path: HOSTS,
    type: 'kubelet',
    source: '',
    directory: '/',
    readOnly: false,
    node: writtenFile(hostsFile(workload.spec)),
    is: 'file',
    at: null,
  };
  const message = container.get('terminationMessagePath');
  const termination: Asked = {
    path: absolute(message.text() ?? '/dev/termination-log'),
    type: 'kubelet',
    source: '',
    directory: '/',
    readOnly: false,
    node: fileNode(Buffer.alloc(0), { mode: 0o666 }),
    is: 'file',
    at: message.isThere ? message.line : null,
  };
  return [...(others.some(({ path }) => path === HOSTS) ? [] : [hosts]), termination];
}

/** containerd's own (containerMounts): with a read-only root they are read-only too. */
function runtimeMounts(
  readOnly: boolean,
  ofNode: boolean,
  files: Readonly<Record<string, FileNode>>,
): readonly Asked[] {
  const written = Object.entries(files).map(
    ([path, node]): Asked => ({
      path,
      type: 'runtime',
      source: '',
      directory: '/',
      readOnly,
      node,
      is: 'file',
      at: null,
    }),
  );
  const shm: Asked = {
    path: '/dev/shm',
    type: 'tmpfs',
    source: 'shm',
    directory: '/',
    readOnly: false,
    node: directoryNode({ mode: 0o1777, ...(ofNode ? { open: OF_NODE } : {}) }),
    is: 'directory',
    at: null,
  };
  return [...written, shm];
}

/** runc mounts the terminal last. */
function terminal(): Asked {
  return {
    path: '/dev/console',
    type: 'devpts',
    source: 'devpts',
    directory: '/',
    readOnly: false,
    node: specialNode('char-device', { mode: 0o620, gid: 5 }),
    is: 'file',
    at: null,
  };
}

/** A volume that the image asks for: filled with what the image has there. */
function imageMounts(volumes: readonly string[]): readonly Asked[] {
  return volumes.map((path) => ({
    path: absolute(path),
    type: 'image-volume',
    source: '',
    directory: '/',
    readOnly: false,
    node: null,
    is: 'directory',
    at: null,
  }));
}
