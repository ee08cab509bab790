import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { probes } from '../../probes/index.ts';
import { PolicyError } from '../../src/config/policy/error.ts';
import { loadPolicy } from '../../src/config/policy/file.ts';
import { readJson } from '../../src/config/policy/json.ts';
import { checkPolicy, parsePolicy } from '../../src/config/policy/parse.ts';
import { policySchema } from '../../src/config/policy/schema.ts';
import { type MemoryHostOptions, memoryHost } from '../support/memory/memory-host.ts';
import { directory, file, link, special, type Tree } from '../support/memory/tree.ts';
import { FAKES } from '../support/probes/fake-probe.ts';
import { runMain } from '../support/runs/run-main.ts';
import { cpuNow } from '../support/system/effort.ts';

const PATH = '/etc/probe-env.yaml';

/** The lines of the error that a text gives. */
async function mistakes(text: string): Promise<readonly string[]> {
  try {
    await parsePolicy(text, 'policy.yaml', FAKES);
  } catch (error) {
    if (error instanceof PolicyError) return error.lines;
    throw error;
  }
  return [];
}

describe('a policy file', () => {
  it('says in YAML and in JSON the same', async () => {
    const yaml = 'timeout: 800\numask: {allowed: [0022, 0o002, "0o77"]}\nrules:\n  alpha/odd: "off"\n';
    const json =
      '{"timeout": 800, "umask": {"allowed": ["0022", 2, "077"]},\n "rules": {"alpha/odd": "off"}}';
    const expected = {
      timeout: 800,
      umask: { allowed: ['0022', '0002', '0077'] },
      rules: { 'alpha/odd': 'off' },
    };
    expect(await parsePolicy(yaml, 'p', FAKES)).toEqual(expected);
    expect(await parsePolicy(json, 'p', FAKES)).toEqual(expected);
  });

  it.each(['2s', '2000ms', '2000', '"2000"', '"2s"'])(
    'reads %s as a timeout of two seconds',
    async (time) => {
      expect(await parsePolicy(`timeout: ${time}`, 'p', FAKES)).toEqual({ timeout: 2000 });
    },
  );

  it('may be empty, or hold comments alone', async () => {
    for (const text of ['', '# nothing\n', '---\n', '{}'])
      expect(await parsePolicy(text, 'p', FAKES)).toEqual({});
  });

  it('normalises fingerprints and numbers', async () => {
    const hex = 'AB:'.repeat(31);
    const text = `caCerts: {required: [{sha256: "${hex}AB"}]}\ngoEnv: {expect: {CGO_ENABLED: 0}}`;
    expect(await parsePolicy(text, 'p', FAKES)).toEqual({
      caCerts: { required: [{ sha256: 'ab'.repeat(32) }] },
      goEnv: { expect: { CGO_ENABLED: '0' } },
    });
  });

  it.each([
    ['goVerion: {}', 1, ['goVerion', 'goVersion']],
    ['# x\ngoVersion:\n  rang: ">=1"', 3, ['goVersion.rang', 'range']],
    ['profile: runtme', 1, ['profile', 'runtme', 'runtime']],
    ['format: json', 1, ['format', 'option', '--format', 'PROBE_ENV_FORMAT']],
    ['output: /x', 1, ['--output', 'PROBE_ENV_OUTPUT']],
    ['terminationLog: /x', 1, ['--termination-log', 'PROBE_ENV_TERMINATION_LOG']],
    ['permissions: {paths: [{path: /x, need: rw}]}', 1, ['need', 'read, write, execute, create']],
    [
      'apiVersion: v1\nkind: ConfigMap\nmetadata: {name: x}\ndata: {a: b}',
      1,
      ['Kubernetes object', 'ConfigMap', 'data'],
    ],
    ['timeout: 900\ntimeout: 800', 2, ['timeout', 'line 1']],
    ['timeout: 10', 1, ['timeout', '50', '10']],
    ['timeout: 1.5e9', 1, ['timeout', '10m']],
    ['timeout: 1.5', 1, ['timeout', '1.5s', '1.5ms']],
    ['timeout: 40ms', 1, ['timeout', '50ms']],
    ['timeout: 2 s', 1, ['timeout', 'ms, s, m, h']],
    ['timeout: true', 1, ['timeout', '2s']],
    ['goVersion: {range: 1.30}', 1, ['goVersion.range', 'quotes']],
    ['goVersion: {range: newest}', 1, ['goVersion.range', 'newest']],
    ['umask: {allowed: [0022, 18]}', 1, ['umask.allowed[1]', '18']],
    ['only: alpha', 1, ['only', 'list']],
    ['only:\n  - alpha\n  - alpa', 3, ['only[1]', 'alpa', 'alpha']],
    ['skip: [gamma]', 1, ['skip[0]', 'gamma']],
    ['rules:\n  alpha/brokn: "off"', 2, ['alpha/brokn', 'alpha/broken']],
    ['rules:\n  alpha/broken: warn', 2, ['rules.alpha/broken', 'warn', 'warning']],
    ['timezone: {expected: "../x"}', 1, ['timezone.expected']],
    ['timezone: Europe/Berlin', 1, ['timezone', 'expected']],
    ['permissions: {paths: [{path: tmp, need: [read]}]}', 1, ['permissions.paths[0].path', 'absolute']],
    ['permissions: {paths: [{path: /tmp}]}', 1, ['permissions.paths[0].need', 'missing']],
    ['permissions: {paths: [{path: /tmp, need: [writ]}]}', 1, ['need[0]', 'writ', 'write']],
    ['caCerts: {required: [{}]}', 1, ['caCerts.required[0]', 'sha256', 'subject']],
    ['caCerts: {required: [{sha256: abc}]}', 1, ['sha256', 'abc']],
    ['caCerts: {required: [{file: ca.pem}]}', 1, ['caCerts.required[0].file', 'absolute path', 'ca.pem']],
    ['caCerts: {required: [{file: /a, subject: CN=A}]}', 1, ['caCerts.required[0]', 'one of']],
    ['caCerts: {required: [{subject: CN=A, passwordFile: /b}]}', 1, ['caCerts.required[0]', 'passwordFile']],
    ['goEnv: {expect: {goproxy: off}}', 1, ['goEnv.expect', 'goproxy']],
    ['hello', 1, ['keys']],
    ['- a', 1, ['keys']],
    ['timeout: [1', 1, ['policy.yaml']],
    ['{"timeout": 900, "timeout": 800}', 1, ['timeout', 'line 1']],
    ['{\n "timeout": 10\n}', 2, ['timeout', '50']],
    ['__proto__: {a: 1}', 1, ['__proto__']],
    ['{"__proto__": {"timeout": 1}}', 1, ['__proto__']],
    ['goVersion: {constructor: 1}', 1, ['constructor']],
    ['<<: {timeout: 900}', 1, ['<<']],
    ['? [a]\n: 1', 1, ['key']],
    ['timeout: !!js/function x', 1, ['tag']],
    ['timeout: 100\n---\ntimeout: 200', 2, ['second document']],
    ['goVersion:\n\trange: 1', 2, ['a tab', 'blanks', 'expand -t 2']],
  ])('refuses %j in line %i and names %j', async (text, line, names) => {
    const lines = await mistakes(text);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(`policy.yaml:${line}: `);
    for (const name of names) expect(lines[0]).toContain(name);
  });

  it('names every mistake in the order of the lines, ten at most', async () => {
    expect((await mistakes('a: 1\nb: 2\nc: 3')).map((line) => line.slice(0, 17))).toEqual([
      'policy.yaml:1: a:',
      'policy.yaml:2: b:',
      'policy.yaml:3: c:',
    ]);
    const many = await mistakes(Array.from({ length: 50 }, (_, i) => `key${i}: 1`).join('\n'));
    expect(many).toHaveLength(11);
    expect(many[10]).toContain('40 more');
  });

  it.each(['}\n', '{}', '%\n'])('reads no further where %j again and again is a mistake', async (piece) => {
    expect((await mistakes(piece.repeat(125_000))).at(-1)).toContain('at least 99');
  });

  it('is one document', async () => {
    expect(await mistakes('for: liveness\n---\na: 1\n---\n')).toEqual([
      'policy.yaml:2: a second document begins here; a policy is one',
    ]);
  });

  it.each([
    ['deep', '['.repeat(50_000)],
    ['deep JSON', `{"a": ${'['.repeat(50_000)}${']'.repeat(50_000)}}`],
    [
      'aliases',
      `a: &a [1,1,1,1,1,1,1,1,1]\n${[...'bcdefghi'].map((n, i) => `${n}: &${n} [${Array(9).fill(`*${'abcdefgh'[i]}`).join(',')}]\n`).join('')}`,
    ],
  ])('is refused in bounded time when it is a bomb: %s', async (_, text) => {
    const started = cpuNow();
    expect((await mistakes(text)).length).toBeGreaterThan(0);
    expect(cpuNow() - started).toBeLessThan(5000);
  });
});

it('of many unknown rules the nearest is looked for as often as it is shown', async () => {
  const rules = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`umask/too-opn${i}`, 'off']));
  const refused: unknown = await checkPolicy({ rules }, probes, memoryHost()).catch(
    (error: unknown) => error,
  );
  const lines = refused instanceof PolicyError ? refused.lines : [];
  expect(lines).toHaveLength(40);
  expect(lines.map((line) => line.includes('did you mean'))).toEqual(lines.map((_, i) => i < 10));
});

describe('where a policy file comes from', () => {
  const load = (tree: Tree, options: MemoryHostOptions = {}) =>
    loadPolicy(PATH, memoryHost({ ...options, trees: [tree] }), FAKES);

  it.each([
    ['is not there', {}, {}, 'no such file'],
    ['is a directory', { [PATH]: directory() }, {}, 'directory'],
    ['is a FIFO', { [PATH]: special('fifo') }, {}, 'fifo'],
    ['is a link that leads nowhere', { [PATH]: link('/nowhere') }, {}, 'no such file'],
    ['may not be read', { [PATH]: file('', { mode: 0 }) }, { ids: { euid: 1000 } }, 'may not read'],
    ['is too large', { [PATH]: file('', { size: 2 ** 18 + 1 }) }, {}, '256 KiB'],
    ['is not UTF-8', { [PATH]: file(Buffer.from([0xff, 0xfe, 0x61, 0])) }, {}, 'UTF-8'],
  ] as const)('it is refused when it %s', async (_, tree, options, why) => {
    await expect(load(tree, options)).rejects.toThrow(`${PATH}: `);
    await expect(load(tree, options)).rejects.toThrow(why);
  });

  it('is /etc/probe-env.yaml, unless a variable or a flag names another', async () => {
    const policy = (name: string) => `only: [${name}]\n`;
    const trees = [{ [PATH]: policy('alpha'), '/b.yaml': policy('beta'), '/bad.yaml': 'x: 1' }];
    const ran = async (argv: string[], env = {}) => {
      const { stdout } = await runMain(['-f', 'json', ...argv], { trees, env });
      return JSON.parse(stdout).probes.map((probe: { name: string }) => probe.name);
    };
    expect(await ran([])).toEqual(['alpha']);
    expect(await ran([], { PROBE_ENV_CONFIG: '/b.yaml' })).toEqual(['beta']);
    expect(await ran(['-c', '/b.yaml'], { PROBE_ENV_CONFIG: '/bad.yaml' })).toEqual(['beta']);
  });

  it('ends the run with 78 and nothing on stdout', async () => {
    const { code, stdout, stderr } = await runMain([], { trees: [{ [PATH]: 'timeot: 1' }] });
    expect({ code, stdout }).toEqual({ code: 78, stdout: '' });
    expect(stderr).toBe(`probe-env: ${PATH}:1: timeot: unknown key; did you mean timeout?\n`);
  });

  it('is refused and not passed over when it is there and cannot be looked at', async () => {
    expect((await runMain([], { faults: { [PATH]: 'EACCES' } })).code).toBe(78);
  });
});

describe('plain JSON', () => {
  it.each(['{"a": 1}', ' {\n"a" : [1, "x y", {"b": null}]}\n', '{"a":"q\\"uo\\\\te"}'])(
    '%j needs no YAML',
    (text) => {
      expect(readJson(text)).toEqual(JSON.parse(text));
    },
  );
  it.each([
    '{"a":1,"a":2}',
    '{"a":{"b":1,"b":1}}',
    '{"constructor":1}',
    '{a: 1}',
    'a: 1',
    '[1]',
    '{"a":1.0}',
    '',
  ])('%j is left to YAML', (text) => {
    expect(readJson(text)).toBeUndefined();
  });
});

describe('examples/policy.yaml', () => {
  const text = readFileSync(new URL('../../examples/policy.yaml', import.meta.url), 'utf8');

  it('is a valid policy', async () => {
    await expect(parsePolicy(text, 'examples/policy.yaml', probes)).resolves.toMatchObject({
      failOn: 'error',
    });
  });

  it('names every field', async () => {
    const example = parse(text);
    const names = (schema: unknown, value: unknown, path: string): string[] => {
      const { entries, wrapped, item } = schema as Record<string, Record<string, unknown> | undefined>;
      if (wrapped !== undefined) return names(wrapped, value, path);
      if (item !== undefined) return names(item, Object.assign({}, ...(value as object[])), `${path}[]`);
      return Object.entries(entries ?? {}).flatMap(([key, inner]) =>
        key in (value as object)
          ? names(inner, (value as Record<string, unknown>)[key], `${path}.${key}`)
          : [`${path}.${key}`],
      );
    };
    // Whoever copies it has no file beside it.
    expect(names(await policySchema(probes), example, '')).toEqual([
      '.$schema',
      '.extends',
      '.goVersion.checksums',
    ]);
    expect(text).toMatch(/^# extends: /m);
    expect(text).toMatch(/^ {2}# checksums: /m);
  });
});
