import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chroots, type Machine, type Operator } from '../../support/system/chroot.ts';
import { describeReal, goToolchains, nodes } from '../../support/system/real-tools.ts';
import { SCENARIOS } from '../scenarios/scenarios.ts';
import { GAPS, type Gap } from './gaps.ts';

const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

const [NODE] = nodes();

const PLAIN: Operator = { env: { PATH }, cwd: '/', umask: '0022' };

/** Everything that this process could take for the target's, and is not. */
const CONTRADICTING: Operator = {
  env: {
    PATH: '/nowhere:/usr/bin:/bin',
    HOME: '/nowhere',
    TZ: 'Pacific/Chatham',
    TZDIR: '/nowhere',
    SSL_CERT_FILE: '/nowhere.pem',
    SSL_CERT_DIR: '/nowhere',
    GODEBUG: 'x509negativeserial=1',
    GOFLAGS: '-mod=nothing',
    GOROOT: '/nowhere/go',
    GOPATH: '/nowhere/gopath',
    GOPROXY: 'off',
    NETRC: '/etc/passwd',
    TMPDIR: '/nowhere/tmp',
    HOSTNAME: 'operator',
    NODE_OPTIONS: '--use-openssl-ca',
    GOENV: '/etc/passwd',
    GO111MODULE: 'off',
    GOTOOLCHAIN: 'go1.99.0',
    GOSUMDB: 'off',
    XDG_CACHE_HOME: 'relative',
    XDG_CONFIG_HOME: '/etc',
    CGO_ENABLED: '0',
    CC: '/nowhere/cc',
    LC_ALL: 'tr_TR.UTF-8',
    NODE_EXTRA_CA_CERTS: '/etc/passwd',
    NODE_ICU_DATA: '/nowhere',
    PWD: '/nowhere',
  },
  cwd: '/tmp',
  umask: '0777',
  // Zones, roots and an OpenSSL of another age.
  ...(NODE === undefined ? {} : { node: NODE.path }),
  by: ['setpriv', '--no-new-privs', '--groups', '4,5,6'],
};

/** Whoever looks need not be root, nor have a right of root's. */
const NOBODY: Operator = {
  ...PLAIN,
  by: ['setpriv', '--reuid', '65534', '--regid', '65534', '--clear-groups', '--bounding-set', '-all'],
};

interface Found {
  readonly rule: string;
  readonly severity: string;
}

const NEEDS = {
  tools: ['unshare', 'chroot', 'mount', 'setpriv'],
  go: ['1.26'],
  nodes: true,
  root: true,
} as const;

const CHECKS = SCENARIOS.filter(({ args = [] }) => args[0] !== 'route' && !args.includes('--image'));
/** Mounts are not in the files. */
const OF_FILES = CHECKS.filter(({ machine }) => machine().setup === undefined);
const ROUTES = SCENARIOS.filter(({ args = [] }) => args[0] === 'route');

describeReal('a root that is looked at from outside', NEEDS, () => {
  let chroots: Chroots;
  beforeAll(() => {
    chroots = new Chroots();
  });
  afterAll(() => chroots.close());

  it.each(OF_FILES)(
    'has the findings that it has from inside: $name',
    async ({ machine: make, args = [] }) => {
      const machine = asUsual(make());
      const { inside, outside } = situation(machine, args);
      const [within, without] = await Promise.all([
        chroots.run(inside, machine),
        chroots.lookAt(outside, machine, CONTRADICTING),
      ]);
      expect(without.stderr).toBe('');
      expect(findings(without.stdout)).toEqual(findings(within.stdout).filter(isKnown('root')));
    },
  );

  it.each(ROUTES)('has the routes that it has from inside: $name', async ({ machine: make, args = [] }) => {
    const machine = asUsual(make());
    const words = [...args.slice(1), '-f', 'json'];
    // A deadline that a loaded machine keeps.
    const inTime = { ...machine, env: { ...machine.env, PROBE_ENV_TIMEOUT: '20000' } };
    const [within, without] = await Promise.all([
      chroots.run(['route', ...words], inTime),
      chroots.lookAt(words, machine, CONTRADICTING, 'route'),
    ]);
    expect([without.stderr, without.code]).toEqual(['', within.code]);
    const [inside, outside] = [JSON.parse(within.stdout), JSON.parse(without.stdout)];
    expect(outside).toEqual({
      ...inside,
      target: outside.target,
      source: `${inside.source}, read and not run`,
    });
  });

  it.each(OF_FILES.slice(0, 6))(
    'says the same whatever surrounds who looks: $name',
    async ({ machine: make, args = [] }) => {
      const machine = asUsual(make());
      const { outside } = situation(machine, args);
      const [one, other] = await Promise.all(
        [PLAIN, CONTRADICTING].map((operator) => chroots.lookAt(outside, machine, operator)),
      );
      expect(timeless(other?.stdout)).toEqual(timeless(one?.stdout));
    },
  );

  it.each(['route', 'target'])('has the same %s whatever surrounds who looks', async (command) => {
    const machine = asUsual(ROUTES[0]?.machine() ?? OF_FILES[0]?.machine() ?? { trees: [] });
    const words = command === 'route' ? ['a.org/b@v1.0.0'] : ['--path', '/etc/ssl', '--path', '/root'];
    const [one, other] = await Promise.all(
      [PLAIN, CONTRADICTING].map((operator) =>
        chroots.lookAt([...words, '-f', 'json'], machine, operator, command),
      ),
    );
    expect(other?.stderr).toBe('');
    expect(timeless(other?.stdout)).toEqual(timeless(one?.stdout));
  });

  it.each(OF_FILES.filter(({ machine }) => (machine().uid ?? 0) !== 0))(
    'has them where no getfacl is here, by the marks of ls: $name',
    async ({ machine: make, args = [] }) => {
      const machine = asUsual(make());
      const { inside, outside } = situation(machine, args);
      // In the mount namespace of whoever looks.
      const setup = [
        ...(machine.setup ?? []),
        'for at in /usr/bin/getfacl /bin/getfacl; do test ! -e $at || mount --bind /dev/null $at; done',
      ];
      const [within, without] = await Promise.all([
        chroots.run(inside, machine),
        chroots.lookAt(outside, { ...machine, setup }, PLAIN),
      ]);
      expect(findings(without.stdout)).toEqual(findings(within.stdout).filter(isKnown('root')));
    },
  );

  it('has no other findings for whoever may see less', async () => {
    const machine = asUsual(OF_FILES[1]?.machine() ?? { trees: [] });
    const { outside } = situation(machine, OF_FILES[1]?.args ?? []);
    const [root, nobody] = await Promise.all(
      [PLAIN, NOBODY].map((operator) => chroots.lookAt(outside, machine, operator)),
    );
    const all = findings(root?.stdout ?? '').map(({ rule }) => rule);
    expect(nobody?.stderr).toBe('');
    expect(JSON.parse(nobody?.stdout ?? '').probes).not.toEqual([]);
    expect(all).toEqual(expect.arrayContaining(findings(nobody?.stdout ?? '').map(({ rule }) => rule)));
  });
});

describeReal('a process that is looked at from outside', NEEDS, () => {
  let chroots: Chroots;
  beforeAll(() => {
    chroots = new Chroots();
  });
  afterAll(() => chroots.close());

  it.each(CHECKS)('has the findings that it has from inside: $name', async ({ machine: make, args = [] }) => {
    const machine = asUsual(make());
    const { inside, outside } = situation(machine, args);
    const [within, without] = await Promise.all([
      chroots.run(inside, machine),
      chroots.lookAtProcess(outside, machine, CONTRADICTING),
    ]);
    expect(without.stderr).toBe('');
    expect(findings(without.stdout)).toEqual(findings(within.stdout).filter(isKnown('process')));
  });

  it.each(CHECKS.slice(0, 4))(
    'says the same whatever surrounds who looks: $name',
    async ({ machine: make, args = [] }) => {
      const machine = asUsual(make());
      const { outside } = situation(machine, args);
      const [one, other] = await Promise.all(
        [PLAIN, CONTRADICTING].map((operator) => chroots.lookAtProcess(outside, machine, operator)),
      );
      expect(timeless(other?.stdout)).toEqual(timeless(one?.stdout));
    },
  );
});

/** The words for either side: the policy of a machine is one file for both. */
function situation({ trees }: Machine, asked: readonly string[]) {
  const inside = [...withoutOnly(asked), '-f', 'json', '--timeout', '20s'];
  const policy = '/etc/probe-env.yaml';
  const named = trees.some((tree) => policy in tree) ? ['-c', `$M${policy}`] : [];
  return { inside, outside: [...inside, ...named] };
}

/** A file that tells which compiler was built into this go. */
const COMPILER = 'src/cmd/go/internal/cfg/zdefaultcc.go';

/** With what a runtime sets where an image says nothing, and with a real go in the place of a script that speaks as it does. */
function asUsual(machine: Machine): Machine {
  const usual = { ...machine, env: { PATH, HOME: '/', ...machine.env } };
  const fake = machine.trees
    .map((tree) => tree['/usr/local/go/bin/go'])
    .findLast((node) => node !== undefined);
  const go = goToolchains().find(({ version }) => version === '1.26');
  const isScript = typeof fake === 'object' && fake?.type === 'file' && String(fake.content).startsWith('#!');
  if (go === undefined || !isScript) return usual;
  const compiler = { [`/usr/local/go/${COMPILER}`]: readFileSync(join(go.goroot, COMPILER), 'utf8') };
  return {
    ...usual,
    trees: [...machine.trees, compiler],
    setup: [...(machine.setup ?? []), `mount --bind ${go.go} $M/usr/local/go/bin/go`],
  };
}

function withoutOnly(args: readonly string[]): readonly string[] {
  const at = args.indexOf('--only');
  return at === -1 ? args : [...args.slice(0, at), ...args.slice(at + 2)];
}

/** Whether the rule can be known of another container, but for what the gaps say of all of them. */
function isKnown(kind: 'root' | 'process') {
  const silent = GAPS.filter((gap) => gap[kind] !== null && isSurely(gap)).flatMap(({ rules }) => rules);
  return ({ rule }: Found) =>
    !silent.some((name) => name === rule || (name.endsWith('/*') && rule.startsWith(name.slice(0, -1))));
}

/** Of go it is only some settings. */
function isSurely({ rules }: Gap): boolean {
  return !rules.includes('go-env/*');
}
/** Their words may differ: nobody can know what a Node in there would see. */
function findings(stdout: string): readonly Found[] {
  const { probes } = JSON.parse(stdout) as {
    readonly probes: readonly { readonly findings: readonly Found[] }[];
  };
  return probes.flatMap((probe) => probe.findings).map(({ rule, severity }) => ({ rule, severity }));
}

/** The folder of the run and its times differ, and nothing else may. */
function timeless(stdout = ''): unknown {
  return JSON.parse(stdout, (key, value: unknown) => {
    if (/^(?:durationMs|startedAt|root|pid|localTime|when)$/.test(key)) return null;
    // Where the root lies, or the number of the process, is in what leads into it.
    return typeof value === 'string' ? value.replaceAll(/chroot \S+\/root /g, 'chroot ROOT ') : value;
  });
}
