import type { Field } from '../../manifest/field.ts';
import type { Workload } from '../../manifest/objects.ts';
import { type Found, label, oneOf, oneThere, seccomp, within } from './checks.ts';
import { ofResources } from './resources.ts';

const ACTIONS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];
const TIMES = [
  'timeoutSeconds',
  'periodSeconds',
  'initialDelaySeconds',
  'successThreshold',
  'failureThreshold',
];

export function ofContainer(container: Field): Found {
  const security = container.get('securityContext');
  const lifecycle = container.get('lifecycle');
  const image = container.get('image');
  const isBlank = image.isThere && (image.text() ?? '').trim() !== image.text();
  return [
    ...label(container.get('name')),
    ...oneOf(container.get('imagePullPolicy'), 'Always', 'IfNotPresent', 'Never'),
    ...oneOf(container.get('terminationMessagePolicy'), 'File', 'FallbackToLogsOnError'),
    ...(isBlank ? [[image, 'Invalid value: must not have leading or trailing whitespace'] as const] : []),
    ...(image.value === '' ? [[image, 'Required value'] as const] : []),
    ...within(security.get('runAsUser'), 0),
    ...within(security.get('runAsGroup'), 0),
    ...seccomp(security),
    ...PROBES.flatMap((name) => ofProbe(container.get(name), name)),
    ...['postStart', 'preStop'].flatMap((name): Found => {
      const handler = lifecycle.get(name);
      return handler.isThere ? oneThere(handler, ['exec', 'httpGet', 'tcpSocket', 'sleep']) : [];
    }),
    ...container
      .get('envFrom')
      .items()
      .flatMap((from) => oneThere(from, ['configMapRef', 'secretRef'])),
    ...container.get('env').items().flatMap(ofVariable),
    ...container
      .get('volumeMounts')
      .items()
      .flatMap((mount): Found => ofMount(mount, security)),
    ...ofResources(container.get('resources')),
  ];
}

export function ofInit(container: Field): Found {
  if (container.get('restartPolicy').text() === 'Always') return [];
  return PROBES.flatMap((name): Found => {
    const probe = container.get(name);
    return probe.isThere ? [[probe, 'Invalid value: must not be set for init containers']] : [];
  });
}

function ofProbe(probe: Field, name: string): Found {
  if (!probe.isThere) return [];
  const command = probe.get('exec').get('command');
  const once = probe.get('successThreshold').whole() ?? 1;
  return [
    ...oneThere(probe, ACTIONS),
    ...(probe.get('exec').isThere && command.items().length === 0
      ? [[command, 'Required value'] as const]
      : []),
    ...TIMES.flatMap((time) => within(probe.get(time), 0)),
    ...(name !== 'readinessProbe' && once > 1
      ? [[probe.get('successThreshold'), `Invalid value: ${once}: must be 1`] as const]
      : []),
    ...oneOf(probe.get('httpGet').get('scheme'), 'HTTP', 'HTTPS'),
  ];
}

function ofVariable(entry: Field): Found {
  const from = entry.get('valueFrom');
  if (!from.isThere) return [];
  const resource = from.get('resourceFieldRef').get('resource');
  const name = resource.text();
  const isKnown =
    name === null || /^(?:limits|requests)\.(?:cpu|memory|ephemeral-storage|hugepages-.+)$/.test(name);
  return [
    ...oneThere(from, ['fieldRef', 'resourceFieldRef', 'configMapKeyRef', 'secretKeyRef', 'fileKeyRef']),
    ...(isKnown ? [] : [[resource, `Unsupported value: ${JSON.stringify(name)}`] as const]),
  ];
}

function ofMount(mount: Field, security: Field): Found {
  const expression = mount.get('subPathExpr');
  const propagation = mount.get('mountPropagation');
  return [
    ...(expression.isThere && mount.get('subPath').isThere
      ? [[expression, 'Invalid value: subPathExpr and subPath are mutually exclusive'] as const]
      : []),
    ...oneOf(propagation, 'None', 'HostToContainer', 'Bidirectional'),
    ...(propagation.text() === 'Bidirectional' && security.get('privileged').flag() !== true
      ? [
          [
            propagation,
            'Forbidden: Bidirectional mount propagation is available only to privileged containers',
          ] as const,
        ]
      : []),
  ];
}

/** A device of a container is a claim in block mode. */
export function ofDevices(container: Field, { kind, object, spec }: Workload): Found {
  const claims = kind === 'StatefulSet' ? object.get('spec').get('volumeClaimTemplates').items() : [];
  const claimed = claims.map((claim) => claim.get('metadata').get('name').text());
  return container
    .get('volumeDevices')
    .items()
    .flatMap((device): Found => {
      const name = device.get('name');
      if (claimed.includes(name.text())) return [];
      const volume = spec
        .get('volumes')
        .items()
        .find((one) => one.get('name').text() === name.text());
      if (volume === undefined) return [[name, `Not found: ${JSON.stringify(name.text())}`]];
      const isClaim = volume.get('persistentVolumeClaim').isThere || volume.get('ephemeral').isThere;
      return isClaim ? [] : [[name, 'Invalid value: can only use a PersistentVolumeClaim for block mode']];
    });
}
