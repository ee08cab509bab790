import { afterAll, beforeAll, expect, it } from 'vitest';
import { Chroots, type Machine, type Operator } from '../support/chroot.ts';
import { describeReal } from '../support/real-tools.ts';
import { SCENARIOS } from './scenarios.ts';

/** Probes that need nothing but files, and say the same from inside and from outside. */
const ONLY = ['ca-certs', 'timezone', 'permissions'];
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

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
  },
  cwd: '/tmp',
  umask: '0777',
};

interface Found {
  readonly rule: string;
  readonly severity: string;
}

describeReal(
  'a root that is looked at from outside',
  { tools: ['unshare', 'chroot', 'mount'], root: true },
  () => {
    let chroots: Chroots;
    beforeAll(() => {
      chroots = new Chroots();
    });
    afterAll(() => chroots.close());

    const apply = SCENARIOS.filter(
      ({ args = [], machine }) => args[0] !== 'route' && machine().setup === undefined,
    );

    it.each(apply)(
      'has the findings that it has from inside: $name',
      async ({ machine: make, args = [] }) => {
        const { inside, outside } = situation(make(), args);
        const [within, without] = await Promise.all([
          chroots.run(inside, withUsualEnv(make())),
          chroots.lookAt(outside, withUsualEnv(make()), CONTRADICTING),
        ]);
        expect(without.stderr).toBe('');
        expect(findings(without.stdout)).toEqual(findings(within.stdout));
      },
    );

    it.each(apply.slice(0, 4))(
      'says the same whatever surrounds who looks: $name',
      async ({ machine, args = [] }) => {
        const { outside } = situation(machine(), args);
        const [one, other] = await Promise.all(
          [PLAIN, CONTRADICTING].map((operator) =>
            chroots.lookAt(outside, withUsualEnv(machine()), operator),
          ),
        );
        expect(timeless(other?.stdout)).toEqual(timeless(one?.stdout));
      },
    );
  },
);

describeReal(
  'a process that is looked at from outside',
  { tools: ['unshare', 'chroot', 'mount'], root: true },
  () => {
    let chroots: Chroots;
    beforeAll(() => {
      chroots = new Chroots();
    });
    afterAll(() => chroots.close());

    const apply = SCENARIOS.filter(({ args = [] }) => args[0] !== 'route');

    it.each(apply)(
      'has the findings that it has from inside: $name',
      async ({ machine: make, args = [] }) => {
        const { inside, outside } = situation(make(), args, [...ONLY, 'umask']);
        const [within, without] = await Promise.all([
          chroots.run(inside, withUsualEnv(make())),
          chroots.lookAtProcess(outside, withUsualEnv(make()), CONTRADICTING),
        ]);
        expect(without.stderr).toBe('');
        expect(findings(without.stdout)).toEqual(findings(within.stdout));
      },
    );

    it.each(apply.slice(0, 4))(
      'says the same whatever surrounds who looks: $name',
      async ({ machine, args = [] }) => {
        const { outside } = situation(machine(), args, [...ONLY, 'umask']);
        const [one, other] = await Promise.all(
          [PLAIN, CONTRADICTING].map((operator) =>
            chroots.lookAtProcess(outside, withUsualEnv(machine()), operator),
          ),
        );
        expect(timeless(other?.stdout)).toEqual(timeless(one?.stdout));
      },
    );
  },
);

/** The words for either side: the policy of a machine is one file for both. */
function situation({ trees }: Machine, asked: readonly string[], probes: readonly string[] = ONLY) {
  const inside = [...only(asked, probes), '-f', 'json', '--timeout', '20s'];
  const policy = '/etc/probe-env.yaml';
  const named = trees.some((tree) => policy in tree) ? ['-c', `$M${policy}`] : [];
  return { inside, outside: [...inside, ...named] };
}

/** What a runtime sets where an image says nothing. */
function withUsualEnv(machine: Machine): Machine {
  return { ...machine, env: { PATH, HOME: '/', ...machine.env } };
}

function only(args: readonly string[], probes: readonly string[]): readonly string[] {
  const at = args.indexOf('--only');
  const rest = at === -1 ? args : [...args.slice(0, at), ...args.slice(at + 2)];
  return [...rest, '--only', probes.join()];
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
  return JSON.parse(stdout, (key, value: unknown) =>
    /^(?:durationMs|startedAt|root|pid|localTime|when)$/.test(key) ? null : value,
  );
}
