import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caCerts } from '../../../probes/ca-certs/index.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { cleanEnv, describeReal, goToolchains, nodes, tool } from '../../support/system/real-tools.ts';
import { CERTIFICATE_STORES } from './certificate-stores.ts';
import { inRoot, makeRoot } from './chroot.ts';
import { DEFAULT_PATHS, DIRECTORIES } from './directories.ts';
import { PEM_STORES } from './pem-stores.ts';
import type { StoreCase } from './stores.ts';
import {
  buildGoRoots,
  goRoots,
  hostWith,
  type MadeStore,
  makeStore,
  nodeRoots,
  opensslFinds,
} from './tools.ts';

const made = new Map<string, MadeStore>();
afterAll(() => {
  for (const store of made.values()) store.remove();
});
const storeOf = (name: string): MadeStore => {
  const store = made.get(name) ?? makeStore(ALL[name] ?? { files: {} });
  made.set(name, store);
  return store;
};
const ALL: Readonly<Record<string, StoreCase>> = {
  ...PEM_STORES,
  ...CERTIFICATE_STORES,
  ...DIRECTORIES,
};
const NAMES = Object.keys(ALL);
const probe = async (env: Readonly<Record<string, string>>, version?: string) => {
  const look = async (details: boolean) => {
    const host = hostWith(env, version);
    const seen = await judgeHost(caCerts, host, { details, deadlineMs: Number.MAX_SAFE_INTEGER });
    expect(seen.incomplete).toBeUndefined();
    return seen.facts;
  };
  const facts = await look(true);
  // Where nothing is shown less is looked at, and the same is found.
  const { go, openssl, node } = await look(false);
  expect([go.roots.size, openssl?.roots.size, node.roots.size]).toEqual([
    facts.go.roots.size,
    facts.openssl?.roots.size,
    facts.node.roots.size,
  ]);
  return facts;
};

describeReal('ca-certs counts the roots that Go takes in', { go: true }, () => {
  const programs = new Map<string, string>();
  beforeAll(() => {
    for (const toolchain of goToolchains()) programs.set(toolchain.version, buildGoRoots(toolchain));
  }, 600_000);

  it.each(NAMES)('%s', async (name) => {
    const { env } = storeOf(name);
    const expected = (await probe(env)).go.roots.size;
    const differs = ALL[name]?.goDiffers ?? {};
    const real = [...programs].map(([version, program]) => [version, goRoots(program, env)]);
    expect(Object.fromEntries(real)).toEqual(
      Object.fromEntries([...programs.keys()].map((version) => [version, differs[version] ?? expected])),
    );
  });
});

describeReal('ca-certs knows which roots OpenSSL finds', { tools: ['openssl'] }, () => {
  const openssl = tool('openssl') ?? '';
  const comparable = NAMES.filter((name) => ALL[name]?.opensslDiffers === undefined);
  it.each(comparable)('%s', async (name) => {
    const { env } = storeOf(name);
    const { go, openssl: ours } = await probe(env);
    const candidates = [...new Set([...go.roots, ...(ours?.roots ?? [])])];
    const found = opensslFinds(
      openssl,
      cleanEnv(env),
      candidates.map(({ der }) => der),
    );
    expect(found).toEqual(candidates.map((entry) => ours?.roots.has(entry)));
  });
});

describeReal('ca-certs knows which certificates Node adds', { nodes: true }, () => {
  describe.each(nodes())('Node $version', (node) => {
    it.each(Object.keys(PEM_STORES))('%s', async (name) => {
      const { directory } = storeOf(name);
      const env = { NODE_EXTRA_CA_CERTS: `${directory}/ca.pem` };
      const facts = await probe(env);
      const real = nodeRoots(node, cleanEnv(env));
      const ours = [...facts.node.roots].map(({ der }) => der.toString('base64'));
      expect(ours.sort()).toEqual([...new Set(real.extra)].sort());
    });
  });

  describe.each(nodes())('Node $version with --use-system-ca', (node) => {
    it.each(Object.keys(DIRECTORIES))('%s', async (name) => {
      const env = { ...storeOf(name).env, NODE_OPTIONS: '--use-system-ca' };
      const facts = await probe(env, `v${node.version}.99.0`);
      const ours = [...facts.node.roots].map(({ der }) => der.toString('base64'));
      expect(ours.sort()).toEqual([...new Set(nodeRoots(node, cleanEnv(env)).system)].sort());
    });
  });

  it('knows from which version on the variable counts', async () => {
    const { env } = storeOf('files with hash names');
    const counts = ['v20.20.0', 'v22.18.0', 'v22.19.0', 'v24.5.0', 'v24.6.0'].map(
      async (version) => (await probe({ ...env, NODE_USE_SYSTEM_CA: '1' }, version)).node.roots.size,
    );
    expect(await Promise.all(counts)).toEqual([0, 0, 2, 0, 2]);
  });
});

describeReal('ca-certs follows the default paths', { go: true, tools: ['openssl'], root: true }, () => {
  const programs = goToolchains();
  it.each(Object.entries(DEFAULT_PATHS))('%s', async (_name, files) => {
    const root = makeRoot(files, {
      ...Object.fromEntries(programs.map((t) => [`go-${t.version}`, buildGoRoots(t)])),
      openssl: tool('openssl') ?? '',
    });
    try {
      const { facts } = await judgeHost(caCerts, root.host);
      const real = programs.map((t) => Number(inRoot(root.directory, [`/go-${t.version}`])));
      expect(real).toEqual(programs.map(() => facts.go.roots.size));
      const candidates = [...new Set([...facts.go.roots, ...(facts.openssl?.roots ?? [])])];
      const found = candidates.map(({ der }) => root.opensslFinds(der));
      // Debian's OpenSSL looks under /usr/lib/ssl: it cannot show what those of other systems do.
      if (root.debian) expect(found).toEqual(candidates.map((c) => facts.openssl?.roots.has(c) ?? false));
    } finally {
      root.remove();
    }
  });
});
