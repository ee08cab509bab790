/** What of a manifest the pods of this test differ in. */
interface Pod {
  readonly apiVersion: 'v1';
  readonly kind: 'Pod';
  readonly metadata: {
    readonly name: string;
    readonly namespace: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly ownerReferences?: readonly object[];
  };
  readonly spec: object;
}

export const NAMESPACES = ['shop', 'team-a', 'kube-system'] as const;

const IMAGE = { image: 'localhost/tiny:1', imagePullPolicy: 'Never' } as const;
const STAY = ['/bin/busybox', 'sleep', '2000000000'] as const;
const GO = ['/bin/busybox', 'true'] as const;

const container = (name: string, more: object = {}) => ({ name, ...IMAGE, command: STAY, ...more });

function pod(name: string, namespace: string, spec: object, more: Partial<Pod['metadata']> = {}): Pod {
  const usual = {
    nodeName: 'bench',
    automountServiceAccountToken: false,
    terminationGracePeriodSeconds: 0,
    tolerations: [{ operator: 'Exists' }],
  };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace, ...more },
    spec: { ...usual, ...spec },
  };
}

/** As a ReplicaSet of a Deployment makes them. */
function replica(workload: string, hash: string, end: string, namespace: string, spec: object): Pod {
  const owner = {
    ...{ apiVersion: 'apps/v1', kind: 'ReplicaSet', name: `${workload}-${hash}`, controller: true },
    uid: '0a6c5a31-7a4b-4d5a-9c43-5d0e6b2f1a77',
  };
  return pod(`${workload}-${hash}-${end}`, namespace, spec, {
    labels: { app: workload, 'pod-template-hash': hash },
    ownerReferences: [owner],
  });
}

const limits = { cpu: '100m', memory: '64Mi' };

/** 57 pods as people have them; three more are static ones. */
export function pods(): readonly Pod[] {
  const letters = 'bcdfghjklmnpqrstvwxz';
  const many = Array.from({ length: 30 }, (_, i) =>
    replica(
      i % 2 === 0 ? 'web' : 'api-gateway',
      '7d4b9c6f5',
      `x2x9${letters[i % letters.length]}${i >= letters.length ? '4' : ''}`.slice(-5),
      NAMESPACES[i % 2] ?? 'shop',
      { containers: [container('web'), ...(i % 3 === 0 ? [container('istio-proxy')] : [])] },
    ),
  );
  const ended = Array.from({ length: 6 }, (_, i) =>
    pod(`done-2839110${i}-${letters.slice(i, i + 5)}`, 'shop', {
      restartPolicy: 'Never',
      containers: [container('job', { command: GO })],
    }),
  );
  const initialised = Array.from({ length: 5 }, (_, i) =>
    pod(`db-${i}`, 'team-a', {
      initContainers: [container('migrate', { command: GO }), container('wait', { command: GO })],
      containers: [container('db', { resources: { limits, requests: limits } })],
    }),
  );
  const waiting = Array.from({ length: 3 }, (_, i) =>
    pod(`stuck-${i}`, 'team-a', { initContainers: [container('wait')], containers: [container('app')] }),
  );
  const burst = Array.from({ length: 4 }, (_, i) =>
    pod(`burst-${i}`, 'shop', { containers: [container('app', { resources: { requests: limits } })] }),
  );
  const odd = [
    pod('host-network', 'kube-system', { hostNetwork: true, containers: [container('proxy')] }),
    pod('host-pid', 'kube-system', { hostPID: true, containers: [container('agent')] }),
    pod('one-pid', 'shop', { shareProcessNamespace: true, containers: [container('a'), container('b')] }),
    pod('own-log', 'shop', { containers: [container('app', { terminationMessagePath: '/var/run/why' })] }),
    pod('named.with.dots', 'shop', { containers: [container('app')] }),
    pod('calls-itself-pause', 'shop', { containers: [container('app', { command: ['/bin/pause'] })] }),
    pod('many', 'shop', { containers: ['a', 'b', 'c', 'd'].map((name) => container(name)) }),
    pod('half-ended', 'shop', {
      restartPolicy: 'Never',
      containers: [container('main'), container('helper', { command: GO })],
    }),
    pod('not-root', 'team-a', { securityContext: { runAsUser: 12345 }, containers: [container('app')] }),
  ];
  return [...many, ...ended, ...initialised, ...waiting, ...burst, ...odd];
}

/** Of the kubelet's own folder: the uid of such a pod is a hash, and the API server shows another one. */
export function staticPods(): readonly Pod[] {
  return ['etcd', 'scheduler', 'watcher'].map((name) => {
    const { metadata, spec, ...rest } = pod(name, 'kube-system', { containers: [container(name)] });
    const { nodeName: _, ...without } = { nodeName: '', ...spec };
    return { ...rest, metadata, spec: without };
  });
}
