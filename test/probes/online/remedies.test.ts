import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { probes } from '../../../probes/index.ts';
import { type OnlineFinding, rules } from '../../../probes/online/rules/index.ts';
import type { Platform } from '../../../src/core/platform.ts';
import type { AnyProbe } from '../../../src/core/probe.ts';
import { remediesOf } from '../../../src/verdict/render.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { fakeNetwork } from '../../support/network/online/fake-network.ts';
import { chainOf, leaf, middle, PROXY_ROOT, pemOf, proxyRoot } from '../../support/network/online/pki.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { cleanEnv, describeReal, tool } from '../../support/system/real-tools.ts';

const online = probes.find(({ name }) => name === 'online') as AnyProbe;
const NAME = 'vault.corp.example';
const POLICY = { online: { tls: [NAME] } } as const;
const BUNDLE = '/etc/ssl/certs/ca-certificates.crt';
const PLATFORM: Platform = {
  family: 'debian',
  os: 'debian',
  osVersion: '12',
  label: 'Debian 12',
  libc: 'glibc',
  root: true,
  has: () => true,
  writes: () => true,
};

/** The CA of a proxy signs for the server; files and variables are what a remedy makes of the container. */
const machine = (files: Readonly<Record<string, string>>, env: Readonly<Record<string, string>> = {}) => ({
  ...memoryHost({ trees: [{ '/etc/ssl/cert.pem': files[BUNDLE] ?? '', ...files }], env }),
  network: fakeNetwork({
    [NAME]: chainOf([leaf({ issuer: PROXY_ROOT }, [NAME])], undefined, proxyRoot),
  }),
});

async function found(host: ReturnType<typeof machine>) {
  const { findings } = await judgeHost(online, host, { policy: POLICY });
  const [finding] = findings as readonly OnlineFinding[];
  if (finding === undefined) return { finding: null, lines: [] };
  const rule = rules[finding.rule.slice('online/'.length) as keyof typeof rules];
  const remedies = remediesOf(rule as never, finding.args as never, PLATFORM);
  return { finding, lines: remedies.filter(({ where }) => where === 'image').map(({ lines }) => lines) };
}

const STORE = { [BUNDLE]: pemOf([middle]) };

describe('what a remedy says of the CA of a server, done to the container', () => {
  it('gives Node the CA by the variable', async () => {
    const { lines } = await found(machine(STORE));
    const [, value = ''] =
      /^ENV NODE_EXTRA_CA_CERTS=(.*)$/.exec(
        lines
          .flat()
          .join('\n')
          .match(/^ENV .*$/m)?.[0] ?? '',
      ) ?? [];
    expect(value).toMatch(/^\/etc\/ssl\/[\w-]+\.crt$/);
    const after = await found(
      machine({ ...STORE, [value]: pemOf([proxyRoot]) }, { NODE_EXTRA_CA_CERTS: value }),
    );
    expect(after.finding?.args).toMatchObject({ runtimes: ['go', 'openssl'] });
  });

  const folder = mkdtempSync(join(tmpdir(), 'probe-env-online-remedy-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  describeReal('and the store', { tools: ['update-ca-certificates', 'openssl'] }, () => {
    it('gives Go and OpenSSL the CA by COPY and update-ca-certificates', async () => {
      const { lines } = await found(machine(STORE));
      const copied = lines
        .flat()
        .map((line) => /^COPY (\S+) \/usr\/local\/share\/ca-certificates\/(\S+)$/.exec(line));
      const [, source = '', target = ''] = copied.find((match) => match !== null) ?? [];
      expect(lines.flat()).toContain('RUN update-ca-certificates');
      for (const name of ['local', 'certs', 'etc', 'hooks']) mkdirSync(join(folder, name));
      writeFileSync(join(folder, 'conf'), '');
      expect(source).toBe(target);
      writeFileSync(join(folder, 'local', target), pemOf([proxyRoot]));
      const places = {
        certsconf: 'conf',
        certsdir: 'certs',
        localcertsdir: 'local',
        etccertsdir: 'etc',
        hooksdir: 'hooks',
      };
      const options = Object.entries(places).flatMap(([name, place]) => [`--${name}`, join(folder, place)]);
      execFileSync(tool('update-ca-certificates') ?? '', options, { env: cleanEnv(), stdio: 'pipe' });
      const bundle = readFileSync(join(folder, 'etc/ca-certificates.crt'), 'utf8');
      const ca = '/etc/ssl/ca.crt';
      const after = await found(
        machine({ [BUNDLE]: bundle, [ca]: pemOf([proxyRoot]) }, { NODE_EXTRA_CA_CERTS: ca }),
      );
      expect(after.finding).toBeNull();
    });
  });

  /** Whatever the rule, the CA gets into the store by the lines that are typed above. */
  it.each(['issuer-unknown', 'intercepted', 'intermediate-missing'] as const)(
    'are the same lines where the finding is %s',
    (name) => {
      const args = { ...rules[name].example, issuer: 'Corp Root CA' };
      const remedies = remediesOf(rules[name] as never, args as never, PLATFORM);
      expect(remedies.filter(({ where }) => where === 'image').flatMap(({ lines }) => lines)).toEqual([
        'COPY corp-root-ca.crt /usr/local/share/ca-certificates/corp-root-ca.crt',
        'RUN update-ca-certificates',
        'ENV NODE_EXTRA_CA_CERTS=/etc/ssl/corp-root-ca.crt',
      ]);
    },
  );
});
