import type { Field } from '../../manifest/field.ts';
import type { Workload } from '../../manifest/objects.ts';
import { type Found, oneOf, twice, within } from './checks.ts';

/** Ports clash in a container by their names, in a pod by those of the node. */
export function ofPorts({ spec }: Workload, all: readonly Field[]): Found {
  const hostNetwork = spec.get('hostNetwork').flag() === true;
  const protocol = (port: Field) => port.get('protocol').text() ?? 'TCP';
  const own = all.flatMap((container): Found => {
    const ports = container.get('ports').items();
    const named = ports.map((port) => port.get('name')).filter((name) => name.isThere);
    return [
      ...ports.flatMap(
        (port): Found => [
          ...within(port.get('containerPort'), 1, 65535),
          ...within(port.get('hostPort'), 0, 65535),
          ...oneOf(port.get('protocol'), 'SCTP', 'TCP', 'UDP'),
          ...(hostNetwork &&
          port.get('hostPort').isThere &&
          port.get('hostPort').value !== port.get('containerPort').value
            ? [
                [
                  port.get('containerPort'),
                  'Invalid value: must match `hostPort` when `hostNetwork` is true',
                ] as const,
              ]
            : []),
        ],
      ),
      ...named.flatMap(
        (name): Found =>
          (name.text() ?? '').length > 15
            ? [[name, `Invalid value: ${JSON.stringify(name.value)}: must be no more than 15 characters`]]
            : [],
      ),
      ...twice(named, (name) => name.text()),
    ];
  });
  const running = spec
    .get('containers')
    .items()
    .flatMap((container) => container.get('ports').items());
  const taken = running.map((port) => port.get('hostPort')).filter((port) => (port.whole() ?? 0) > 0);
  return [
    ...own,
    ...twice(taken, (port) => {
      const of = running.find((one) => one.path.every((part, i) => part === port.path[i]));
      const holder = of ?? port;
      return `${protocol(holder)}/${of?.get('hostIP').text() ?? ''}/${port.value}`;
    }),
  ];
}
