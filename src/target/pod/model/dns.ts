import type { PodDns } from '../facts.ts';
import type { Selected } from '../manifest/objects.ts';
import { namespaceOf } from './pod-fields.ts';

/** How the kubelet will make resolv.conf (pkg/kubelet/network/dns, GetPodDNS). */
export function podDns({ workload }: Selected): PodDns {
  const { spec } = workload;
  const config = spec.get('dnsConfig');
  const texts = (name: string) =>
    config
      .get(name)
      .items()
      .map((item) => item.text() ?? '');
  return {
    source: sourceOf(spec.get('dnsPolicy').text(), spec.get('hostNetwork').value === true),
    isSaid: spec.get('dnsPolicy').isThere || config.isThere,
    namespace: namespaceOf(workload),
    nameservers: texts('nameservers'),
    searches: texts('searches'),
    options: config
      .get('options')
      .items()
      .map((item) => ({ name: item.get('name').text() ?? '', value: item.get('value').text() })),
    at: (config.isThere ? config : spec.get('dnsPolicy')).line,
  };
}

/** On the network of the node ClusterFirst is not meant, unless it is said so. */
function sourceOf(policy: string | null, hostNetwork: boolean): PodDns['source'] {
  if (policy === 'None') return 'none';
  if (policy === 'Default') return 'node';
  return hostNetwork && policy !== 'ClusterFirstWithHostNet' ? 'node' : 'cluster';
}
