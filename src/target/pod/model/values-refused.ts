import { allContainers } from '../manifest/containers.ts';
import type { Field } from '../manifest/field.ts';
import type { Selected, Workload } from '../manifest/objects.ts';
import { ONE, quantityOf } from '../manifest/quantity.ts';
import type { Trouble } from './trouble.ts';

type Refuse = (field: Field, message: string) => Trouble;
/** Of which field what is refused. */
type Found = readonly (readonly [Field, string])[];

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const IP = /^(?:(?:\d{1,3}\.){3}\d{1,3}|[\da-fA-F]*:[\da-fA-F:.]+)$/;

/**
 * Values that the API server takes in no pod (pkg/apis/core/validation), of all of its containers: one that is refused refuses the
 * pod. Only what each release of Kubernetes since 1.20 refuses.
 */
export function valueRefusals({ workload }: Pick<Selected, 'workload'>, refuse: Refuse): readonly Trouble[] {
  const all = allContainers(workload);
  const found: Found = [
    ...ofPod(workload),
    ...ofPorts(workload, all),
    ...workload.spec.get('volumes').items().flatMap(ofVolume),
    ...all.flatMap(ofContainer),
    ...all.flatMap((container) => ofDevices(container, workload)),
    ...workload.spec.get('initContainers').items().flatMap(ofInit),
  ];
  return found.map(([field, message]) => refuse(field, message));
}

/** The word is one of these, or not there. */
function oneOf(field: Field, ...words: readonly string[]): Found {
  const text = field.text();
  if (text === null || text === '' || words.includes(text)) return [];
  return [[field, `Unsupported value: ${JSON.stringify(text)}: supported values: ${words.join(', ')}`]];
}

function within(field: Field, least: number, most = 2 ** 31 - 1): Found {
  const number = field.whole();
  return number === null || (number >= least && number <= most)
    ? []
    : [[field, `Invalid value: ${number}: must be between ${least} and ${most}, inclusive`]];
}

function label(field: Field): Found {
  const text = field.text();
  return text === null || LABEL.test(text)
    ? []
    : [[field, `Invalid value: ${JSON.stringify(text)}: must be a lowercase RFC 1123 label`]];
}

function address(field: Field): Found {
  const text = field.text() ?? '';
  return IP.test(text) ? [] : [[field, `Invalid value: ${JSON.stringify(text)}: must be valid IP address`]];
}

function relative(field: Field): Found {
  const text = field.text();
  if (text === null) return [];
  if (text.startsWith('/'))
    return [[field, `Invalid value: ${JSON.stringify(text)}: must be a relative path`]];
  return text.split('/').includes('..')
    ? [[field, `Invalid value: ${JSON.stringify(text)}: must not contain '..'`]]
    : [];
}

function twice(fields: readonly Field[], of: (field: Field) => string | null): Found {
  const seen = new Set<string>();
  return fields.flatMap((field): Found => {
    const key = of(field);
    if (key === null || key === '') return [];
    if (seen.has(key)) return [[field, `Duplicate value: ${JSON.stringify(key)}`]];
    seen.add(key);
    return [];
  });
}

/** Of several fields of which one is to be there. */
function oneThere(field: Field, names: readonly string[]): Found {
  const there = names.filter((name) => field.get(name).isThere);
  if (there.length === 1) return [];
  const message =
    there.length === 0 ? `must specify one of ${names.join(', ')}` : 'may not have more than one';
  return [[field, `Invalid value: ${message}`]];
}

function ofPod({ spec }: Workload): Found {
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

function seccomp(security: Field): Found {
  const profile = security.get('seccompProfile');
  const file = profile.get('localhostProfile');
  const isLocal = profile.get('type').text() === 'Localhost';
  return [
    ...oneOf(profile.get('type'), 'Localhost', 'RuntimeDefault', 'Unconfined'),
    ...(isLocal && !file.isThere
      ? [[file, 'Required value: must be set when seccomp type is Localhost'] as const]
      : []),
    ...(!isLocal && file.isThere
      ? [[file, 'Invalid value: can only be set when seccomp type is Localhost'] as const]
      : []),
  ];
}

function ofPorts({ spec }: Workload, all: readonly Field[]): Found {
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

const ACTIONS = ['exec', 'httpGet', 'tcpSocket', 'grpc'];
const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];
const TIMES = [
  'timeoutSeconds',
  'periodSeconds',
  'initialDelaySeconds',
  'successThreshold',
  'failureThreshold',
];

function ofContainer(container: Field): Found {
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

function ofInit(container: Field): Found {
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
function ofDevices(container: Field, { kind, object, spec }: Workload): Found {
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

/** Resources of Kubernetes itself; others are named by a domain, and cannot be given to more than one. */
const STANDARD = /^(?:cpu|memory|ephemeral-storage|hugepages-.+)$/;

function ofResources(resources: Field): Found {
  const [limits, requests] = [resources.get('limits'), resources.get('requests')];
  const all = [...limits.entries(), ...requests.entries()];
  const hasPages = all.some(([name]) => name.startsWith('hugepages-'));
  return [
    ...all.flatMap(([name, field]): Found => {
      const amount = quantityOf(field);
      if (!STANDARD.test(name) && !name.includes('/'))
        return [
          [
            field,
            `Invalid value: ${JSON.stringify(name)}: must be a standard resource type or fully qualified`,
          ],
        ];
      if (amount !== null && amount < 0n)
        return [[field, 'Invalid value: must be greater than or equal to 0']];
      return !STANDARD.test(name) && amount !== null && amount % ONE !== 0n
        ? [[field, 'Invalid value: must be an integer']]
        : [];
    }),
    ...requests.entries().flatMap(([name, field]): Found => {
      if (/^(?:cpu|memory|ephemeral-storage)$/.test(name)) return [];
      const limit = limits.get(name);
      if (!limit.isThere)
        return [[field, 'Required value: Limit must be set for non overcommitable resources']];
      return quantityOf(limit) === quantityOf(field)
        ? []
        : [[field, `Invalid value: must be equal to ${name} limit`]];
    }),
    ...(hasPages && !all.some(([name]) => name === 'cpu' || name === 'memory')
      ? [[resources, 'Forbidden: HugePages require cpu or memory'] as const]
      : []),
  ];
}

function ofVolume(volume: Field): Found {
  const types = volume.entries().filter(([name, field]) => name !== 'name' && field.isThere);
  const host = volume.get('hostPath');
  const path = host.get('path');
  const sources = volume.get('projected').get('sources').items();
  const objects = [
    volume.get('configMap'),
    volume.get('secret'),
    volume.get('downwardAPI'),
    ...sources.flatMap((source) => ['configMap', 'secret', 'downwardAPI'].map((name) => source.get(name))),
  ];
  const limit = volume.get('emptyDir').get('sizeLimit');
  return [
    ...label(volume.get('name')),
    ...(types.length > 1 ? [[volume, 'Forbidden: may not specify more than 1 volume type'] as const] : []),
    ...(host.isThere && (path.text() ?? '') === '' ? [[path, 'Required value'] as const] : []),
    ...(path.text()?.split('/').includes('..')
      ? [[path, "Invalid value: must not contain '..'"] as const]
      : []),
    ...oneOf(
      host.get('type'),
      ...['BlockDevice', 'CharDevice', 'Directory', 'DirectoryOrCreate', 'File', 'FileOrCreate', 'Socket'],
    ),
    ...((quantityOf(limit) ?? 0n) < 0n
      ? [[limit, 'Forbidden: must be a valid resource quantity'] as const]
      : []),
    ...objects.flatMap(
      (object): Found => [
        ...within(object.get('defaultMode'), 0, 0o777),
        ...object
          .get('items')
          .items()
          .flatMap((item) => [...relative(item.get('path')), ...within(item.get('mode'), 0, 0o777)]),
      ],
    ),
    ...sources
      .map((source) => source.get('serviceAccountToken'))
      .filter((token) => token.isThere)
      .flatMap(ofToken),
    ...twice(
      sources.flatMap((source) =>
        ['configMap', 'secret', 'downwardAPI'].flatMap((name) =>
          source
            .get(name)
            .get('items')
            .items()
            .map((item) => item.get('path')),
        ),
      ),
      (path) => path.text(),
    ),
  ];
}

const LEAST_SECONDS = 600;

function ofToken(token: Field): Found {
  const path = token.get('path');
  return [
    ...((path.text() ?? '') === '' ? [[path, 'Required value'] as const] : relative(path)),
    ...((token.get('expirationSeconds').whole() ?? LEAST_SECONDS) < LEAST_SECONDS
      ? [
          [
            token.get('expirationSeconds'),
            'Invalid value: may not specify a duration less than 10 minutes',
          ] as const,
        ]
      : []),
  ];
}
