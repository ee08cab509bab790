import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { gather } from '../../build/portable/gather.ts';
import { FOLDERS } from '../../build/sea/options.ts';
import { EXECUTABLE, executableProblem } from '../support/runs/built-file.ts';
import { arm64Libraries, cleanEnv, describeReal, TOOLS, tool } from '../support/system/real-tools.ts';
import { type Root, Roots } from './roots.ts';

const DEBIAN = join(TOOLS, 'roots/debian');
const REPORT = ['--profile', 'runtime', '--format', 'json', '--timeout', '20000'];
/** A user id that nobody has. */
const STRANGER = '54321';

interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function run(argv: readonly string[]): Ran {
  const [program = '', ...args] = argv;
  const { status, stdout, stderr } = spawnSync(program, args, { env: cleanEnv(), encoding: 'utf8' });
  return { status, stdout, stderr };
}

const home = mkdtempSync(join(tmpdir(), 'probe-env-portable-'));
afterAll(() => rmSync(home, { recursive: true, force: true }));

const needs = {
  tools: ['bwrap', 'gcc', 'readelf', 'setpriv', 'busybox'],
  root: true,
  also: executableProblem,
} as const;

describeReal('the portable folder', needs, () => {
  const folder = join(home, 'folder');
  spawnSync('chmod', ['755', home]);
  gather({
    architecture: process.arch as 'x64' | 'arm64',
    executable: EXECUTABLE,
    sysroot: '/',
    folder,
  });
  const roots = new Roots();
  afterAll(() => roots.close());

  /** Starts a program of the folder, mounted at `at`, in a read-only root, as a user without a name. */
  function inside(
    { directory }: Root,
    at: string,
    argv: readonly string[],
    mounts: readonly string[] = [],
  ): Ran {
    return run([
      ...['setpriv', '--reuid', STRANGER, '--regid', '0', '--clear-groups', tool('bwrap') ?? 'bwrap'],
      ...['--ro-bind', directory, '/', '--ro-bind', folder, at, ...mounts, '--unshare-all', '--clearenv'],
      ...argv,
    ]);
  }

  const debian: Root = { name: 'debian', directory: DEBIAN };
  const scratch = roots.scratch();
  const musl = roots.musl();
  const images = [scratch, musl, roots.foreignGlibc(), ...(existsSync(DEBIAN) ? [debian] : [])];

  it.each(images)('answers in $name, without /proc and /tmp of its own', (root) => {
    const at = root === debian ? '/mnt' : '/opt/probe-env';
    // Debian's /dev/null is a device, which may not be opened on a mount of our own.
    const ran = inside(root, at, [`${at}/probe-env`, ...REPORT], root === debian ? ['--dev', '/dev'] : []);
    expect(ran.stderr).toBe('');
    const report = JSON.parse(ran.stdout);
    expect(report.host).toMatchObject({ uid: Number(STRANGER), gid: 0 });
    expect(report.summary).toMatchObject({ inconclusive: 0 });
    expect(ran.status).toBe(report.exitCode);
  });

  it('starts with /proc too, and from a folder whose name has a blank', () => {
    const ran = inside(scratch, '/with space', ['/with space/probe-env', '--version'], ['--proc', '/proc']);
    expect(ran).toMatchObject({ status: 0, stderr: '' });
  });

  it('finds its folder through links, absolute and relative, with and without /proc', () => {
    const links = join(home, 'links');
    spawnSync('mkdir', [links]);
    symlinkSync('/opt/probe-env/probe-env', join(links, 'absolute'));
    symlinkSync('absolute', join(links, 'relative'));
    for (const proc of [[], ['--proc', '/proc']]) {
      for (const name of ['absolute', 'relative']) {
        const mounts = ['--ro-bind', links, '/with space', ...proc];
        const ran = inside(scratch, '/opt/probe-env', [`/with space/${name}`, '--version'], mounts);
        expect(ran, `${name} ${proc.join(' ')}`).toMatchObject({ status: 0, stderr: '' });
      }
    }
  });

  it('becomes the command of run', () => {
    const argv = ['/opt/probe-env/probe-env', 'run', '--skip', 'ca-certs', '--', '/bin/sh', '-c', 'exit 7'];
    expect(inside(musl, '/opt/probe-env', argv, ['--proc', '/proc'])).toMatchObject({ status: 7 });
  });

  it('opens no library outside its folder', () => {
    const log = join(home, 'calls');
    run([
      tool('strace') ?? 'strace',
      '-f',
      '-o',
      log,
      '-e',
      'trace=open,openat',
      join(folder, 'probe-env'),
      '--version',
    ]);
    const opened = [...readFileSync(log, 'utf8').matchAll(/"([^"]+\.so(?:\.\d+)*)"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(opened.length).toBeGreaterThan(0);
    expect(opened.filter((path) => !path.startsWith(`${folder}/lib/`))).toEqual([]);
  });

  it('says what is missing where only the launcher was copied', () => {
    const alone = join(home, 'alone');
    spawnSync('install', ['-D', join(folder, 'probe-env'), join(alone, 'probe-env')]);
    const check = run([join(alone, 'probe-env')]);
    expect(check.stderr).toContain(`${alone}/lib/`);
    expect(check.status).toBe(70);
    expect(run([join(alone, 'probe-env'), 'run', '--', 'true']).status).toBe(125);
  });

  it('refuses a path that the loader would read as a list', () => {
    const odd = join(home, 'a:b');
    spawnSync('cp', ['-r', folder, odd]);
    expect(run([join(odd, 'probe-env'), '--version'])).toMatchObject({ status: 70, stdout: '' });
  });

  it('may be started by everybody and changed by nobody', () => {
    for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const stat = statSync(join(folder, name));
      expect(stat.mode & 0o7777, name).toBe(stat.isDirectory() ? 0o755 : 0o555);
    }
  });
});

const FOREIGN = `${EXECUTABLE}-arm64`;
describeReal(
  'the portable folder for arm64',
  {
    tools: ['qemu-aarch64-static', 'aarch64-linux-gnu-gcc', 'readelf'],
    also: () => {
      if (!existsSync(FOREIGN)) return 'no dist/probe-env-arm64: npm run build:sea -- --arch arm64';
      return arm64Libraries() === null ? 'no arm64 libraries' : null;
    },
  },
  () => {
    const folder = join(home, 'arm64');
    gather({ architecture: 'arm64', executable: FOREIGN, sysroot: FOLDERS.sysroot, folder });
    const qemu = tool('qemu-aarch64-static') ?? '';

    it('has a launcher that starts the loader beside it', () => {
      // The emulator shows the call; the kernel of this machine refuses a program of another one.
      const { stderr } = run([qemu, '-strace', join(folder, 'probe-env'), '--version']);
      expect(stderr).toContain(
        `execve("${folder}/lib/ld-linux-aarch64.so.1",{"${folder}/lib/ld-linux-aarch64.so.1","--argv0","${folder}/probe-env","--inhibit-cache","--library-path","${folder}/lib","${folder}/lib/probe-env","--version",NULL})`,
      );
    });

    it('answers by its own loader', () => {
      const library = join(folder, 'lib');
      const loader = [join(library, 'ld-linux-aarch64.so.1'), '--inhibit-cache', '--library-path', library];
      const ran = run([qemu, ...loader, join(library, 'probe-env'), ...REPORT]);
      expect(ran.stderr).toBe('');
      expect(JSON.parse(ran.stdout).host).toMatchObject({ arch: 'arm64' });
    });
  },
);
