import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../../src/main.ts';
import { sinceNow } from '../../../src/target/since-now.ts';
import { memoryIo } from '../../support/memory/memory-io.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { type Waiting, waiting } from '../../target/process/inhabitants.ts';

/** For a busy machine. */
const IN_TIME = ['--timeout', '1m'] as const;

async function check(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const io = memoryIo(false);
  const operator = { ...liveHost({ PATH: '/usr/bin:/bin', TZ: 'Pacific/Chatham', ...env }) };
  const code = await main([...args], sinceNow(operator), io);
  return { code, stdout: io.stdout(), stderr: io.stderr() };
}

describe('check --pid', () => {
  let target: Waiting;
  beforeAll(async () => {
    target = await waiting(['/bin/sh', '-c', 'echo ready; read x'], { TZ: 'Asia/Tokyo' });
  });
  afterAll(() => target.end());
  const pid = () => String(target.pid);

  it('names the target first, and says which environment it judges', async () => {
    const { stdout } = await check(['--pid', pid(), '--only', 'timezone', ...IN_TIME]);
    expect(stdout).toMatch(new RegExp(`^(?:NOT )?READY pid ${pid()}: `));
    expect(stdout).toContain('Asia/Tokyo');
    expect(stdout).toContain('environment: the one that the process started with');
  });

  it('takes the number from its variable, and from the option first', async () => {
    const env = { PROBE_ENV_PID: pid() };
    const words = ['--only', 'umask', ...IN_TIME];
    expect((await check(words, env)).stdout).toContain(`READY pid ${pid()}: `);
    expect((await check(['--pid', '4194303', ...words], env)).code).toBe(66);
    expect((await check(['--root', '/', '--only', 'permissions', ...IN_TIME], env)).stdout).toContain(
      'READY root /:',
    );
    expect((await check(words, { PROBE_ENV_PID: '' })).stdout).not.toContain('pid');
  });

  it('tells machines what it looked at', async () => {
    const { stdout } = await check(['--pid', pid(), '-f', 'json', '--only', 'timezone,umask', ...IN_TIME]);
    expect(JSON.parse(stdout)).toMatchObject({
      target: { kind: 'process', pid: target.pid, environment: 'start' },
      host: {
        node: expect.toSatisfy((node) => node === null || /^v\d/.test(String(node))),
        uid: process.getuid?.(),
      },
      probes: [{ facts: { tz: 'Asia/Tokyo' } }, { facts: { self: expect.stringMatching(/^0\d{3}$/) } }],
    });
  });

  it('asks about another environment where one is given', async () => {
    const { stdout } = await check([
      '--pid',
      pid(),
      '--env',
      'TZ=UTC',
      '-f',
      'json',
      '--only',
      'timezone',
      ...IN_TIME,
    ]);
    expect(JSON.parse(stdout)).toMatchObject({
      target: { environment: 'given' },
      probes: [{ facts: { tz: 'UTC' } }],
    });
  });

  it.each([
    [['--pid', 'abc'], 64, ['--pid: "abc"', 'ps', 'auto']],
    [['--pid', '0'], 64, ['"0"']],
    [['--pid', '99999999'], 64, ['4194304']],
    [['--pid', '1', '--root', '/'], 64, ['--root and --pid exclude each other']],
    [['--pid', '1', '--user', 'app'], 64, ['--user is for --root']],
    [['--pid', '1', '--cwd', '/'], 64, ['--cwd is for --root']],
    [['--pid', '4194303'], 66, ['does not exist', 'ps -e']],
    [['--env', 'A=1'], 64, ['--env', '--root DIR, --image FILE or --pid N']],
    [['run', '--pid', '1', '--', 'true'], 125, ['--pid', 'check']],
    [['--pdi', '1'], 64, ['--pdi']],
  ])('refuses %j with %d', async (argv, expected, names) => {
    const { code, stderr } = await check(argv);
    expect(code).toBe(expected);
    for (const name of names) expect(stderr).toContain(name);
  });
});

const MOST_TRIES = 50;

describe('check --pid of a process that becomes one program after the other', () => {
  it('looks twice, and then says so', async () => {
    const again = 'echo ready; exec /bin/sh -c "$AGAIN"';
    const target = await waiting(['/bin/sh', '-c', again], { AGAIN: 'exec /bin/sh -c "$AGAIN"' });
    const ask = () => check(['--pid', String(target.pid), '--only', 'timezone', ...IN_TIME]);
    let answer = await ask();
    // On a busy machine it may get no turn while it is looked at, and is the same program then.
    for (let tries = 1; answer.code === 0 && tries < MOST_TRIES; tries++) answer = await ask();
    process.kill(target.pid, 'SIGKILL');
    const { code, stderr } = answer;
    expect([code, stderr]).toEqual([66, expect.stringContaining('became another program twice')]);
    await target.end();
  });
});

describe('check --pid of a process whose setting never stands still', () => {
  it('is of that process as long as it is the same program', async () => {
    const digit = (name: string) => `for ${name} in 0 1 2 3 4 5 6 7; do`;
    const umasks = `${digit('a')} ${digit('b')} ${digit('c')} umask 0$a$b$c; done; done; done`;
    const target = await waiting(['/bin/sh', '-c', `echo ready; while :; do ${umasks}; done`]);
    const words = ['--pid', String(target.pid), '--only', 'timezone', '-f', 'json', ...IN_TIME];
    const { code, stdout, stderr } = await check(words);
    process.kill(target.pid, 'SIGKILL');
    expect([code, stderr]).toEqual([0, '']);
    expect(JSON.parse(stdout)).toMatchObject({ target: { kind: 'process' }, probes: [{ name: 'timezone' }] });
    await target.end();
  });
});

describeReal('check --pid of a process that has overwritten its environment', { tools: ['perl'] }, () => {
  it('judges what needs none, until somebody gives one', async () => {
    const title = "$0 = 'worker ' . 'x' x 4096; $| = 1; print \"ready\\n\"; <STDIN>";
    const target = await waiting(['/usr/bin/perl', '-e', title], { TZ: 'Asia/Tokyo' });
    const words = ['--pid', String(target.pid), '--only', 'timezone,umask', '-f', 'json', ...IN_TIME];
    expect(JSON.parse((await check(words)).stdout)).toMatchObject({
      target: { environment: 'unknown', note: expect.stringContaining('--env-from FILE') },
      probes: [{ status: 'skip', reason: expect.stringContaining('title') }, { status: 'pass' }],
    });
    expect((await check([...words, '--strict'])).code).toBe(1);
    expect(JSON.parse((await check([...words, '--env', 'TZ=UTC'])).stdout)).toMatchObject({
      target: { environment: 'given' },
      probes: [{ facts: { tz: 'UTC' } }, {}],
    });
    await target.end();
  });
});
