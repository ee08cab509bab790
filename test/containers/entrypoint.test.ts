import { afterAll, expect, it } from 'vitest';
import { CLOSE_MS, containerFlags, Podman } from '../support/containers.ts';
import { describeReal } from '../support/real-tools.ts';
import { Images, imagesProblem, PROBE_ENV } from './images.ts';

/** An application that says when it is up and how it was told to end. */
const APP = `trap 'echo got TERM; exit 7' TERM; trap 'echo got HUP; exit 8' HUP; echo up as $$; while :; do sleep 0.05; done`;

describeReal(
  'probe-env as an entrypoint',
  { root: true, tools: ['podman', 'runc'], also: imagesProblem },
  () => {
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

    const exitCode = (name: string) => podman.command(['wait', name]).stdout.trim();
    const modes = [
      ['execve', []],
      ['resident', ['--resident']],
    ] as const;

    it.each(modes)('hands SIGTERM to the application and ends with its code (%s)', (mode, flags) => {
      const name = start([], [PROBE_ENV, 'run', '--timeout', '20000', ...flags, '--', '/bin/sh', '-c', APP]);
      expect(podman.command(['logs', name]).stdout === 'up as 1').toBe(mode === 'execve');
      podman.command(['stop', '--time', '10', name]);
      expect(exitCode(name)).toBe('7');
      expect(podman.command(['logs', name]).stdout).toContain('got TERM');
    });

    it.each(modes)('hands other signals on too (%s)', (_, flags) => {
      const name = start([], [PROBE_ENV, 'run', '--timeout', '20000', ...flags, '--', '/bin/sh', '-c', APP]);
      podman.command(['kill', '--signal', 'HUP', name]);
      expect(exitCode(name)).toBe('8');
    });

    it('leaves no process behind but the application', () => {
      const name = start([], [PROBE_ENV, 'run', '--timeout', '20000', '--', '/bin/sh', '-c', APP]);
      const { stdout } = podman.command([
        'exec',
        name,
        '/bin/sh',
        '-c',
        'for p in /proc/[0-9]*; do cat $p/comm $p/stat; done',
      ]);
      expect(stdout).not.toMatch(/probe-env|\) Z /);
      podman.command(['kill', name]);
    });

    it('answers a health check of the runtime', () => {
      const check = (args: readonly string[]) => [
        '--health-cmd',
        JSON.stringify([PROBE_ENV, '--timeout', '20000', ...args]),
        '--health-interval=disable',
        '--health-timeout=60s',
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
  },
);
