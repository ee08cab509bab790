import type { Known } from '../../../core/known.ts';
import { unknownDirectory } from '../../tree/graft.ts';
import type { GivenToPod } from '../given.ts';
import type { Field } from '../manifest/field.ts';
import type { Manifest, Selected } from '../manifest/objects.ts';
import { expandField, type Mapping } from '../model/expand.ts';
import { containerSecurity } from '../model/security.ts';
import type { Doubt, Trouble } from '../model/trouble.ts';
import { resolvConf } from '../names/resolv-conf.ts';
import { hostName } from '../process-environment.ts';
import { type Asked, absolute } from './asked.ts';
import { kubeletMounts, tokenMount } from './kubelet-mounts.ts';
import { imageMounts, runtimeMounts, terminal } from './runtime-mounts.ts';
import { partOf } from './sub-path.ts';
import { type Volume, volumeOf } from './volume.ts';
import { writtenFile } from './written.ts';

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
  const places = new Set(all.map(({ path }) => path));
  const more = [
    ...runtimeMounts(readOnlyRoot, selected.workload.spec.get('hostIPC').flag() ?? false, {
      '/etc/hostname': writtenFile([hostName(selected)]),
      '/etc/resolv.conf': writtenFile(resolvConf(manifest, selected, given.nodeResolvConf)),
    }),
    ...imageMounts(imageVolumes),
  ].filter(({ path }) => !places.has(path));
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
  const path = expandField(expression, (name) => {
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
