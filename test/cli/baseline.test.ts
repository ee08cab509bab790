import { describe, expect, it } from 'vitest';
import type { RawFinding } from '../../src/core/rule.ts';
import { directory, file, program } from '../support/memory/tree.ts';
import { fakeProbe, found } from '../support/probes/fake-probe.ts';
import { reportIn } from '../support/runs/report-schema.ts';
import { runMain } from '../support/runs/run-main.ts';

const KNOWN = found('alpha/broken', { path: '/known' });
const FRESH = found('alpha/broken', { path: '/fresh' });
const ODD = found('alpha/odd', { path: '/odd' });
const NOTE = found('alpha/note', { path: '/note' });

type Files = Readonly<Record<string, string | Buffer>>;

function run(argv: readonly string[], findings: readonly RawFinding[], files: Files = {}, env = {}) {
  return runMain(argv, {
    env,
    probes: [fakeProbe('alpha', { findings }), fakeProbe('beta')],
    trees: [Object.fromEntries(Object.entries(files).map(([path, bytes]) => [path, file(bytes)]))],
  });
}

/** The report of an earlier run, as -f json writes it. */
async function earlier(...findings: readonly RawFinding[]): Promise<string> {
  return (await run(['-f', 'json'], findings)).stdout;
}

const since = async (then: string, findings: readonly RawFinding[], ...argv: readonly string[]) =>
  run(['--baseline', '/base.json', ...argv], findings, { '/base.json': then });

describe('--baseline', () => {
  it('marks each finding, and tells what is gone as data', async () => {
    const then = await earlier(KNOWN, found('alpha/odd', { path: '/gone' }));
    const report = reportIn((await since(then, [KNOWN, FRESH], '-f', 'json')).stdout);
    expect(report.probes[0]?.findings.map((f) => [f.evidence.path, f.new])).toEqual([
      ['/known', false],
      ['/fresh', true],
    ]);
    expect(report.baseline).toMatchObject({
      file: '/base.json',
      new: 1,
      changed: 0,
      gone: [{ rule: 'alpha/odd', severity: 'warning', evidence: { path: '/gone' } }],
    });
  });

  it('says nothing of a baseline without one', async () => {
    const report = reportIn(await earlier(KNOWN));
    expect(report).not.toHaveProperty('baseline');
    expect(report.probes[0]?.findings[0]).not.toHaveProperty('new');
  });

  it('finds nothing new in a run like the earlier one, info in text too', async () => {
    const then = await earlier(KNOWN, ODD, NOTE);
    const { stdout } = await since(then, [KNOWN, ODD, NOTE]);
    expect(stdout).toMatch(/since \/base\.json .*: nothing new, nothing gone/);
    expect(stdout).not.toMatch(/\(new\)|alpha\/note/);
  });

  it('compares with a report that was itself compared', async () => {
    const then = (await since(await earlier(KNOWN), [KNOWN, FRESH], '-f', 'json')).stdout;
    const report = reportIn((await since(then, [KNOWN, FRESH], '-f', 'json')).stdout);
    expect(report.baseline).toMatchObject({ new: 0, changed: 0, gone: [] });
  });

  it('may stand in a variable', async () => {
    const then = await earlier(KNOWN);
    const { stdout } = await run(['-f', 'json'], [], { '/b.json': then }, { PROBE_ENV_BASELINE: '/b.json' });
    expect(reportIn(stdout).baseline?.gone).toHaveLength(1);
  });

  it.each([
    [
      'text',
      /^NOT READY 2 errors \(1 new\).*\n[\s\S]*✗ alpha\/broken \(new\)[\s\S]*since \/base\.json .*1 new, 1 gone \(alpha\/odd\)/,
    ],
    ['github', /^::error title=alpha\/broken::Saw \/fresh\.%0A\(new\)[\s\S]*\n since \/base\.json/],
    ['junit', /<property name="baseline" value="since \/base\.json[\s\S]*\(new\)/],
    ['tap', /# since \/base\.json[\s\S]*since: "new"/],
    ['nagios', /CRITICAL[\s\S]*\(new\)[\s\S]*since \/base\.json/],
    ['openreports', /"since": "new"/],
    ['prometheus', /^probe_env_baseline_findings\{since="gone"\} 1$/m],
  ])('is told of in %s', async (format, expected) => {
    const then = await earlier(KNOWN, ODD);
    expect((await since(then, [KNOWN, FRESH], '-f', format)).stdout).toMatch(expected);
  });

  it('shows of a foreign report nothing that steers a terminal', async () => {
    const then = (await earlier(KNOWN))
      .replaceAll('alpha/broken', 'alpha/\\u001b[31m')
      .replace('beta', '\\u001b]0;x');
    for (const format of ['text', 'json', 'github', 'junit', 'tap', 'nagios', 'prometheus', 'openreports'])
      expect((await since(then, [], '-f', format)).stdout, format).not.toContain('\u001b');
  });
});

describe('--fail-on new', () => {
  const code = async (then: string, findings: readonly RawFinding[], ...argv: readonly string[]) =>
    (await since(then, findings, '--fail-on', 'new', ...argv)).code;

  it('lets pass what the baseline knows, and nothing else', async () => {
    const then = await earlier(KNOWN);
    expect(await code(then, [KNOWN])).toBe(0);
    expect(await code(then, [KNOWN, ODD])).toBe(0);
    expect(await code(then, [KNOWN, FRESH])).toBe(1);
    expect(await code(then, [KNOWN, KNOWN])).toBe(1);
    expect(await code(then, [])).toBe(0);
  });

  it('fails on an error that was a warning', async () => {
    const then = (await earlier(KNOWN)).replace('"severity": "error"', '"severity": "warning"');
    expect(await code(then, [KNOWN])).toBe(1);
  });

  it('is critical for monitoring by what is new alone', async () => {
    const then = await earlier(KNOWN);
    expect(await code(then, [KNOWN], '-f', 'nagios')).toBe(1);
    expect(await code(then, [FRESH], '-f', 'nagios')).toBe(2);
  });

  it('counts in JUnit and TAP as failed only what is new', async () => {
    const then = await earlier(KNOWN);
    const of = async (format: string) =>
      (await since(then, [KNOWN], '--fail-on', 'new', '-f', format)).stdout;
    expect(await of('junit')).toContain('failures="0"');
    expect(await of('tap')).toMatch(/^ok 1 /m);
  });

  it('still fails on a probe without a conclusion', async () => {
    const then = await earlier();
    const crashing = fakeProbe('alpha', { observe: () => Promise.reject(new Error('x')) });
    const { code: ended } = await runMain(['--baseline', '/b.json', '--fail-on', 'new'], {
      probes: [crashing],
      trees: [{ '/b.json': file(then) }],
    });
    expect(ended).toBe(1);
  });

  it('may stand in the policy; the report to compare with is named by whoever asks', async () => {
    const files = { '/p.yaml': 'failOn: new\n', '/b.json': await earlier(KNOWN) };
    expect((await run(['-c', '/p.yaml', '--baseline', '/b.json'], [KNOWN], files)).code).toBe(0);
    const { code: ended, stderr } = await run(['-c', '/p.yaml'], [KNOWN], files);
    expect([ended, stderr]).toEqual([64, expect.stringContaining('--baseline FILE')]);
  });

  it('stops no command of run for what is known, and tells of it', async () => {
    const then = await earlier(KNOWN);
    const start = (findings: readonly RawFinding[]) =>
      runMain(['run', '--baseline', '/b.json', '--fail-on', 'new', '--', '/bin/app'], {
        probes: [fakeProbe('alpha', { findings })],
        trees: [{ '/b.json': file(then), '/bin/app': program() }],
        ended: { kind: 'ended', code: 7 },
      });
    const known = await start([KNOWN]);
    expect(known.code).toBe(7);
    expect(known.stderr).toMatch(/READY 1 probe, 1 error[\s\S]*alpha\/broken/);
    expect((await start([FRESH])).code).toBe(125);
  });
});

describe('a baseline that is none', () => {
  const sound = earlier(KNOWN);
  it.each([
    ['is not there', {}, /ENOENT/],
    ['is a directory', { '/base.json': directory() }, /directory/],
    ['is empty', { '/base.json': file('') }, /no JSON/],
    ['is 1 MiB of junk', { '/base.json': file(Buffer.alloc(1024 * 1024, 0xa5)) }, /no JSON/],
    ['is 1 MiB of brackets', { '/base.json': file('['.repeat(1024 * 1024)) }, /nested/],
    ['is nested deeply', { '/base.json': file(`${'['.repeat(9999)}${']'.repeat(9999)}`) }, /nested/],
    ['is a policy', { '/base.json': file('{"umask":{"allowed":["0022"]}}') }, /no report of probe-env/],
    ['is null', { '/base.json': file('null') }, /no report of probe-env/],
  ] as const)('%s: a wrong call, with the remedy', async (_, tree, expected) => {
    const { code, stdout, stderr } = await runMain(['--baseline', '/base.json'], { trees: [tree] });
    expect([code, stdout]).toEqual([64, '']);
    expect(stderr).toMatch(expected);
    expect(stderr).toContain('--baseline: "/base.json"');
    expect(stderr).toContain('-f json -o FILE');
    expect(stderr.length).toBeLessThan(400);
  });

  it.each([
    [
      'has another schemaVersion',
      (text: string) => text.replace('"schemaVersion": 1', '"schemaVersion": 2'),
      /schemaVersion 2/,
    ],
    [
      'lacks a part',
      (text: string) => text.replace('"severity"', '"other"'),
      /probes\.0\.findings\.0\.severity is missing/,
    ],
    [
      'is about an image',
      (text: string) => text.replace('"kind": "live"', '"kind": "image"'),
      /about an image.*container that probe-env runs in/,
    ],
    [
      'is about a service of Compose',
      (text: string) => text.replace('"kind": "live"', '"kind": "compose", "compose": {}'),
      /about a service of Compose without its image, and/,
    ],
    [
      'is about an image that a service runs',
      (text: string) => text.replace('"kind": "live"', '"kind": "image", "compose": {}'),
      /about an image that a service of Compose runs, and/,
    ],
    [
      'is about what nobody knows',
      (text: string) => text.replace('"kind": "live"', '"kind": "moon"'),
      /does not know/,
    ],
    ['was cut off', (text: string) => text.slice(0, -20), /no JSON/],
  ])('%s', async (_, change, expected) => {
    const { code, stderr } = await since(change(await sound), [KNOWN]);
    expect([code, stderr]).toEqual([64, expect.stringMatching(expected)]);
  });

  it('is no report of a run that failed', async () => {
    const failed = (await run(['-f', 'json', '--nonsense'], [])).stdout;
    const { code, stderr } = await since(failed, []);
    expect([code, stderr]).toEqual([64, expect.stringMatching(/a run that failed/)]);
  });

  it('fails no liveness probe', async () => {
    expect((await runMain(['--baseline', '/nowhere', '--for', 'liveness'])).code).toBe(0);
  });
});
