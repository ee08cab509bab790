import type { Field } from '../../manifest/field.ts';
import type { Workload } from '../../manifest/objects.ts';
import { address, type Found, label, oneOf, seccomp, twice, within } from './checks.ts';

/** What stands beside the containers. */
export function ofPod({ spec }: Workload): Found {
  const security = spec.get('securityContext');
  const dns = spec.get('dnsConfig').get('nameservers').items();
  const shared = security.get('shareProcessNamespace').isThere ? security : spec;
  return [
    ...oneOf(spec.get('restartPolicy'), 'Always', 'OnFailure', 'Never'),
    ...oneOf(spec.get('dnsPolicy'), 'ClusterFirstWithHostNet', 'ClusterFirst', 'Default', 'None'),
    ...dns.flatMap(address),
    ...(dns.length > 3
      ? [
          [
            spec.get('dnsConfig').get('nameservers'),
            'Invalid value: must not have more than 3 nameservers',
          ] as const,
        ]
      : []),
    ...spec
      .get('hostAliases')
      .items()
      .flatMap((alias) => address(alias.get('ip'))),
    ...label(spec.get('hostname')),
    ...within(spec.get('activeDeadlineSeconds'), 1),
    ...within(security.get('fsGroup'), 0),
    ...security
      .get('supplementalGroups')
      .items()
      .flatMap((group) => within(group, 0)),
    ...(spec.get('hostPID').flag() === true && shared.get('shareProcessNamespace').flag() === true
      ? [
          [
            spec.get('shareProcessNamespace'),
            'Invalid value: true: it and HostPID cannot both be enabled',
          ] as const,
        ]
      : []),
    ...twice(
      security.get('sysctls').items(),
      (sysctl) => sysctl.get('name').text()?.replaceAll('/', '.') ?? null,
    ),
    ...twice(allContainersOf(spec), (one) => one.get('name').text()),
    ...seccomp(security),
  ];
}

function allContainersOf(spec: Field): readonly Field[] {
  return [...spec.get('containers').items(), ...spec.get('initContainers').items()];
}
