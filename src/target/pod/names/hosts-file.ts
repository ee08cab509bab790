import { type Known, known, unknown } from '../../../core/known.ts';
import type { Ignorance } from '../../../core/reason.ts';
import type { Field } from '../manifest/field.ts';

/**
 * The lines of /etc/hosts (managedHostsFileContent, hostsEntriesFromHostAliases of pkg/kubelet/kubelet_pods.go). On the
 * network of the node the file of the node comes first.
 */
export function hostsFile(spec: Field): readonly Known<string>[] {
  const isOfNode = spec.get('hostNetwork').flag() === true;
  const begin = isOfNode ? [unknown<string>(NODE)] : [...MANAGED.map(known), unknown<string>(POD)];
  const aliases = spec
    .get('hostAliases')
    .items()
    .map((alias) => {
      const names = alias.get('hostnames').items();
      return [alias.get('ip').text() ?? '', ...names.map((name) => name.text() ?? '')].join('\t');
    });
  return aliases.length === 0
    ? begin
    : [...begin, ...['', '# Entries added by HostAliases.', ...aliases].map(known)];
}

const MANAGED = [
  '# Kubernetes-managed hosts file.',
  '127.0.0.1\tlocalhost',
  '::1\tlocalhost ip6-localhost ip6-loopback',
  'fe00::0\tip6-localnet',
  'fe00::0\tip6-mcastprefix',
  'fe00::1\tip6-allnodes',
  'fe00::2\tip6-allrouters',
];

const NODE: Ignorance = { code: 'cluster-chooses', data: { what: 'node-files' } };
const POD: Ignorance = { code: 'cluster-chooses', data: { what: 'pod-address' } };
