/** Pods as people write them, and whether kube-apiserver 1.20.2 refused them (`?dryRun=All`): recorded. */
export const ASKED: readonly (readonly [string, object, 'refused' | 'taken'])[] = [
  [
    'cap-priv',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          securityContext: { privileged: true, allowPrivilegeEscalation: false },
        },
      ],
    },
    'refused',
  ],
  [
    'cm-item-abs',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      volumes: [{ name: 'v', configMap: { name: 'x', items: [{ key: 'a', path: '/b' }] } }],
    },
    'refused',
  ],
  [
    'cm-item-dots',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      volumes: [{ name: 'v', configMap: { name: 'x', items: [{ key: 'a', path: '../b' }] } }],
    },
    'refused',
  ],
  [
    'cm-mode',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      volumes: [{ name: 'v', configMap: { name: 'x', defaultMode: 1000 } }],
    },
    'refused',
  ],
  [
    'cpu-negative',
    {
      containers: [
        { name: 'c', image: 'localhost/x:1', command: ['/bin/sh'], resources: { limits: { cpu: '-1' } } },
      ],
    },
    'refused',
  ],
  [
    'deadline-zero',
    { containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }], activeDeadlineSeconds: 0 },
    'refused',
  ],
  [
    'device-emptydir',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          volumeDevices: [{ name: 'v', devicePath: '/dev/x' }],
        },
      ],
      volumes: [{ name: 'v', emptyDir: {} }],
    },
    'refused',
  ],
  [
    'device-none',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          volumeDevices: [{ name: 'v', devicePath: '/dev/x' }],
        },
      ],
    },
    'refused',
  ],
  [
    'dns-badip',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      dnsPolicy: 'None',
      dnsConfig: { nameservers: ['example'] },
    },
    'refused',
  ],
  [
    'dns-four',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      dnsPolicy: 'None',
      dnsConfig: { nameservers: ['1.1.1.1', '1.1.1.2', '1.1.1.3', '1.1.1.4'] },
    },
    'refused',
  ],
  [
    'dnspolicy',
    { containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }], dnsPolicy: 'Cluster' },
    'refused',
  ],
  [
    'emptydir-medium',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      volumes: [{ name: 'v', emptyDir: { medium: 'memory' } }],
    },
    'taken',
  ],
  [
    'emptydir-size',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      volumes: [{ name: 'v', emptyDir: { sizeLimit: '-1Gi' } }],
    },
    'refused',
  ],
  [
    'env-fieldref-bad',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'status.phase' } } }],
        },
      ],
    },
    'refused',
  ],
  [
    'env-from-empty',
    {
      containers: [
        { name: 'c', image: 'localhost/x:1', command: ['/bin/sh'], env: [{ name: 'A', valueFrom: {} }] },
      ],
    },
    'refused',
  ],
  [
    'env-resource-no-container',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          env: [
            {
              name: 'A',
              valueFrom: { resourceFieldRef: { resource: 'limits.cpu', containerName: 'nosuch' } },
            },
          ],
        },
      ],
    },
    'taken',
  ],
  [
    'env-resource-unknown',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          env: [{ name: 'A', valueFrom: { resourceFieldRef: { resource: 'limits.gpu' } } }],
        },
      ],
    },
    'refused',
  ],
  [
    'env-two-sources',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          env: [
            {
              name: 'A',
              valueFrom: {
                fieldRef: { fieldPath: 'metadata.name' },
                configMapKeyRef: { name: 'x', key: 'y' },
              },
            },
          ],
        },
      ],
    },
    'refused',
  ],
  [
    'envfrom-both',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          envFrom: [{ secretRef: { name: 'x' }, configMapRef: { name: 'x' } }],
        },
      ],
    },
    'refused',
  ],
  [
    'envfrom-none',
    { containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'], envFrom: [{ prefix: 'A' }] }] },
    'refused',
  ],
  [
    'ephemeral',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          resources: { limits: { 'ephemeral-storage': '1Mi' } },
        },
      ],
    },
    'taken',
  ],
  [
    'fsgroup-negative',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      securityContext: { fsGroup: -1 },
    },
    'refused',
  ],
  [
    'gpu-differs',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          resources: { requests: { 'nvidia.com/gpu': '1' }, limits: { 'nvidia.com/gpu': '2' } },
        },
      ],
    },
    'refused',
  ],
  [
    'gpu-fraction',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          resources: { limits: { 'nvidia.com/gpu': '500m' } },
        },
      ],
    },
    'refused',
  ],
  [
    'gpu-ok',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          resources: { limits: { 'nvidia.com/gpu': '1' } },
        },
      ],
    },
    'taken',
  ],
  [
    'gpu-requests-only',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          resources: { requests: { 'nvidia.com/gpu': '1' } },
        },
      ],
    },
    'refused',
  ],
  [
    'grace-negative',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      terminationGracePeriodSeconds: -1,
    },
    'taken',
  ],
  [
    'group-without-user',
    {
      containers: [
        { name: 'c', image: 'localhost/x:1', command: ['/bin/sh'], securityContext: { runAsGroup: 5 } },
      ],
    },
    'taken',
  ],
  [
    'hostalias',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      hostAliases: [{ ip: 'x.y', hostnames: ['a'] }],
    },
    'refused',
  ],
  [
    'hostname-bad',
    { containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }], hostname: 'A_B' },
    'refused',
  ],
  [
    'hostnet-port-differs',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          ports: [{ containerPort: 80, hostPort: 8080 }],
        },
      ],
      hostNetwork: true,
    },
    'refused',
  ],
  [
    'hostnet-sysctl',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      hostNetwork: true,
      securityContext: { sysctls: [{ name: 'net.ipv4.ip_unprivileged_port_start', value: '0' }] },
    },
    'taken',
  ],
  [
    'hostpath-dots',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      volumes: [{ name: 'v', hostPath: { path: '/a/../b' } }],
    },
    'refused',
  ],
  [
    'hostpath-empty',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      volumes: [{ name: 'v', hostPath: { path: '' } }],
    },
    'refused',
  ],
  [
    'hostpath-type',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      volumes: [{ name: 'v', hostPath: { path: '/a', type: 'Dir' } }],
    },
    'refused',
  ],
  [
    'hostport-other-container',
    {
      containers: [
        { name: 'c', image: 'x', ports: [{ containerPort: 80, hostPort: 8080 }] },
        { name: 'd', image: 'x', ports: [{ containerPort: 81, hostPort: 8080 }] },
      ],
    },
    'refused',
  ],
  [
    'hostport-twice',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          ports: [
            { containerPort: 80, hostPort: 8080 },
            { containerPort: 81, hostPort: 8080 },
          ],
        },
      ],
    },
    'refused',
  ],
  [
    'hugepages-differs',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          resources: {
            requests: { 'hugepages-2Mi': '2Mi', memory: '1Mi' },
            limits: { 'hugepages-2Mi': '4Mi' },
          },
        },
      ],
    },
    'refused',
  ],
  [
    'hugepages-no-cpu',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          resources: { limits: { 'hugepages-2Mi': '2Mi' } },
        },
      ],
    },
    'refused',
  ],
  ['image-blank', { containers: [{ name: 'c', image: ' x ', command: ['/bin/sh'] }] }, 'refused'],
  ['image-empty', { containers: [{ name: 'c', image: '', command: ['/bin/sh'] }] }, 'refused'],
  [
    'init-probe',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      initContainers: [{ name: 'i', image: 'x', livenessProbe: { exec: { command: ['x'] } } }],
    },
    'refused',
  ],
  [
    'init-same',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      initContainers: [{ name: 'c', image: 'x' }],
    },
    'refused',
  ],
  [
    'lifecycle-none',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'], lifecycle: { postStart: {} } }],
    },
    'refused',
  ],
  [
    'mount-colon',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          volumeMounts: [{ name: 'v', mountPath: '/a:b' }],
        },
      ],
      volumes: [{ name: 'v', emptyDir: {} }],
    },
    'taken',
  ],
  [
    'mount-prop-bidir',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          volumeMounts: [{ name: 'v', mountPath: '/a', mountPropagation: 'Bidirectional' }],
        },
      ],
      volumes: [{ name: 'v', emptyDir: {} }],
    },
    'refused',
  ],
  [
    'mount-subpath-both',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          volumeMounts: [{ name: 'v', mountPath: '/a', subPath: 'x', subPathExpr: 'y' }],
        },
      ],
      volumes: [{ name: 'v', emptyDir: {} }],
    },
    'refused',
  ],
  ['name-upper', { containers: [{ name: 'Main', image: 'localhost/x:1', command: ['/bin/sh'] }] }, 'refused'],
  ['no-containers', { containers: [] }, 'refused'],
  [
    'port-big',
    {
      containers: [
        { name: 'c', image: 'localhost/x:1', command: ['/bin/sh'], ports: [{ containerPort: 70000 }] },
      ],
    },
    'refused',
  ],
  [
    'port-name-long',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          ports: [{ containerPort: 80, name: 'abcdefghijklmnop' }],
        },
      ],
    },
    'refused',
  ],
  [
    'port-name-twice',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          ports: [
            { containerPort: 80, name: 'a' },
            { containerPort: 81, name: 'a' },
          ],
        },
      ],
    },
    'refused',
  ],
  [
    'port-protocol',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          ports: [{ containerPort: 80, protocol: 'HTTP' }],
        },
      ],
    },
    'refused',
  ],
  [
    'port-twice',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          ports: [{ containerPort: 80 }, { containerPort: 80 }],
        },
      ],
    },
    'taken',
  ],
  [
    'port-zero',
    {
      containers: [
        { name: 'c', image: 'localhost/x:1', command: ['/bin/sh'], ports: [{ containerPort: 0 }] },
      ],
    },
    'refused',
  ],
  [
    'probe-empty-command',
    {
      containers: [
        { name: 'c', image: 'localhost/x:1', command: ['/bin/sh'], livenessProbe: { exec: { command: [] } } },
      ],
    },
    'refused',
  ],
  [
    'probe-negative',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          readinessProbe: { tcpSocket: { port: 80 }, timeoutSeconds: -1 },
        },
      ],
    },
    'refused',
  ],
  [
    'probe-none',
    {
      containers: [
        { name: 'c', image: 'localhost/x:1', command: ['/bin/sh'], livenessProbe: { periodSeconds: 3 } },
      ],
    },
    'refused',
  ],
  [
    'probe-port-bad',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          readinessProbe: { httpGet: { port: 'A_B' } },
        },
      ],
    },
    'refused',
  ],
  [
    'probe-scheme',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          readinessProbe: { httpGet: { port: 80, scheme: 'http' } },
        },
      ],
    },
    'refused',
  ],
  [
    'probe-success',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          livenessProbe: { exec: { command: ['x'] }, successThreshold: 2 },
        },
      ],
    },
    'refused',
  ],
  [
    'probe-two',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          livenessProbe: { exec: { command: ['x'] }, tcpSocket: { port: 1 } },
        },
      ],
    },
    'refused',
  ],
  [
    'projected-clash',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      volumes: [
        {
          name: 'v',
          projected: {
            sources: [
              { configMap: { name: 'a', items: [{ key: 'k', path: 'p' }] } },
              { secret: { name: 'b', items: [{ key: 'k', path: 'p' }] } },
            ],
          },
        },
      ],
    },
    'refused',
  ],
  [
    'pullpolicy',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', imagePullPolicy: 'Sometimes', command: ['/bin/sh'] }],
    },
    'refused',
  ],
  [
    'requests-over',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          resources: { requests: { cpu: '2' }, limits: { cpu: '1' } },
        },
      ],
    },
    'refused',
  ],
  [
    'res-badname',
    {
      containers: [
        { name: 'c', image: 'localhost/x:1', command: ['/bin/sh'], resources: { limits: { memroy: '1' } } },
      ],
    },
    'refused',
  ],
  [
    'res-unknown',
    {
      containers: [
        { name: 'c', image: 'localhost/x:1', command: ['/bin/sh'], resources: { limits: { gpu: '1' } } },
      ],
    },
    'refused',
  ],
  [
    'restart-bad',
    { containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }], restartPolicy: 'Sometimes' },
    'refused',
  ],
  [
    'runasuser-negative',
    {
      containers: [
        { name: 'c', image: 'localhost/x:1', command: ['/bin/sh'], securityContext: { runAsUser: -1 } },
      ],
    },
    'refused',
  ],
  [
    'same-name',
    {
      containers: [
        { name: 'c', image: 'x' },
        { name: 'c', image: 'y' },
      ],
    },
    'refused',
  ],
  [
    'seccomp-bad',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          securityContext: { seccompProfile: { type: 'Default' } },
        },
      ],
    },
    'refused',
  ],
  [
    'seccomp-localhost-none',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          securityContext: { seccompProfile: { type: 'Localhost' } },
        },
      ],
    },
    'refused',
  ],
  [
    'seccomp-path-extra',
    {
      containers: [
        {
          name: 'c',
          image: 'localhost/x:1',
          command: ['/bin/sh'],
          securityContext: { seccompProfile: { type: 'RuntimeDefault', localhostProfile: 'x' } },
        },
      ],
    },
    'refused',
  ],
  [
    'shareproc-hostpid',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      hostPID: true,
      shareProcessNamespace: true,
    },
    'refused',
  ],
  [
    'supp-negative',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      securityContext: { supplementalGroups: [-5] },
    },
    'refused',
  ],
  [
    'sysctl-kernel',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      securityContext: { sysctls: [{ name: 'kernel.shmmax', value: '1' }] },
    },
    'taken',
  ],
  [
    'sysctl-twice',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      securityContext: {
        sysctls: [
          { name: 'net.ipv4.a', value: '1' },
          { name: 'net.ipv4.a', value: '2' },
        ],
      },
    },
    'refused',
  ],
  [
    'termpolicy',
    {
      containers: [
        { name: 'c', image: 'localhost/x:1', command: ['/bin/sh'], terminationMessagePolicy: 'Stdout' },
      ],
    },
    'refused',
  ],
  [
    'token-dots',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: { path: '../t' } }] } }],
    },
    'refused',
  ],
  [
    'token-nopath',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      volumes: [{ name: 'v', projected: { sources: [{ serviceAccountToken: {} }] } }],
    },
    'refused',
  ],
  [
    'token-short',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      volumes: [
        {
          name: 'v',
          projected: { sources: [{ serviceAccountToken: { path: 't', expirationSeconds: 60 } }] },
        },
      ],
    },
    'refused',
  ],
  [
    'volume-name-bad',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      volumes: [{ name: 'V_1', emptyDir: {} }],
    },
    'refused',
  ],
  [
    'volume-none',
    { containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }], volumes: [{ name: 'v' }] },
    'taken',
  ],
  [
    'volume-two',
    {
      containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'] }],
      volumes: [{ name: 'v', emptyDir: {}, hostPath: { path: '/x' } }],
    },
    'refused',
  ],
  [
    'workingdir-rel',
    { containers: [{ name: 'c', image: 'localhost/x:1', command: ['/bin/sh'], workingDir: 'app' }] },
    'taken',
  ],
];
