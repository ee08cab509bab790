import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, it } from 'vitest';
import type { RouteReport } from '../../../src/core/documents/route-report.ts';
import { jsonSchemas } from '../../../src/json-schemas.ts';
import { fakeModule } from '../../support/network/module-network/module-zip.ts';
import { signedTree } from '../../support/network/module-network/signed-tree.ts';
import { fakeHttp, type Said } from '../../support/network/online/fake-http.ts';
import { FAKES } from '../../support/probes/fake-probe.ts';
import { runMain } from '../../support/runs/run-main.ts';

const text = fakeModule('golang.org/x/text', 'v0.3.0');
const tree = signedTree('sum.corp.example', [
  { path: text.path, version: text.version, tree: text.treeHash, mod: text.modHash },
]);
const TEXT = 'golang.org/x/text@v0.3.0';
const FILE = '/golang.org/x/text/@v/v0.3.0.info';
const A = 'https://a.example.org';
const B = 'https://b.example.org';

type Answers = Readonly<Record<string, Said | readonly Said[]>>;

async function route(
  answers: Answers,
  env: Readonly<Record<string, string>>,
  args: readonly string[] = [TEXT],
  format = 'json',
) {
  const network = fakeHttp((url, nth) => {
    const said = answers[url];
    return (Array.isArray(said) ? said[Math.min(nth, said.length) - 1] : said) ?? 404;
  });
  const { code, stdout, stderr } = await runMain(['route', '--online', '-f', format, ...args], {
    probes: FAKES,
    network,
    env: { HOME: '/root', GOSUMDB: 'off', ...env },
  });
  const shown = stdout.replace(/rt_[0-9a-f]{8}/g, 'rt_00000000');
  return { code, stdout: shown, stderr, asked: network.asked.map(({ url }) => url), network };
}

async function routed(answers: Answers, env: Readonly<Record<string, string>>, args?: readonly string[]) {
  const { code, stdout, asked, network } = await route(answers, env, args);
  const report = JSON.parse(stdout) as RouteReport;
  return { code, asked, network, report, module: report.modules[0]?.asked };
}

const BUSY = { status: 429, headers: { 'retry-after': '0' } };

describe('sources that are really asked', () => {
  it('are asked in the order of go, until one has it', async () => {
    const { asked, module, report } = await routed({ [`${B}${FILE}`]: text.info }, { GOPROXY: `${A},${B}` });
    // After any 4xx over https go asks once more.
    expect(asked).toEqual([`${A}${FILE}`, `${A}${FILE}`, `${B}${FILE}`]);
    expect(module).toMatchObject({
      outcome: 'found',
      sources: [
        { source: A, kind: 'not-found', leadsTo: 'next', requests: [{ status: 404, attempt: 1 }] },
        { source: B, kind: 'found', leadsTo: 'take', requests: [{ status: 200 }] },
      ],
    });
    expect(report.online).toMatchObject({ requests: 2 });
    const validate = new Ajv2020({ strict: false }).compile((await jsonSchemas([])).route);
    expect(validate(report) || validate.errors).toBe(true);
  });

  it('stop where go stops', async () => {
    const { asked, module, code } = await routed({ [`${A}${FILE}`]: 403 }, { GOPROXY: `${A},${B}` });
    expect([asked.length, code, module?.outcome]).toEqual([2, 1, 'failed']);
  });

  it('are told of, and not asked, where they are version control', async () => {
    const { asked, module } = await routed({}, { GOPROXY: `${A},direct` });
    expect(asked).toEqual([`${A}${FILE}`, `${A}${FILE}`]);
    expect(module).toMatchObject({
      outcome: 'direct',
      sources: [{}, { source: 'direct', kind: null, leadsTo: null }],
    });
  });

  it('are not asked about what the policy, or its name, calls private', async () => {
    const env = { GOPROXY: 'https://proxy.golang.org' };
    const { asked, module } = await routed({}, env, ['git.corp.example/team/lib@v1.0.0']);
    expect([asked, module?.outcome, module?.why]).toEqual([[], 'not-asked', 'looks-private']);
  });

  it('are asked once more after a while where they say that it may be better then', async () => {
    const { module, code } = await routed({ [`${A}${FILE}`]: [BUSY, BUSY, 503, text.info] }, { GOPROXY: A });
    expect(module?.sources[0]?.requests).toMatchObject([
      { attempt: 1, status: 429, retryAfterMs: 0, waitedMs: 0 },
      { attempt: 2, status: 503, waitedMs: 0 },
      { attempt: 3, status: 200, waitedMs: 200 },
    ]);
    // go does not wait: it is not found all the same.
    expect([module?.outcome, module?.sources[0]?.leadsTo, code]).toEqual(['failed', 'stop', 1]);
  });

  it('are not waited for longer than there is time', async () => {
    const busy = { status: 503, headers: { 'retry-after': '3600' } };
    const { asked } = await routed({ [`${A}${FILE}`]: busy }, { GOPROXY: A });
    expect(asked).toHaveLength(1);
  });

  it('get a number that their own logs have too', async () => {
    const { network, module } = await routed({ [`${A}${FILE}`]: text.info }, { GOPROXY: A });
    expect(network.asked[0]?.headers['x-request-id']).toMatch(/^rt_[0-9a-f]{8}-1$/);
    expect(module?.sources[0]?.requests[0]).toMatchObject({
      id: 'rt_00000000-1',
      urlSha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it('get credentials that nobody else sees', async () => {
    const env = { GOPROXY: 'https://user:s3cret@a.example.org' };
    const { network, module, report } = await routed({ [`${A}${FILE}`]: 401 }, env);
    const login = `Basic ${Buffer.from('user:s3cret').toString('base64')}`;
    expect(network.asked[0]?.headers.authorization).toEqual([login]);
    expect(module?.sources[0]?.requests[0]).toMatchObject({ credentials: 'URL', kind: 'credentials' });
    expect(JSON.stringify(report)).not.toMatch(/s3cret|dXNlcj/);
  });

  it('are followed by the database, whose note is verified', async () => {
    const lookup = 'https://sum.corp.example/lookup/golang.org/x/text@v0.3.0';
    const answers = {
      [`${A}${FILE}`]: text.info,
      [lookup]: tree.answer(`lookup/${TEXT}`) as Buffer,
      'https://sum.corp.example/tile/8/0/000.p/1': tree.answer('tile/8/0/000.p/1') as Buffer,
    };
    const { module, code } = await routed(answers, { GOPROXY: A, GOSUMDB: tree.verifier });
    expect(module?.sumdb).toMatchObject({
      outcome: 'verified',
      treeSize: 1,
      hashes: { tree: text.treeHash, mod: text.modHash },
    });
    expect(code).toBe(0);
    const altered = Buffer.from(String(answers[lookup]).replace('h1:', 'h1:X'));
    const other = await routed({ ...answers, [lookup]: altered }, { GOPROXY: A, GOSUMDB: tree.verifier });
    expect(other.module?.sumdb).toMatchObject({ outcome: 'unverified', problem: 'not-in-tree' });
    expect(other.code).toBe(1);
  });

  it('are asked from this container alone', async () => {
    const { code, stderr, asked } = await route({}, {}, ['--env', 'GOPROXY=off', TEXT]);
    expect([code, asked]).toEqual([64, []]);
    expect(stderr).toContain('--online asks from the container that probe-env runs in');
  });
});

/** What go makes of each kind of answer; scenario 24 of docs/scenarios.md. */
describe('what the sources said, for people', () => {
  const answers: Answers = {
    [`${A}/golang.org/x/net/@v/v0.30.0.info`]: 401,
    [`${A}/golang.org/x/sys/@v/v0.26.0.info`]: [503, '{"Version":"v0.26.0"}'],
    [`${A}/golang.org/x/mod/@v/v0.21.0.info`]: { status: 429, headers: { 'retry-after': '30' } },
    [`${A}/golang.org/x/sync/@v/v0.8.0.info`]: '<html>login</html>',
    [`${A}/golang.org/x/term/@v/v0.25.0.info`]: { stage: 'certificate', code: 'unknown-authority' },
    [`${B}${FILE}`]: text.info,
  };
  const modules = [TEXT, 'golang.org/x/net@v0.30.0', 'golang.org/x/sys@v0.26.0', 'golang.org/x/mod@v0.21.0'];
  const more = ['golang.org/x/sync@v0.8.0', 'golang.org/x/term@v0.25.0'];
  it.each([
    ['answers', 'text', []],
    ['verbose', 'text', ['-v']],
    ['json', 'json', []],
  ])('%s', async (name, format, options) => {
    const env = { GOPROXY: `${A},${B}` };
    const words = [...options, ...(format === 'json' ? [TEXT] : [...modules, ...more])];
    const { stdout } = await route(answers, env, words, format);
    await expect(stdout).toMatchFileSnapshot(`online/${name}.golden.txt`);
  });
});
