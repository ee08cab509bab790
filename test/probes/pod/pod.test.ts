import { describe, expect, it } from 'vitest';
import { pod } from '../../../probes/pod/index.ts';
import { judgeHost } from '../../support/judge-host.ts';
import { testRuleCases } from '../../support/rule-cases.ts';
import { podHost } from './pod-host.ts';

const MAP = 'kind: ConfigMap\nmetadata: { name: c }\ndata: { a: "1" }\n';
const VOLUMES = '  volumes: [{ name: v, emptyDir: {} }, { name: c, configMap: { name: c } }]';

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
    'program-not-started': { host: () => podHost('command: [/nope]') },
    'architecture-differs': { host: () => podHost('tty: false', { arch: 'arm64' }) },
    'probe-program': { host: () => podHost('readinessProbe: { exec: { command: [curl, localhost] } }') },
    'capability-idle': {
      host: () => podHost('securityContext: { runAsUser: 1000, capabilities: { add: [NET_BIND_SERVICE] } }'),
    },
    'capability-unknown': {
      host: () => podHost('securityContext: { capabilities: { add: [CAP_NET_ADMIN] } }'),
    },
    'group-dropped': { host: () => podHost('tty: false', { image: 'busygroup' }) },
    'liveness-purpose': {
      host: () => podHost('livenessProbe: { exec: { command: [sh, /bin/probe-env] } }'),
    },
    'size-of-node': {
      host: () =>
        podHost('env: [{ name: GOMEMLIMIT, valueFrom: { resourceFieldRef: { resource: limits.memory } } }]'),
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

  it('looks up what a probe runs by a shell', async () => {
    const by = (text: string) => `readinessProbe: { exec: { command: [sh, -c, "${text}"] } }`;
    const { findings } = await judgeHost(pod, podHost(by('curl -f localhost || exit 1')));
    expect(findings[0]?.args).toMatchObject({ program: 'curl', message: 'sh: curl: not found' });
    expect((await judgeHost(pod, podHost(by('curl -f localhost || true')))).rules).toEqual([]);
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
