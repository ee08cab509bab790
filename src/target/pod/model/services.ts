import { type Known, known, unknown } from '../../../core/known.ts';
import type { Line } from '../manifest/field.ts';
import type { Beside, Manifest } from '../manifest/objects.ts';

/** A variable that names a service. */
export interface ServiceVariable {
  readonly name: string;
  readonly value: Known<string>;
  /** Where the service is described; null of the API server's own. */
  readonly at: Line | null;
}

const OF_THE_CLUSTER = { code: 'cluster-chooses', data: { what: 'service-address' } } as const;

/**
 * What the kubelet tells a container of services (pkg/kubelet/envvars, FromServices): always of `kubernetes`, and
 * of those of the pod's namespace unless `enableServiceLinks` is false.
 */
export function serviceVariables(
  manifest: Manifest,
  namespace: string | null,
  links: boolean,
): readonly ServiceVariable[] {
  const services = links ? manifest.beside.filter((one) => isOf(one, namespace)) : [];
  return [...variablesOf(KUBERNETES, null), ...services.flatMap(inManifest)];
}

function isOf({ kind, name, namespace: own }: Beside, namespace: string | null): boolean {
  if (kind !== 'Service' || name === 'kubernetes') return false;
  return own === null || namespace === null || own === namespace;
}

/** Whether a name has the form of a variable of a service that the input need not hold. */
export function mayBeOfService(name: string): boolean {
  if (!/^[A-Z][A-Z0-9_]*$/.test(name)) return false;
  const parts = ['_SERVICE_HOST', '_SERVICE_PORT', '_PORT'];
  return parts.some((part) => name.indexOf(part) > 0 && (name.endsWith(part) || name.includes(`${part}_`)));
}

interface Port {
  readonly name: string | null;
  readonly number: number;
  readonly protocol: string;
}

interface Service {
  readonly name: string;
  /** Null where nobody can know it. */
  readonly address: string | null;
  readonly ports: readonly Port[];
}

const KUBERNETES: Service = {
  name: 'kubernetes',
  address: null,
  ports: [{ name: 'https', number: 443, protocol: 'TCP' }],
};

function inManifest({ name, object }: Beside): readonly ServiceVariable[] {
  const spec = object.get('spec');
  const address = spec.get('clusterIP').text();
  // Without an address of its own there are no variables of it.
  if (address === 'None' || spec.get('type').text() === 'ExternalName') return [];
  const ports = spec
    .get('ports')
    .items()
    .map((port) => ({
      name: port.get('name').text(),
      number: port.get('port').whole() ?? 0,
      protocol: port.get('protocol').text() ?? 'TCP',
    }));
  return ports.length === 0
    ? []
    : variablesOf({ name, address: address === '' ? null : address, ports }, object.get('metadata').line);
}

function variablesOf({ name, address, ports }: Service, at: Line | null): readonly ServiceVariable[] {
  const upper = (text: string) => text.replaceAll('-', '_').toUpperCase();
  const prefix = upper(name);
  const ip: Known<string> = address === null ? unknown(OF_THE_CLUSTER) : known(address);
  const url = ({ number, protocol }: Port): Known<string> => {
    if (!ip.known) return ip;
    const host = ip.value.includes(':') ? `[${ip.value}]` : ip.value;
    return known(`${protocol.toLowerCase()}://${host}:${number}`);
  };
  const [first] = ports;
  const all: (readonly [string, Known<string>])[] = [
    [`${prefix}_SERVICE_HOST`, ip],
    ...(first === undefined ? [] : ([[`${prefix}_SERVICE_PORT`, known(String(first.number))]] as const)),
    ...ports.flatMap((port) =>
      port.name ? [[`${prefix}_SERVICE_PORT_${upper(port.name)}`, known(String(port.number))] as const] : [],
    ),
    ...(first === undefined ? [] : ([[`${prefix}_PORT`, url(first)]] as const)),
    ...ports.flatMap((port) => {
      const start = `${prefix}_PORT_${port.number}_${port.protocol.toUpperCase()}`;
      return [
        [start, url(port)],
        [`${start}_PROTO`, known(port.protocol.toLowerCase())],
        [`${start}_PORT`, known(String(port.number))],
        [`${start}_ADDR`, ip],
      ] as const;
    }),
  ];
  return all.map(([variable, value]) => ({ name: variable, value, at }));
}
