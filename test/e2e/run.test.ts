import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { afterAll, describe, expect, it } from 'vitest';
import { BUNDLE, EXECUTABLE, executableProblem } from '../support/runs/built-file.ts';
import { nodes } from '../support/system/real-tools.ts';

/** process.execve came with 22.15; every other Node stays the command's parent. */
const VARIANTS = [
  { name: 'the bundle on this Node', node: process.execPath, file: [BUNDLE], major: process.versions.node },
  ...nodes().map(({ path, version }) => ({
    name: `the bundle on Node ${version}`,
    node: path,
    file: [BUNDLE],
    major: version,
  })),
  ...(executableProblem() === null
    ? [{ name: 'the executable', node: EXECUTABLE, file: [], major: '26' }]
    : []),
].flatMap(({ major, ...program }) => [
  { ...program, mode: Number.parseInt(major, 10) >= 22 ? 'execve' : 'resident', flags: [] as string[] },
  ...(Number.parseInt(major, 10) >= 22 ? [{ ...program, mode: 'resident', flags: ['--resident'] }] : []),
]);

const PATH = '/usr/sbin:/usr/bin:/sbin:/bin';
const home = mkdtempSync(join(tmpdir(), 'probe-env-run-'));
afterAll(() => rmSync(home, { recursive: true }));

/** Ready on every machine: nothing is asked but the umask, and any is accepted. */
const READY = ['--only', 'umask', '--quiet', '--termination-log', '/dev/null'];
const NOT_READY = ['--only', 'umask', '--umask', '0777', '--termination-log', join(home, 'termination')];

const options = { reject: false, env: { PATH }, extendEnv: false, timeout: 10_000 } as const;

describe.each(VARIANTS)('run by $name ($mode)', ({ node, file, mode, flags }) => {
  const argv = (options: readonly string[], command: readonly string[]) => [
    ...file,
    'run',
    ...flags,
    ...options,
    '--',
    ...command,
  ];
  const run = (...command: string[]) => execaSync(node, argv(READY, command), options);

  it.each([0, 3, 125])("ends with the command's own code %i", (code) => {
    expect(run('sh', '-c', `exit ${code}`).exitCode).toBe(code);
  });

  it('ends with 128 + N, or by signal N itself, when signal N ends the command', () => {
    const { exitCode, signal } = run('sh', '-c', 'kill -TERM $$');
    expect(exitCode ?? signal).toBe(mode === 'execve' ? 'SIGTERM' : 143);
  });

  it('says 127 for a command that is not there and 126 for one that cannot be invoked', () => {
    expect(run('no-such-command').exitCode).toBe(127);
    expect(run('/no/such/command').exitCode).toBe(127);
    expect(run('/etc/passwd').exitCode).toBe(126);
    expect(run('/').exitCode).toBe(126);
  });

  it('says 125 for wrong usage and for a policy that cannot be used', () => {
    expect(execaSync(node, [...file, 'run', ...flags], options).exitCode).toBe(125);
    expect(execaSync(node, [...file, 'run', '--nope', '--', 'true'], options).exitCode).toBe(125);
    expect(execaSync(node, argv(['--config', '/no/policy'], ['true']), options).exitCode).toBe(125);
  });

  it('does not start the command when not ready, and leaves the report in the termination log', () => {
    const result = execaSync(node, argv(NOT_READY, ['echo', 'started']), options);
    expect(result.exitCode).toBe(125);
    expect(result.stdout).toBe('');
    expect(result.stderr).toMatch(/^NOT READY .*umask\/unexpected/);
    const message = readFileSync(join(home, 'termination'), 'utf8');
    expect(message).toMatch(/^NOT READY .*umask\/unexpected/);
    expect(Buffer.byteLength(message)).toBeLessThanOrEqual(4096);
  });

  it('starts it all the same with --warn-only', () => {
    const result = execaSync(node, argv([...NOT_READY, '--warn-only'], ['echo', 'started']), options);
    expect(result).toMatchObject({ exitCode: 0, stdout: 'started' });
  });

  it('gives the command stdin, stdout and the environment as they were', () => {
    const env = { PATH, A: '1', PROBE_ENV_TIMEOUT: '2000', EMPTY: '' };
    const command = ['sh', '-c', 'cat; exec env'];
    const result = execaSync(node, argv(READY, command), { ...options, env, input: 'typed\n' });
    const plain = execaSync('sh', ['-c', 'exec env'], { env, extendEnv: false });
    const lines = result.stdout.split('\n');
    expect(lines[0]).toBe('typed');
    const ours = lines.slice(1).filter((line) => !/^(?:_|SHLVL|PWD|OLDPWD)=/.test(line));
    expect(ours.sort()).toEqual(
      plain.stdout
        .split('\n')
        .filter((l) => !/^(?:_|SHLVL|PWD|OLDPWD)=/.test(l))
        .sort(),
    );
  });

  it('leaves no trace in signal dispositions, descriptor flags and umask', () => {
    const look = [
      'sh',
      '-c',
      'grep -E "^(Sig(Ign|Blk)|Umask)" /proc/self/status; grep flags /proc/self/fdinfo/[012]',
    ];
    const plain = execaSync(look[0] ?? '', look.slice(1), { ...options, stdin: 'pipe' });
    const result = execaSync(node, argv(READY, look), { ...options, stdin: 'pipe' });
    expect(result.stdout).toBe(plain.stdout);
  });

  it(`${mode === 'execve' ? 'becomes the command: the same process' : "stays the command's parent"}`, async () => {
    const child = execa(node, argv(READY, ['sh', '-c', 'echo $$ $PPID']), options);
    expect((await child).stdout.split(' ')[mode === 'execve' ? 0 : 1]).toBe(String(child.pid));
  });

  it.each(['SIGTERM', 'SIGINT', 'SIGHUP', 'SIGUSR1', 'SIGUSR2', 'SIGWINCH'] as const)(
    'passes %s on',
    async (signal) => {
      const trap = `trap 'echo got ${signal}; exit 7' ${signal.slice(3)}; echo up; while :; do sleep 0.02; done`;
      const child = execa(node, argv(READY, ['sh', '-c', trap]), options);
      await new Promise<void>((resolve) => child.stdout.once('data', () => resolve()));
      child.kill(signal);
      const result = await child;
      expect(result).toMatchObject({ exitCode: 7, stdout: `up\ngot ${signal}` });
    },
  );

  it('ends at a signal while it waits, and starts nothing', async () => {
    const child = execa(node, argv([...NOT_READY, '--wait', '30s'], ['echo', 'started']), options);
    await new Promise<void>((resolve) => child.stderr.once('data', () => resolve()));
    child.kill('SIGTERM');
    expect(await child).toMatchObject({ exitCode: 143, stdout: '' });
  });
});
