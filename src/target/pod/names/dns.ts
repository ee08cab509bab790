import type { PodDns } from '../facts.ts';
import type { Field } from '../manifest/field.ts';
import type { Selected } from '../manifest/objects.ts';
import { namespaceOf } from '../model/pod-fields.ts';

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
    source: dnsSource(spec),
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

/** Whose servers dnsPolicy means; on the network of the node ClusterFirst is not meant, unless it is said so. */
export function dnsSource(spec: Field): PodDns['source'] {
  const policy = spec.get('dnsPolicy').text();
  if (policy === 'None') return 'none';
  if (policy === 'Default') return 'node';
  const isOnNode = spec.get('hostNetwork').flag() === true;
  return isOnNode && policy !== 'ClusterFirstWithHostNet' ? 'node' : 'cluster';
}
