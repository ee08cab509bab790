import { afterAll, describe, expect, it } from 'vitest';
import { BUNDLE } from '../support/runs/built-file.ts';
import { CLOSE_MS, containerFlags, Podman } from '../support/system/containers.ts';
import { describeReal, nodes } from '../support/system/real-tools.ts';
import { Images, imagesProblem, PROBE_ENV } from './images.ts';

const SIGNALS = { TERM: 7, INT: 8, HUP: 9, USR1: 10 } as const;

/** An application that says when it is up, and ends with a code of its own for each signal. */
const APP = [
  ...Object.entries(SIGNALS).map(([signal, code]) => `trap 'echo got ${signal}; exit ${code}' ${signal}`),
  'echo up as $$',
  'while :; do sleep 0.05; done',
].join('; ');

/** What runs as process 1: the executable, or the bundle on a Node that is mounted. */
interface Variant {
  readonly name: string;
  readonly program: readonly string[];
  readonly volumes: readonly string[];
  readonly flags: readonly string[];
  /** The command takes the place of probe-env. */
  readonly replaced: boolean;
}

function onNode(major: string, path: string, flags: readonly string[], replaced: boolean): Variant {
  return {
    name: `the bundle on Node ${major}, ${replaced ? 'execve' : 'resident'}`,
    program: ['/opt/node', '/opt/probe-env.cjs'],
    volumes: [`${path}:/opt/node:ro`, `${BUNDLE}:/opt/probe-env.cjs:ro`],
    flags,
    replaced,
  };
}

const node24 = nodes().find(({ version }) => version === '24')?.path ?? process.execPath;
const VARIANTS: readonly Variant[] = [
  { name: 'the executable, execve', program: [PROBE_ENV], volumes: [], flags: [], replaced: true },
  {
    name: 'the executable, resident',
    program: [PROBE_ENV],
    volumes: [],
    flags: ['--resident'],
    replaced: false,
  },
  onNode(process.versions.node, process.execPath, ['--resident'], false),
  onNode('24', node24, [], true),
  onNode('24', node24, ['--resident'], false),
];

const needs = { root: true, nodes: true, tools: ['podman', 'runc'], also: imagesProblem } as const;

describeReal('probe-env as process 1', needs, () => {
  const podman = new Podman();
  const images = new Images(podman);
  afterAll(() => podman.close(), CLOSE_MS);
  let containers = 0;

  /** Starts a container in the background and waits until the application is up. */
  function start(flags: readonly string[], command: readonly string[]): string {
    const name = `entrypoint-${++containers}`;
    const { directory } = images.root('debian');
    const started = podman.command([
      ...['run', '--detach', '--name', name, '--log-driver', 'k8s-file', ...containerFlags({})],
      ...[...flags, '--rootfs', directory, ...command],
    ]);
    expect(started.stderr).toBe('');
    for (let i = 0; i < 100 && !podman.command(['logs', name]).stdout.includes('up as'); i++);
    return name;
  }

  const exitCode = (name: string) => Number(podman.command(['wait', name]).stdout.trim());

  describe.each(VARIANTS)('$name', ({ program, volumes, flags, replaced }) => {
    const mounts = volumes.flatMap((volume) => ['--volume', volume]);
    const run = (...command: string[]) => [
      ...program,
      'run',
      '--timeout',
      '20000',
      ...flags,
      '--',
      ...command,
    ];
    const up = () => start(mounts, run('/bin/sh', '-c', APP));

    it(`${replaced ? 'gives its place to' : 'stays beside'} the command, which stop ends with its own code`, () => {
      const name = up();
      expect(podman.command(['logs', name]).stdout === 'up as 1').toBe(replaced);
      podman.command(['stop', '--time', '10', name]);
      expect(exitCode(name)).toBe(SIGNALS.TERM);
      expect(podman.command(['logs', name]).stdout).toContain('got TERM');
    });

    it.each(['INT', 'HUP', 'USR1'] as const)('hands SIG%s on', (signal) => {
      const name = up();
      podman.command(['kill', '--signal', signal, name]);
      expect(exitCode(name)).toBe(SIGNALS[signal]);
    });

    it('ends with the codes that an entrypoint has', () => {
      const root = images.root('debian');
      const code = (...command: string[]) => root.run(run(...command), { volumes }).exitCode;
      expect({
        own: [code('true'), code('/bin/sh', '-c', 'exit 3')],
        signalled: code('/bin/sh', '-c', 'sh -c "kill -TERM $$"; exit 143'),
        cannotInvoke: code('/etc/passwd'),
        notFound: code('no-such-command'),
        notReady: root.run([...program, 'run', '--umask', '0777', ...flags, '--', 'true'], { volumes })
          .exitCode,
      }).toEqual({ own: [0, 3], signalled: 143, cannotInvoke: 126, notFound: 127, notReady: 125 });
      root.remove();
    });
  });

  it('leaves no process behind but the application', () => {
    const name = start([], [PROBE_ENV, 'run', '--timeout', '20000', '--', '/bin/sh', '-c', APP]);
    const look = 'for p in /proc/[0-9]*; do cat $p/comm $p/stat; done';
    const { stdout } = podman.command(['exec', name, '/bin/sh', '-c', look]);
    expect(stdout).not.toMatch(/probe-env|\) Z /);
    podman.command(['kill', name]);
  });

  it('answers a health check of the runtime', () => {
    const check = (args: readonly string[]) => [
      ...['--health-cmd', JSON.stringify([PROBE_ENV, '--timeout', '20000', ...args])],
      ...['--health-interval=disable', '--health-timeout=60s'],
    ];
    const healthy = start(check([]), ['/bin/sh', '-c', APP]);
    expect(podman.command(['healthcheck', 'run', healthy]).exitCode).toBe(0);
    const ill = start(check(['--umask', '0777']), ['/bin/sh', '-c', APP]);
    expect(podman.command(['healthcheck', 'run', ill]).exitCode).toBe(1);
  });

  it('keeps a container that is not ready from starting its command', () => {
    const root = images.root('scratch');
    const { exitCode, stdout, stderr } = root.run([PROBE_ENV, 'run', '--timeout', '20000', '--', '/never']);
    expect({ exitCode, stdout }).toEqual({ exitCode: 125, stdout: '' });
    expect(stderr).toMatch(/^NOT READY .*ca-certs\/bundle-missing/);
  });
});
