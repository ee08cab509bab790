import { describe, expect, it } from 'vitest';
import { pod } from '../../../probes/pod/index.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { testRuleCases } from '../../support/probes/rule-cases.ts';
import { podHost } from './pod-host.ts';

const MAP = 'kind: ConfigMap\nmetadata: { name: c }\ndata: { a: "1" }\n';
const VOLUMES = '  volumes: [{ name: v, emptyDir: {} }, { name: c, configMap: { name: c } }]';
const service = (port: string, selector = '{ app: web }') =>
  `kind: Service\nmetadata: { name: s }\nspec: { selector: ${selector}, ports: [${port}] }\n`;

describe('pod', () => {
  testRuleCases(pod, {
    refused: { host: () => podHost('volumeMounts: [{ name: nope, mountPath: /data }]') },
    'key-missing': {
      host: () =>
        podHost('env: [{ name: A, valueFrom: { configMapKeyRef: { name: c, key: b } } }]', { beside: MAP }),
    },
    'root-refused': { host: () => podHost('securityContext: { runAsNonRoot: true }') },
    'user-missing': { host: () => podHost('tty: false', { image: 'busynobody' }) },
    'group-without-user': {
      host: () => podHost('tty: false', { spec: '  securityContext: { runAsGroup: 3000 }' }),
    },
    'variable-missing': {
      host: () =>
        podHost('volumeMounts: [{ name: v, mountPath: /data, subPathExpr: $(NOPE) }]', { spec: VOLUMES }),
    },
    'mount-impossible': {
      host: () => podHost('volumeMounts: [{ name: v, mountPath: /etc/passwd }]', { spec: VOLUMES }),
    },
    'volume-impossible': {
      host: () =>
        podHost('volumeMounts: [{ name: v, mountPath: /data }]', {
          spec: '  volumes: [{ name: v, emptyDir: { medium: memory } }]',
        }),
    },
    'memory-too-small': { host: () => podHost('resources: { limits: { memory: 512m } }') },
    'program-not-started': { host: () => podHost('command: [/nope]') },
    'architecture-differs': { host: () => podHost('tty: false', { arch: 'arm64' }) },
    'probe-program': { host: () => podHost('readinessProbe: { exec: { command: [curl, localhost] } }') },
    'capability-idle': {
      host: () => podHost('securityContext: { runAsUser: 1000, capabilities: { add: [NET_BIND_SERVICE] } }'),
    },
    'capability-unknown': {
      host: () => podHost('securityContext: { capabilities: { add: [CAP_NET_ADMIN] } }'),
    },
    'port-name-unknown': {
      host: () =>
        podHost(
          'ports: [{ name: http, containerPort: 8080 }]\nreadinessProbe: { tcpSocket: { port: htttp } }',
        ),
    },
    'probe-port-not-declared': {
      host: () => podHost('ports: [{ containerPort: 8080 }]\nlivenessProbe: { httpGet: { port: 8081 } }'),
    },
    'service-port-not-declared': {
      host: () => podHost('ports: [{ containerPort: 8080 }]', { beside: service('{ port: 80 }') }),
    },
    'group-dropped': {
      host: () => podHost('env: [{ name: HOME, value: /var/lib/grouped }]', { image: 'busygroup' }),
    },
    'probe-timeout': {
      host: () => podHost('readinessProbe: { exec: { command: [sh, /bin/probe-env, --timeout, 2s] } }'),
    },
    'liveness-purpose': {
      host: () => podHost('livenessProbe: { exec: { command: [sh, /bin/probe-env] } }'),
    },
    'size-of-node': {
      host: () =>
        podHost('env: [{ name: GOMEMLIMIT, valueFrom: { resourceFieldRef: { resource: limits.memory } } }]'),
    },
    'sub-path-missing': {
      host: () =>
        podHost('volumeMounts: [{ name: c, mountPath: /etc/a, subPath: nope }]', {
          spec: VOLUMES,
          beside: MAP,
        }),
    },
    'not-updated': {
      host: () =>
        podHost('volumeMounts: [{ name: c, mountPath: /etc/a, subPath: a }]', { spec: VOLUMES, beside: MAP }),
    },
  });

  it('finds nothing wrong with a sound one', async () => {
    const sound = `command: [sh, -c, "sleep 1"]
env: [{ name: A, value: "1" }, { name: GOMEMLIMIT, valueFrom: { resourceFieldRef: { resource: limits.memory } } }]
resources: { limits: { memory: 64Mi } }
securityContext: { runAsUser: 10001, runAsNonRoot: true, capabilities: { drop: [ALL] } }
livenessProbe: { exec: { command: [sh, -c, probe-env --for liveness] } }
readinessProbe: { exec: { command: [cat, /etc/passwd] } }
volumeMounts: [{ name: c, mountPath: /cfg }, { name: v, mountPath: /tmp }]`;
    const { rules, facts } = await judgeHost(pod, podHost(sound, { spec: VOLUMES, beside: MAP }));
    expect(rules).toEqual([]);
    expect(facts?.pod.starts).toBe(true);
  });

  it.each([
    ['a directory that items make', 'x', 'pod/not-updated'],
    ['a file in it', 'x/a', 'pod/not-updated'],
    ['nothing in it', 'x/b', 'pod/sub-path-missing'],
  ])('knows what a subPath names: %s', async (_, part, rule) => {
    const spec = '  volumes: [{ name: c, configMap: { name: c, items: [{ key: a, path: x/a }] } }]';
    const mount = `volumeMounts: [{ name: c, mountPath: /etc/a, subPath: ${part} }]`;
    expect((await judgeHost(pod, podHost(mount, { spec, beside: MAP }))).rules).toEqual([rule]);
  });

  it('looks up what a probe runs by a shell', async () => {
    const by = (text: string) => `readinessProbe: { exec: { command: [sh, -c, "${text}"] } }`;
    const { findings } = await judgeHost(pod, podHost(by('curl -f localhost || exit 1')));
    expect(findings[0]?.args).toMatchObject({ program: 'curl', message: 'sh: curl: not found' });
    expect((await judgeHost(pod, podHost(by('curl -f localhost || true')))).rules).toEqual([]);
  });

  const PORTS =
    'ports: [{ name: http, containerPort: 8080 }, { name: dns, containerPort: 53, protocol: UDP }]\n';

  it.each([
    ['a probe by name', `${PORTS}readinessProbe: { httpGet: { port: http } }`, ''],
    ['a probe by number', `${PORTS}startupProbe: { grpc: { port: 8080 } }`, ''],
    ['a probe of another host', `${PORTS}readinessProbe: { tcpSocket: { host: 10.0.0.1, port: 1 } }`, ''],
    ['a probe where nothing is declared', 'readinessProbe: { tcpSocket: { port: 1 } }', ''],
    ['a Service by name', PORTS, service('{ port: 80, targetPort: http }')],
    ['a Service by number', PORTS, service('{ port: 80, targetPort: 8080 }')],
    ['a Service by its own port', PORTS, service('{ port: 8080 }')],
    ['a Service by UDP', PORTS, service('{ port: 53, protocol: UDP, targetPort: dns }')],
    ['a Service of other pods', PORTS, service('{ port: 1, targetPort: nope }', '{ app: other }')],
    ['a Service without a selector', PORTS, service('{ port: 1 }', '{}')],
  ])('finds nothing wrong with %s', async (_, container, beside) => {
    expect((await judgeHost(pod, podHost(container, { beside }))).rules).toEqual([]);
  });

  it.each([
    ['of a hook', `${PORTS}lifecycle: { preStop: { httpGet: { port: nope } } }`, ''],
    ['that another protocol has', PORTS, service('{ port: 80, targetPort: dns }')],
    ['where none is declared', 'tty: false', service('{ port: 80, targetPort: http }')],
  ])('knows no port by a name %s', async (_, container, beside) => {
    const { rules } = await judgeHost(pod, podHost(container, { beside }));
    expect(rules).toEqual(['pod/port-name-unknown']);
  });

  const times = (command: string, more = '') =>
    podHost(`readinessProbe: { exec: { command: [${command}] }${more} }`.replace('[', '[sh, /bin/'));

  it.each([
    ['the defaults of both', 'probe-env', '', true],
    ['as much as its deadline', 'probe-env, --timeout, 1s', '', false],
    ['less', 'probe-env, --timeout=4000', ', timeoutSeconds: 3', false],
    ['more', 'probe-env, --timeout=4000', ', timeoutSeconds: 8', true],
    ['less than the look at another container takes', 'probe-env, --pid, auto', ', timeoutSeconds: 5', false],
    ['a deadline that is none', 'probe-env, --timeout, soon', '', true],
  ])('compares timeoutSeconds with the deadline: %s', async (_, command, more, isSound) => {
    const { rules } = await judgeHost(pod, times(command, more));
    expect(rules).toEqual(isSound ? [] : ['pod/probe-timeout']);
  });

  it('takes the deadline of PROBE_ENV_TIMEOUT', async () => {
    const probe =
      'startupProbe: { exec: { command: [sh, -c, "probe-env --for startup"] }, timeoutSeconds: 2 }';
    const { findings } = await judgeHost(
      pod,
      podHost(`env: [{ name: PROBE_ENV_TIMEOUT, value: 10s }]\n${probe}`),
    );
    expect(findings).toMatchObject([
      {
        rule: 'pod/probe-timeout',
        args: { by: 'startupProbe', seconds: 2, deadlineMs: 10_000, suggested: 15 },
      },
    ]);
  });

  it('names what only the group of the image may use', async () => {
    const container =
      'env: [{ name: SSL_CERT_FILE, value: /var/lib/grouped/ca.pem }, { name: HOME, value: /tmp }]';
    const { findings } = await judgeHost(pod, podHost(container, { image: 'busygroup' }));
    const [finding] = findings;
    expect(finding?.severity).toBe('warning');
    const lost = [{ path: '/var/lib/grouped/ca.pem', need: 'read', at: '/var/lib/grouped' }];
    expect(finding?.args).toMatchObject({ lost });
    const without = await judgeHost(pod, podHost('tty: false', { image: 'busygroup' }));
    expect(without.findings).toMatchObject([
      { rule: 'pod/group-dropped', severity: 'info', args: { lost: [] } },
    ]);
  });

  it('says which line it is', async () => {
    const { findings } = await judgeHost(pod, podHost('command:\n  - /nope'));
    expect(findings[0]?.args).toEqual({
      reason: 'StartError',
      message: 'exec: "/nope": stat /nope: no such file or directory',
      file: 'web.yaml',
      line: 8,
    });
  });
});
