import { type Known, known, unknown } from '../../core/known.ts';
import { DEFAULT_PATH } from '../system/default-path.ts';
import type { Line } from './manifest/field.ts';
import type { Selected } from './manifest/objects.ts';
import type { PodVariable } from './model/environment.ts';
import { namespaceOf, podName } from './model/pod-fields.ts';

/** A variable of the first process. */
export interface ProcessVariable {
  readonly name: string;
  readonly value: Known<string>;
  readonly from: 'pod' | 'image' | 'runtime' | 'option';
  /** The line of the manifest that sets it; null where none does. */
  readonly at: Line | null;
}

/**
 * The environment in the order in which containerd's CRI and runc build it: PATH, HOSTNAME, what the image sets, what
 * the kubelet sets, and HOME where it is missing or empty. What is set again keeps its place.
 *
 * @param over what the process gets in place of all that
 */
export function processEnvironment(
  selected: Selected,
  image: readonly (readonly [string, string])[],
  pod: readonly PodVariable[],
  home: Known<string>,
  over: ReadonlyMap<string, string> = new Map(),
): readonly ProcessVariable[] {
  const all = new Map<string, ProcessVariable>();
  const set = (name: string, value: Known<string>, from: ProcessVariable['from'], at: Line | null = null) =>
    all.set(name, { name, value, from, at });
  set('PATH', known(DEFAULT_PATH), 'runtime');
  if (selected.container.get('tty').flag() === true) set('TERM', known('xterm'), 'runtime');
  set('HOSTNAME', hostName(selected), 'runtime');
  for (const [name, value] of image) set(name, known(value), 'image');
  for (const { name, value, at } of pod) set(name, value, 'pod', at);
  const own = all.get('HOME');
  if (own === undefined || (own.value.known && own.value.value === '')) set('HOME', home, 'runtime');
  for (const [name, value] of over) set(name, known(value), 'option');
  return [...all.values()];
}

/** As the kubelet names the sandbox (GeneratePodHostNameAndDomain, SetHostnameAsFQDN); on the host's network it is the node's. */
export function hostName({ workload }: Selected): Known<string> {
  const { spec } = workload;
  if (spec.get('hostNetwork').flag() === true)
    return unknown({ code: 'cluster-chooses', data: { what: 'node' } });
  const override = spec.get('hostnameOverride').text();
  if (override !== null) return known(cut(override));
  const own = spec.get('hostname').text();
  const name = own === null || own === '' ? podName(workload) : known(own);
  if (!name.known) return name;
  const subdomain = spec.get('subdomain').text();
  const short = cut(name.value);
  return spec.get('setHostnameAsFQDN').flag() === true && subdomain
    ? known(`${short}.${subdomain}.${namespaceOf(workload)}.svc.${CLUSTER_DOMAIN}`)
    : known(short);
}

/** Unless the cluster was set up with another. */
const CLUSTER_DOMAIN = 'cluster.local';

/** As many characters as a host name may have. */
const MAX = 63;

function cut(name: string): string {
  if (name.length <= MAX) return name;
  let end = MAX;
  while (end > 0 && '-.'.includes(name[end - 1] ?? '')) end--;
  return name.slice(0, end);
}
