import * as fs from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../src/core/documents/report.ts';
import type { TargetDescription } from '../../../src/core/documents/target-description.ts';
import { jsonSchemas } from '../../../src/json-schemas.ts';
import { main } from '../../../src/main.ts';
import { sinceNow } from '../../../src/target/since-now.ts';
import { memoryIo } from '../../support/memory/memory-io.ts';
import { FAKES } from '../../support/probes/fake-probe.ts';
import { liveHost } from '../../support/system/live-host.ts';

const MANIFEST = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web }
spec:
  selector: { matchLabels: { app: web } }
  template:
    metadata: { labels: { app: web } }
    spec:
      containers:
        - name: app
          env:
            - { name: TZ, value: "" }
            - { name: GREETING, value: "hello $(TZ), $(PASSWORD)" }
            - name: PASSWORD
              valueFrom: { secretKeyRef: { name: s, key: p } }
            - name: LATER
              valueFrom: { configMapKeyRef: { name: later, key: k } }
            - name: TOKEN_TEXT
              value: "with $(PASSWORD)"
          securityContext: { runAsUser: 1000, runAsGroup: 1000, readOnlyRootFilesystem: true }
          resources: { limits: { cpu: 500m, memory: 64Mi } }
          volumeMounts:
            - { name: cfg, mountPath: /etc/ssl/certs }
            - { name: data, mountPath: /data, subPath: own }
      volumes:
        - { name: cfg, configMap: { name: cfg, defaultMode: 0400 } }
        - { name: data, persistentVolumeClaim: { claimName: c } }
---
kind: ConfigMap
metadata: { name: cfg }
data: { ca.crt: CERT }
---
kind: Secret
metadata: { name: s }
stringData: { p: hunter22 }
`;

async function run(args: readonly string[]) {
  const io = memoryIo();
  const code = await main([...args], sinceNow(liveHost({ PATH: '/usr/bin:/bin' })), io);
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}

let directory: string;
let file: string;

beforeAll(() => {
  directory = fs.mkdtempSync(join(tmpdir(), 'pod-'));
  file = join(directory, 'web.yaml');
  fs.writeFileSync(file, MANIFEST);
});
afterAll(() => fs.rmSync(directory, { recursive: true, force: true }));

async function described(...args: readonly string[]): Promise<TargetDescription> {
  const pod = args.includes('--pod') ? [] : ['--pod', file];
  const { stdout, stderr } = await run(['target', '-f', 'json', ...pod, ...args]);
  expect(stderr).toBe('');
  const description = JSON.parse(stdout);
  const validate = new Ajv2020({ strict: false }).compile((await jsonSchemas(FAKES)).target);
  expect(validate(description), JSON.stringify(validate.errors)).toBe(true);
  return description;
}

describe('target --pod', () => {
  it('tells the namespace that the manifest names', async () => {
    const shop = join(directory, 'shop.yaml');
    fs.writeFileSync(shop, MANIFEST.replace('{ name: web }', '{ name: web, namespace: shop }'));
    const { target } = await described('--pod', shop);
    expect(target).toEqual({
      kind: 'pod',
      pod: { file: shop, name: 'web', namespace: 'shop', container: 'app' },
    });
  });

  it('tells what the manifest decides, and which line', async () => {
    const is = await described('--path', '/etc/ssl/certs/ca.crt');
    expect(is.target).toEqual({ kind: 'pod', pod: { file, name: 'web', container: 'app' } });
    expect([is.starts, is.reason]).toEqual([null, `ConfigMap later is not in the manifest (${file}:17)`]);
    const tz = is.environment.find(({ name }) => name === 'TZ');
    expect(tz).toEqual({ name: 'TZ', value: '', origin: { kind: 'file', file, line: 12 } });
    expect(is.environment.find(({ name }) => name === 'LATER')?.value).toBeNull();
    expect(is.identity).toMatchObject({ uid: 1000, gid: 1000, groups: null, noNewPrivileges: false });
    expect(is.identity.capabilities).toMatchObject({ effective: '0', bounding: 'a80425fb' });
    expect(is.limits).toEqual({ cpus: 0.5, memoryBytes: 64 * 1024 * 1024, cgroup: null });
    expect(is.command).toBeNull();
    expect(is.mounts?.filter(({ origin }) => origin?.kind === 'file')).toEqual([
      expect.objectContaining({
        at: '/data',
        type: 'persistentVolumeClaim',
        readOnly: false,
        directory: '/own',
      }),
      expect.objectContaining({ at: '/etc/ssl/certs', type: 'configMap', readOnly: true, source: 'cfg' }),
    ]);
    expect(is.files[0]).toMatchObject({ type: 'symlink', target: '..data/ca.crt' });
  });

  it('shows nothing of a Secret, unless it is asked to', async () => {
    const value = ({ environment }: TargetDescription, wanted: string) =>
      environment.find(({ name }) => name === wanted)?.value;
    const hidden = await described();
    expect(JSON.stringify(hidden)).not.toContain('hunter22');
    expect(value(hidden, 'GREETING')).toBe('hello , $(PASSWORD)');
    const shown = await described('--show-values');
    expect(value(shown, 'TOKEN_TEXT')).toBe('with hunter22');
  });

  it('gives the process what the call says in place of the manifest, and says so', async () => {
    const is = await described('--env', 'TZ=Asia/Tokyo', '--env', 'NEW=1');
    const tz = is.environment.find(({ name }) => name === 'TZ');
    expect(tz).toEqual({ name: 'TZ', value: 'Asia/Tokyo', origin: { kind: 'option', option: '--env' } });
    expect(is.environment.find(({ name }) => name === 'GREETING')?.value).toBe('hello , $(PASSWORD)');
    expect(is.target).toMatchObject({ pod: { variables: ['TZ', 'NEW'] } });
    const { stdout } = await run(['check', '--pod', file, '--env', 'TZ=Asia/Tokyo']);
    expect(stdout.split('\n')[0]).toContain('pod web with other TZ: ');
  });

  it('takes a directory in the place of an image, of which nobody knows what it says of itself', async () => {
    const root = join(directory, 'root');
    fs.mkdirSync(join(root, 'etc'), { recursive: true });
    fs.mkdirSync(join(root, 'bin'));
    fs.writeFileSync(
      join(root, 'etc/passwd'),
      'root:x:0:0::/root:/bin/sh\napp:x:1000:2000::/home/app:/bin/sh\n',
    );
    fs.symlinkSync('/etc/passwd', join(root, 'etc/link'));
    fs.writeFileSync(join(root, 'bin/tool'), '#!/etc/passwd\n', { mode: 0o755 });
    const is = await described(
      '--root',
      root,
      '--path',
      '/etc/link',
      '--path',
      '/bin/tool',
      '--path',
      '/none',
    );
    expect(is.target).toMatchObject({ kind: 'root', root, pod: { name: 'web' } });
    expect(is.identity).toMatchObject({ uid: 1000, gid: 1000 });
    expect(is.environment.find(({ name }) => name === 'HOME')?.value).toBe('/home/app');
    expect([is.command, is.starts]).toEqual([null, null]);
    expect(is.files).toMatchObject([
      { type: 'symlink', real: '/etc/passwd' },
      { type: 'file', mode: '0755', access: { execute: true, write: false } },
      { error: 'ENOENT' },
    ]);
    const bare = join(directory, 'bare.yaml');
    const container = '{ name: a, readinessProbe: { exec: { command: [/bin/none] } } }';
    fs.writeFileSync(bare, `kind: Pod\nmetadata: { name: bare }\nspec:\n  containers:\n    - ${container}\n`);
    const report = JSON.parse((await run(['check', '-f', 'json', '--pod', bare, '--root', root])).stdout);
    const found = (report as Report).probes.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    expect(found).toContain('pod/probe-program');
    expect(found.filter((rule) => rule.startsWith('permissions/'))).toEqual([]);
    expect((await run(['target', '--pod', bare, '--root', join(directory, 'none')])).code).toBe(64);
  });

  it('takes what is in a volume from a directory', async () => {
    const given = join(directory, 'claim');
    fs.mkdirSync(join(given, 'own'), { recursive: true });
    fs.writeFileSync(join(given, 'own', 'a'), 'A', { mode: 0o640 });
    fs.chmodSync(join(given, 'own', 'a'), 0o640);
    const unknown = await described('--path', '/data/a');
    expect(unknown.files[0]).toMatchObject({ type: null, error: 'NOT_KNOWN' });
    const is = await described('--volume', `data=${given}`, '--path', '/data/a', '--path', '/data/b');
    expect(is.files).toMatchObject([{ type: 'file', mode: '0640' }, { error: 'ENOENT' }]);
  });

  it('in text', async () => {
    const { stdout } = await run(['target', '--pod', file]);
    expect(stdout).toContain('Container app of pod web');
    expect(stdout).toMatch(/starts +not known: ConfigMap later is not in the manifest/);
    expect(stdout).toMatch(/\/etc\/ssl\/certs +configMap, read-only cfg/);
  });
});

describe('check --pod without an image', () => {
  it('leaves out what files decide', async () => {
    const { stdout } = await run(['check', '-f', 'json', '--pod', file]);
    const report = JSON.parse(stdout);
    const { status, reason } = report.probes.find(({ name }: { name: string }) => name === 'ca-certs');
    expect([status, reason]).toEqual([
      'skip',
      'cannot be known of a pod without its image: the image decides it',
    ]);
  });
});

describe('what cannot be looked at', () => {
  const said = async (...args: readonly string[]) => {
    const { code, stderr } = await run(['check', ...args]);
    return [code, stderr.split('\n')[0]];
  };

  it('a manifest without that container, or without a pod', async () => {
    expect(await said('--pod', file, '--container', 'nope')).toEqual([
      66,
      `probe-env: --pod: ${file}: no container is named "nope"; there is app`,
    ]);
    const empty = join(directory, 'empty.yaml');
    fs.writeFileSync(empty, 'kind: Service\nmetadata: { name: a }\n');
    expect((await said('--pod', empty))[0]).toBe(66);
  });

  it('a wrong call', async () => {
    expect((await said('--pod', join(directory, 'none.yaml')))[0]).toBe(64);
    expect(await said('--container', 'app')).toEqual([
      64,
      'probe-env: --container speaks of a pod: --pod FILE names it',
    ]);
    expect((await said('--pod', file, '--pid', '1'))[0]).toBe(64);
    expect(await said('--pod', file, '--runtime', 'docker')).toEqual([
      64,
      'probe-env: --runtime: "docker" is none; write containerd or crio',
    ]);
    expect((await said('--pod', file, '--user', 'a'))[0]).toBe(64);
    expect((await said('--pod', file, '--volume', 'nope=/tmp'))[0]).toBe(64);
  });

  it('a mistake in it, with its line', async () => {
    const broken = join(directory, 'broken.yaml');
    fs.writeFileSync(
      broken,
      'kind: Pod\nspec:\n  containers:\n    - { name: a, env: [{ name: PORT, value: 8080 }] }\n',
    );
    expect(await said('--pod', broken)).toEqual([
      66,
      `probe-env: --pod: ${broken}:4: spec.containers[0].env[0].value must be text, and Kubernetes takes no number for it: write "8080"`,
    ]);
  });
});
