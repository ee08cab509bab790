import type { PodPort } from '../facts.ts';
import type { Field } from '../manifest/field.ts';

const PROTOCOLS = { TCP: 'tcp', UDP: 'udp', SCTP: 'sctp' } as const;

/** `ports` of a container. What has no number, or a protocol that there is none of, the API server refuses. */
export function declaredPorts(container: Field): readonly PodPort[] {
  return container
    .get('ports')
    .items()
    .flatMap((item): readonly PodPort[] => {
      const port = item.get('containerPort').whole();
      const protocol = PROTOCOLS[(item.get('protocol').text() ?? 'TCP') as keyof typeof PROTOCOLS];
      if (port === null || protocol === undefined) return [];
      return [{ name: item.get('name').text(), port, protocol, at: item.line }];
    });
}
