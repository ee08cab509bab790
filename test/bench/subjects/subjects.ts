import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { officialNode } from '../../../build/sea/official-node.ts';
import { FOLDERS } from '../../../build/sea/options.ts';
import { BUNDLE, EXECUTABLE } from '../../support/runs/built-file.ts';
import { cleanEnv, goToolchains, tool } from '../../support/system/real-tools.ts';
import type { Subject } from '../measure.ts';
import { caBundle, ownCas } from './certificates.ts';
import { storeWith } from './stock-certificates.ts';

const HERE = import.meta.dirname;

/** The Node that the executable carries, outside of it: the measure of all ratios. */
export const NODE = officialNode(process.arch === 'arm64' ? 'arm64' : 'x64', FOLDERS.cache);

/** What an image with a Go toolchain has in its environment. */
function goEnvironment(): Record<string, string> {
  const go = goToolchains().at(-1);
  if (go === undefined) throw new Error('no Go toolchain: run .ci/tools.sh');
  const { PATH = '' } = cleanEnv();
  return cleanEnv({ PATH: `${go.goroot}/bin:${PATH}`, HOME: '/root' });
}

/** Side by side: the same four questions asked by everybody, and what probe-env costs in its other lives. */
export function sideBySide(folder: string): readonly Subject[] {
  const env = goEnvironment();
  const policy = join(folder, 'policy.json');
  writeFileSync(
    policy,
    JSON.stringify({ goVersion: { range: '>=1.21' }, timezone: { expected: 'Etc/UTC' } }),
  );
  const subjects: Subject[] = [
    { name: 'node -e 0', argv: [NODE, '-e', '0'], env },
    { name: 'bundle, build profile', argv: [NODE, BUNDLE], env },
    { name: "bundle in Node's compile cache", argv: [NODE, BUNDLE], env: { ...env, ...compiled(folder) } },
    { name: 'executable, build profile', argv: [EXECUTABLE], env },
    { name: 'executable, runtime profile', argv: [EXECUTABLE], env: cleanEnv({ HOME: '/root' }) },
    { name: 'executable, build profile, policy file', argv: [EXECUTABLE, '--config', policy], env },
    { name: 'executable, 12 findings', argv: [EXECUTABLE], env: { ...env, ...broken(folder) }, code: 1 },
    { name: 'executable, build profile, JSON', argv: [EXECUTABLE, '--format', 'json'], env },
    { name: 'shell script', argv: [join(HERE, 'probe-env.sh')], env },
  ];
  const goss = tool('goss');
  if (goss !== null)
    subjects.push({ name: 'goss', argv: [goss, '-g', join(HERE, 'goss.yaml'), 'validate'], env });
  return subjects;
}

/** Where Node keeps what it compiled in the round before the first that counts. */
function compiled(folder: string): Record<string, string> {
  return { NODE_COMPILE_CACHE: join(folder, 'compile-cache') };
}

/** An environment with about a dozen findings. */
function broken(folder: string): Record<string, string> {
  const policy = join(folder, 'broken.json');
  const paths = Array.from({ length: 6 }, (_, i) => ({ path: `/missing-${i}`, need: ['read'] }));
  writeFileSync(policy, JSON.stringify({ permissions: { paths } }));
  return {
    PROBE_ENV_CONFIG: policy,
    TZ: 'Asia/Shangai',
    SSL_CERT_FILE: '/missing/ca.pem',
    SSL_CERT_DIR: '/missing/certs',
    NODE_EXTRA_CA_CERTS: '/missing/extra.pem',
    GOSUMDB: 'off',
    GOPROXY: 'off',
    GOPRIVATE: 'a.example, b.example',
  };
}

/** What the trust store costs: stock, and with a company's own CAs, beside the same run without the probe. */
export function trustStore(folder: string): readonly Subject[] {
  const env = goEnvironment();
  const runtime = ['--profile', 'runtime'];
  const many = caBundle(300).match(/-----BEGIN[^-]*-----[^-]*-----END[^-]*-----\n/g) ?? [];
  const [two, lots] = [storeWith(folder, ownCas()), storeWith(folder, many)];
  const cached = { ...env, ...compiled(folder) };
  return [
    { name: 'node -e 0', argv: [NODE, '-e', '0'], env },
    { name: 'runtime, without ca-certs', argv: [EXECUTABLE, ...runtime, '--skip', 'ca-certs'], env },
    { name: 'runtime, stock', argv: [EXECUTABLE, ...runtime], env },
    { name: 'runtime, two own CAs', argv: [EXECUTABLE, ...runtime], env: { ...env, ...two } },
    { name: 'runtime, 300 own CAs', argv: [EXECUTABLE, ...runtime], env: { ...env, ...lots } },
    { name: 'build, without ca-certs', argv: [EXECUTABLE, '--skip', 'ca-certs'], env },
    { name: 'build, stock', argv: [EXECUTABLE], env },
    { name: 'build, two own CAs', argv: [EXECUTABLE], env: { ...env, ...two } },
    { name: 'bundle in the cache, build, stock', argv: [NODE, BUNDLE], env: cached },
    { name: 'bundle in the cache, build, two own CAs', argv: [NODE, BUNDLE], env: { ...cached, ...two } },
  ].map((subject) => {
    const healthy = !subject.argv.includes('-e');
    const argv = healthy ? [...subject.argv, '--timeout', '20000'] : subject.argv;
    return { ...subject, argv, healthy, calls: true };
  });
}

/** The same subjects under a container's limits; `groups` as cgroup.procs. */
export function limited(folder: string, groups: readonly string[]): readonly Subject[] {
  const wanted = [
    'node -e 0',
    'bundle, build profile',
    "bundle in Node's compile cache",
    'executable, build profile',
    'executable, runtime profile',
  ];
  return sideBySide(folder)
    .filter(({ name }) => wanted.includes(name))
    .map((subject) => {
      // To the end, however long it takes: a run that is cut at its deadline would measure the deadline.
      const patient = subject.argv.includes('-e') ? [] : ['--timeout', '10000'];
      return { ...subject, argv: [...subject.argv, ...patient], groups };
    });
}

/** Bundles of more and more certificates, asked about them alone. */
export function certificates(folder: string, counts: readonly number[]): readonly Subject[] {
  const empty = join(folder, 'empty');
  mkdirSync(empty, { recursive: true });
  return counts.map((count) => {
    const file = join(folder, `${count}.pem`);
    writeFileSync(file, caBundle(count));
    const env = cleanEnv({ SSL_CERT_FILE: file, SSL_CERT_DIR: empty });
    const argv = [EXECUTABLE, '--only', 'ca-certs', '--timeout', '20000'];
    return { name: `${count} certificates`, argv, env };
  });
}

/** More and more paths that the policy names. */
export function paths(folder: string, counts: readonly number[]): readonly Subject[] {
  return counts.map((count) => {
    const policy = join(folder, `${count}-paths.json`);
    const required = Array.from({ length: count }, (_, i) => {
      const path = join(folder, 'paths', `d${i % 50}`, `f${i}`);
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, '');
      return { path, need: ['read', 'write'] };
    });
    writeFileSync(policy, JSON.stringify({ permissions: { paths: required } }));
    const argv = [EXECUTABLE, '--only', 'permissions', '--config', policy, '--timeout', '20000'];
    return { name: `${count} paths`, argv, env: cleanEnv() };
  });
}
