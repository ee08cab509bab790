import type { PodPort, PortUse } from '../facts.ts';
import { runningTogether } from '../manifest/containers.ts';
import type { Field } from '../manifest/field.ts';
import type { Beside, Selected, Workload } from '../manifest/objects.ts';
import { firstFreePort } from './capabilities.ts';

const PROTOCOLS = { TCP: 'tcp', UDP: 'udp', SCTP: 'sctp' } as const;

type Protocol = PodPort['protocol'];

function protocolOf(field: Field): Protocol | undefined {
  return PROTOCOLS[(field.text() ?? 'TCP') as keyof typeof PROTOCOLS];
}

/** `ports` of a container. What has no number, or a protocol that there is none of, the API server refuses. */
function declaredPorts(container: Field): readonly PodPort[] {
  return container
    .get('ports')
    .items()
    .flatMap((item): readonly PodPort[] => {
      const port = item.get('containerPort').whole();
      const protocol = protocolOf(item.get('protocol'));
      if (port === null || protocol === undefined) return [];
      return [{ name: item.get('name').text(), port, protocol, at: item.line }];
    });
}

/**
 * Who is to reach which port of the pod, and whether it is declared: the probes and hooks of a container, whose names
 * the kubelet looks up in that container alone (probe.ResolveContainerPort), and the Services that select the pod, whose
 * names are those of any of its containers (podutil.FindPort).
 */
export function portUses({ container, workload }: Selected, beside: readonly Beside[]): readonly PortUse[] {
  const own = declaredPorts(container);
  // Those whose ports a Service finds.
  const all = runningTogether(workload).flatMap(declaredPorts);
  return [...probeUses(container, own, all), ...beside.flatMap((one) => serviceUses(one, workload, all))];
}

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];
const HOOKS = ['postStart', 'preStop'];
const WAYS = ['httpGet', 'tcpSocket', 'grpc'];

function probeUses(container: Field, own: readonly PodPort[], all: readonly PodPort[]): readonly PortUse[] {
  const probes = PROBES.map((by) => [by, container.get(by)] as const);
  const hooks = HOOKS.map((by) => [by, container.get('lifecycle').get(by)] as const);
  return [...probes, ...hooks].flatMap(([by, holder]) =>
    WAYS.map((way) => holder.get(way)).flatMap((way): readonly PortUse[] => {
      const port = way.get('port');
      // With a host it is not the pod that is asked.
      if (!port.isThere || (way.get('host').text() ?? '') !== '') return [];
      return [useOf({ by, kind: 'probe' }, port, 'tcp', own, all)];
    }),
  );
}

function serviceUses(
  { kind, name, namespace, object }: Beside,
  workload: Workload,
  all: readonly PodPort[],
): readonly PortUse[] {
  if (kind !== 'Service') return [];
  if (namespace !== null && workload.namespace !== null && namespace !== workload.namespace) return [];
  const selector = object.get('spec').get('selector').entries();
  const labels = workload.metadata.get('labels');
  if (selector.length === 0) return [];
  if (!selector.every(([key, value]) => labels.get(key).value === value.value)) return [];
  return object
    .get('spec')
    .get('ports')
    .items()
    .flatMap((item): readonly PortUse[] => {
      const target = item.get('targetPort');
      const port = target.isThere && target.value !== 0 && target.value !== '' ? target : item.get('port');
      const protocol = protocolOf(item.get('protocol'));
      if (!port.isThere || protocol === undefined) return [];
      return [useOf({ by: `Service ${name}`, kind: 'service' }, port, protocol, all, all)];
    });
}

/** @param named where a name is looked up @param all the ports that the pod says it has */
function useOf(
  who: Pick<PortUse, 'by' | 'kind'>,
  port: Field,
  protocol: Protocol,
  named: readonly PodPort[],
  all: readonly PodPort[],
): PortUse {
  const { value } = port;
  const isName = typeof value === 'string' && !/^\d+$/.test(value);
  const isDeclared = isName
    ? named.some((one) => one.name === value && one.protocol === protocol)
    : all.some((one) => one.port === Number(value) && one.protocol === protocol);
  const known = isName ? named.flatMap((one) => one.name ?? []) : all.map((one) => String(one.port));
  return {
    ...who,
    port: String(value),
    protocol,
    isName,
    isDeclared,
    known: [...new Set(known)],
    at: port.line,
  };
}

/** First port that everybody may bind, unless the pod or the runtime says another one. */
const PRIVILEGED_BELOW = 1024;

/**
 * Ports that a user other than root may not bind, where the runtime leaves net.ipv4.ip_unprivileged_port_start as the
 * kernel has it: containerd from 2.0 and docker set it to 0, CRI-O and older ones do not.
 */
export function lowPorts({ container, workload }: Selected, uid: number | null): readonly PodPort[] {
  if (uid === null || uid === 0) return [];
  const from = firstFreePort({ workload }) ?? PRIVILEGED_BELOW;
  const low = declaredPorts(container).filter(({ port }) => port < from);
  // Declared twice it is bound once: the API server warns of it.
  return [...new Map(low.map((one) => [`${one.protocol}/${one.port}`, one])).values()];
}
