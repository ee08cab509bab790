import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { execaSync } from 'execa';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { type Container, expectAgent } from '../serve/manifest.ts';
import { cleanEnv, describeReal, goToolchains } from '../support/system/real-tools.ts';
import { schemaError, typeErrors } from './published.ts';

const DEPLOY = join(import.meta.dirname, '../../deploy');
const CHART = join(DEPLOY, 'helm/probe-env-node');
const read = (name: string) => readFileSync(join(CHART, name), 'utf8');

const TASKS = '/run/containerd/io.containerd.runtime.v2.task';

type Values = Readonly<Record<string, unknown>>;
const DEFAULTS: Values = parse(read('values.yaml'));
const SCHEMA: { readonly properties: Readonly<Record<string, unknown>> } = JSON.parse(
  read('values.schema.json'),
);

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly labels: Readonly<Record<string, string>> };
  readonly rules?: readonly object[];
  readonly data?: Readonly<Record<string, string>>;
  readonly spec: {
    readonly selector?: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly template: {
      readonly metadata: {
        readonly labels: Readonly<Record<string, string>>;
        readonly annotations: Readonly<Record<string, string>> | null;
      };
      readonly spec: {
        readonly containers: readonly (Container & {
          readonly image: string;
          readonly env?: readonly object[];
          readonly volumeMounts: readonly unknown[];
        })[];
        readonly volumes: readonly unknown[];
      };
    };
  };
}

describe('the values of the chart', () => {
  const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(SCHEMA);

  it('fit their schema, which knows each of them', () => {
    expect(validate(DEFAULTS)).toBe(true);
    expect(Object.keys(SCHEMA.properties).filter((name) => name !== 'global')).toEqual(Object.keys(DEFAULTS));
  });

  it.each([
    { intervall: '10s' },
    { interval: '10' },
    { port: '9640' },
    { port: 80 },
    { runtimeState: ['run'] },
    { image: { repository: '' } },
    { image: { repository: 'a', digest: 'sha256:12' } },
    { podMonitor: { enable: true } },
  ])('are refused where they are wrong: %j', (wrong) => {
    expect(validate({ ...DEFAULTS, ...wrong })).toBe(false);
  });
});

describeReal('the chart, by the engine that Helm has', { tools: ['go'] }, () => {
  const { go, goroot } = goToolchains().at(-1) ?? { go: '', goroot: '' };

  function render(values: Values = {}, release = 'probe-env'): readonly Manifest[] {
    const names = readdirSync(join(CHART, 'templates'));
    const { name, version, appVersion } = parse(read('Chart.yaml'));
    const input = {
      Values: { ...DEFAULTS, ...values },
      Chart: { Name: name, Version: version, AppVersion: appVersion },
      Release: { Name: release, Namespace: 'monitoring', Service: 'Helm' },
      Templates: Object.fromEntries(names.map((file) => [file, read(join('templates', file))])),
    };
    const env = cleanEnv({
      GOROOT: goroot,
      GOTOOLCHAIN: 'local',
      GO111MODULE: 'off',
      GOCACHE: '/tmp/probe-env-go-build',
    });
    const { stdout } = execaSync(go, ['run', join(import.meta.dirname, 'render.go')], {
      env: { ...env, HOME: '/tmp/probe-env-go-build' },
      extendEnv: false,
      input: JSON.stringify(input),
    });
    return Object.values(JSON.parse(stdout) as Record<string, string>).flatMap((text) =>
      parseAllDocuments(text).flatMap((document) => {
        expect(document.errors).toEqual([]);
        return document.toJS() ?? [];
      }),
    );
  }
  const setOf = (manifests: readonly Manifest[]) => {
    const found = manifests.find(({ kind }) => kind === 'DaemonSet');
    if (found === undefined) throw new Error('no DaemonSet');
    return found;
  };

  const rulesOf = (manifests: readonly Manifest[]) =>
    manifests.filter(({ kind }) => kind === 'ClusterRole').flatMap(({ rules }) => rules ?? []);

  it('makes what the plain manifest is', async () => {
    const rendered = render();
    expect(rendered.map(({ kind }) => kind)).toEqual(['DaemonSet']);
    const [plain] = parseAllDocuments(readFileSync(join(DEPLOY, 'node-daemonset.yaml'), 'utf8')).map(
      (document) => document.toJS() as Manifest,
    );
    const podOf = ({ spec }: Manifest) => {
      const { containers, ...pod } = spec.template.spec;
      const [{ command: _, ...container } = {}] = containers as readonly Partial<Container>[];
      return { ...pod, container };
    };
    expect(plain).toBeDefined();
    if (plain === undefined) return;
    expect(podOf(setOf(rendered))).toEqual({
      ...podOf(plain),
      container: { ...podOf(plain).container, imagePullPolicy: 'IfNotPresent' },
    });
    for (const container of setOf(rendered).spec.template.spec.containers) await expectAgent(container);
  });

  it('has all that may be asked for, and names it by the release', async () => {
    const policy = { goVersion: { range: '>=1.25' }, rules: { 'go-env/sumdb-off': 'error' } };
    const digest = `sha256:${'a'.repeat(64)}`;
    const manifests = render(
      {
        policy,
        port: 19640,
        image: { ...(DEFAULTS.image as Values), digest },
        podMonitor: { enabled: true, interval: '1m', labels: { release: 'prometheus' } },
        networkPolicy: { enabled: true, from: { team: 'sre' } },
        podLogs: false,
        kubeApi: true,
        openReports: true,
        runtimeState: [TASKS],
        seLinuxOptions: { type: 'spc_t' },
        appArmorProfile: false,
        priorityClassName: 'system-node-critical',
        imagePullSecrets: [{ name: 'registry' }],
        nodeSelector: { 'kubernetes.io/os': 'linux' },
        affinity: { nodeAffinity: {} },
        podAnnotations: { a: 'b' },
        podLabels: { c: 'd' },
        resources: {},
        tolerations: [],
      },
      'r'.repeat(70),
    );
    expect(manifests.map(({ kind }) => kind).sort()).toEqual([
      'ClusterRole',
      'ClusterRoleBinding',
      'ConfigMap',
      'DaemonSet',
      'NetworkPolicy',
      'PodMonitor',
      'ServiceAccount',
    ]);
    const shown = manifests.map((object) => ({ where: object.kind, object }));
    for (const one of shown) expect(await schemaError(one)).toBeNull();
    expect(typeErrors(shown)).toBe('');
    for (const { kind, metadata } of manifests)
      expect(metadata.name).toBe(
        kind.startsWith('Cluster') ? `monitoring-${'r'.repeat(52)}` : 'r'.repeat(63),
      );
    const set = setOf(manifests);
    const { labels, annotations } = set.spec.template.metadata;
    expect(labels).toMatchObject({ ...set.spec.selector?.matchLabels, c: 'd' });
    expect(annotations).toMatchObject({ a: 'b', 'prometheus.io/port': '19640' });
    const [container] = set.spec.template.spec.containers;
    expect(container?.image).toBe(`registry.example.com/probe-env@${digest}`);
    expect(container).toMatchObject({
      resources: {},
      securityContext: { seLinuxOptions: { type: 'spc_t' } },
    });
    expect(container?.volumeMounts).toHaveLength(3);
    expect(container?.volumeMounts).toContainEqual({
      ...{ name: 'state-0', mountPath: `/host${TASKS}` },
      ...{ readOnly: true, mountPropagation: 'HostToContainer' },
    });
    expect(set.spec.template.spec.volumes).toContainEqual({
      name: 'state-0',
      hostPath: { path: TASKS, type: 'Directory' },
    });
    if (container !== undefined) await expectAgent(container);
    const text = manifests.find(({ kind }) => kind === 'ConfigMap')?.data?.['policy.yaml'] ?? '';
    expect(parse(text)).toEqual(policy);
  });

  it('may list pods and nothing else where it asks the API server, and has no token where it does not', () => {
    const rendered = render({ kubeApi: true });
    expect(rulesOf(rendered)).toEqual([
      { apiGroups: [''], resources: ['pods'], verbs: ['get', 'list', 'watch'] },
    ]);
    const { spec } = setOf(rendered).spec.template;
    expect(spec).toMatchObject({ serviceAccountName: 'probe-env', automountServiceAccountToken: true });
    expect(spec.containers[0]?.command).toContain('--kube-api');
    expect(spec.containers[0]?.env).toEqual([
      { name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ]);
    const plain = parseAllDocuments(readFileSync(join(DEPLOY, 'node-kube-api.yaml'), 'utf8'));
    expect(rulesOf(plain.map((document) => document.toJS()))).toEqual(rulesOf(rendered));
    expect(setOf(render()).spec.template.spec).toMatchObject({ automountServiceAccountToken: false });
  });

  it('may write Reports where it does, and not otherwise', () => {
    const rendered = render({ kubeApi: true, openReports: true });
    expect(setOf(rendered).spec.template.spec.containers[0]?.command).toContain('--openreports');
    expect(rulesOf(rendered).slice(1)).toEqual([
      {
        apiGroups: ['openreports.io'],
        resources: ['reports'],
        verbs: ['get', 'list', 'create', 'patch', 'delete'],
      },
    ]);
    expect(setOf(render({ openReports: true })).spec.template.spec.containers[0]?.command).not.toContain(
      '--openreports',
    );
  });

  it('lets nothing out but to the API server, where it is asked', () => {
    const egress = (kubeApi: boolean, more = {}) =>
      render({ ...more, kubeApi, networkPolicy: { enabled: true, from: {} } }).find(
        ({ kind }) => kind === 'NetworkPolicy',
      )?.spec;
    expect(egress(false)).toMatchObject({ policyTypes: ['Ingress', 'Egress'], egress: [] });
    expect(egress(true)).toMatchObject({ egress: [{ ports: [{ port: 443 }, { port: 6443 }] }] });
    expect(egress(true, { kubeApiPorts: [443, 16443] })).toMatchObject({
      egress: [{ ports: [{ port: 443 }, { port: 16443 }] }],
    });
  });

  it('starts no other pods for another policy, which the agent reads again by itself', () => {
    const templateOf = (zone: string) =>
      setOf(render({ policy: { timezone: { expected: zone } } })).spec.template;
    expect(templateOf('Asia/Tokyo')).toEqual(templateOf('UTC'));
  });
});
