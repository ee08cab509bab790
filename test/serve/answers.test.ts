import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { Entry } from '../../probes/ca-certs/certificates/entry.ts';
import type { CaFacts } from '../../probes/ca-certs/facts.ts';
import { measures } from '../../probes/ca-certs/show/measures.ts';
import { probes } from '../../probes/index.ts';
import type { AnyProbe } from '../../src/core/probe.ts';
import { isoInstant } from '../../src/core/time/instant.ts';
import { makeCert, makePem } from '../support/files/certs.ts';
import { procTree } from '../support/memory/healthy.ts';
import { describeReal, tool } from '../support/system/real-tools.ts';
import { fileProbe, started } from './setup.ts';

const TREE = { '/etc/one': 'fine', '/etc/two': 'odd' };
const agent = (more = {}) =>
  started([fileProbe('one', '/etc/one'), fileProbe('two', '/etc/two')], { trees: [TREE] }, more);

describe('questions over HTTP', () => {
  it('are answered where there is something, by GET and HEAD', async () => {
    const { resident } = await agent();
    const status = async (url: string, method = 'GET') => (await resident.ask(url, { method })).status;
    for (const path of ['/livez', '/readyz', '/startupz', '/metrics', '/report', '/', '/readyz?verbose=1'])
      expect([path, await status(path), await status(path, 'HEAD')]).toEqual([path, 200, 200]);
    for (const path of ['/healthz', '/readyz/', '//', '/constructor', '/%2e%2e/etc/passwd', '*'])
      expect([path, await status(path)]).toEqual([path, 404]);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE', 'BREW']) {
      const { status: code, headers } = await resident.ask('/readyz', { method });
      expect([method, code, headers.allow]).toEqual([method, 405, 'GET, HEAD']);
    }
  });

  it.each([
    ['localhost', 200],
    ['localhost:9640', 200],
    ['LOCALHOST:1', 200],
    ['127.0.0.1:9640', 200],
    ['127.8.8.8', 200],
    ['[::1]:9640', 200],
    [undefined, 200],
    ['evil.example', 421],
    ['localhost.evil.example', 421],
    ['127.0.0.1.evil.example', 421],
    ['192.0.2.1', 421],
    ['localhost:9640:1', 421],
    ['localhost:', 200],
    ['localhost.:9640', 200],
    ['127.0.0.1.', 200],
    ['localhost..', 421],
    ['localhost, evil.example', 421],
  ])('to a loopback address under the name %j get %i', async (host, status) => {
    const { resident } = await agent();
    expect((await resident.ask('/report', { headers: { host } })).status).toBe(status);
    expect((await resident.ask('/report', { headers: { host }, toLoopback: false })).status).toBe(200);
  });

  it.each([
    ['http://localhost/readyz', 200],
    ['HTTP://127.0.0.1:9640/readyz?probe=one', 200],
    ['http://localhost', 200],
    ['http://localhost?verbose', 200],
    ['http://localhost/nowhere', 404],
    ['http://evil.example/readyz', 421],
    ['http://localhost@evil.example/readyz', 421],
    ['http:///readyz', 200],
    ['ftp://localhost/readyz', 404],
  ])('for the whole address %j get %i: it counts more than the Host header', async (url, status) => {
    const { resident } = await agent();
    expect((await resident.ask(url)).status).toBe(status);
    if (status === 421) expect((await resident.ask(url, { toLoopback: false })).status).toBe(200);
  });

  it('of one probe are answered by that one, and of an unknown one by the names that there are', async () => {
    const { resident, machine } = await agent();
    machine.become({ trees: [{ ...TREE, '/etc/two': 'broken' }] });
    await resident.pass(10_000);
    const status = async (query: string) => (await resident.ask(`/readyz?${query}`)).status;
    expect([await status(''), await status('probe=one'), await status('probe=two')]).toEqual([503, 200, 503]);
    expect([await status('probe=one,two'), await status('probe=one&probe=two')]).toEqual([503, 503]);
    const unknown = await resident.ask('/readyz?probe=three');
    expect([unknown.status, unknown.body]).toEqual([
      404,
      'there is no probe "three" here; there are one, two\n',
    ]);
  });

  it('get at most 4096 bytes from readyz', async () => {
    const many = Array.from({ length: 60 }, (_, n) => fileProbe(`probe-number-${n}`, '/etc/two'));
    const { resident } = await started(many, { trees: [TREE] });
    expect(Buffer.byteLength((await resident.ask('/readyz')).body)).toBeLessThanOrEqual(4096);
  });

  it('need the token for all but what the kubelet asks, and the token may change', async () => {
    const trees = { ...TREE, '/run/token': 'a-long-enough-token\n' };
    const { resident, machine } = await started(
      [fileProbe('one', '/etc/one')],
      { trees: [trees] },
      { tokenFile: '/run/token' },
    );
    const status = async (path: string, authorization?: string) =>
      (await resident.ask(path, { headers: { host: 'localhost', authorization } })).status;
    for (const path of ['/livez', '/readyz', '/startupz']) expect(await status(path)).toBe(200);
    for (const path of ['/', '/metrics', '/report', '/events']) {
      expect([path, await status(path)]).toEqual([path, 401]);
      expect(await status(path, 'Bearer a-long-enough-tokem')).toBe(401);
      expect(await status(path, 'Basic a-long-enough-token')).toBe(401);
      expect(await status(path, 'Bearer a-long-enough-token')).toBe(200);
    }
    machine.become({ trees: [{ ...trees, '/run/token': 'another-long-token' }] });
    await resident.pass(10_000);
    expect(await status('/report', 'Bearer a-long-enough-token')).toBe(401);
    expect(await status('/report', 'Bearer another-long-token')).toBe(200);
  });

  it('for details without the token get the verdict alone', async () => {
    const { resident } = await started(
      [fileProbe('one', '/etc/one')],
      { trees: [{ ...TREE, '/run/token': 'a-long-enough-token\n' }] },
      { tokenFile: '/run/token' },
    );
    const body = async (path: string, authorization?: string) =>
      (await resident.ask(path, { headers: { host: 'localhost', authorization } })).body;
    for (const path of ['/readyz', '/startupz']) {
      expect(await body(`${path}?verbose`)).toBe(await body(path));
      expect(await body(`${path}?verbose`, 'Bearer a-long-enough-tokem')).toBe(await body(path));
      expect((await body(`${path}?verbose`, 'Bearer a-long-enough-token')).length).toBeGreaterThan(
        (await body(path)).length,
      );
    }
  });

  it('for a report that is known get 304, however often it was looked since', async () => {
    const { resident, machine } = await agent();
    const first = await resident.ask('/report');
    const again = () =>
      resident.ask('/report', {
        headers: { host: 'localhost', 'if-none-match': `"x", ${first.headers.etag}` },
      });
    await resident.pass(30_000);
    expect([(await again()).status, (await again()).body]).toEqual([304, '']);
    const opaque = first.headers.etag?.slice('W/'.length);
    const given = (tags: string) =>
      resident.ask('/report', { headers: { host: 'localhost', 'if-none-match': tags } });
    for (const tags of [`${opaque}`, ' * ', `"a,b" ,W/${opaque},`, `W/"x",${opaque}`])
      expect([tags, (await given(tags)).status]).toEqual([tags, 304]);
    for (const tags of ['', '"x"', `${opaque}`.slice(1, -1), '"*"', `W/${opaque}`.slice(0, -1)])
      expect([tags, (await given(tags)).status]).toEqual([tags, 200]);
    machine.become({ trees: [{ ...TREE, '/etc/two': 'fine' }] });
    await resident.pass(10_000);
    expect((await again()).status).toBe(200);
  });

  it('hear of each change as it comes', async () => {
    const { resident, machine } = await agent();
    const heard: string[] = [];
    const end = (await resident.ask('/events')).stream?.((text) => heard.push(text));
    await resident.pass(30_000);
    expect(heard).toEqual([]);
    machine.become({ trees: [{ ...TREE, '/etc/two': 'fine' }] });
    await resident.pass(10_000);
    expect(heard).toEqual(['event: change\ndata: {}\n\n']);
    end?.();
    machine.become({ trees: [TREE] });
    await resident.pass(10_000);
    expect(heard).toHaveLength(1);
  });

  it('hear nothing that a page of elsewhere could use', async () => {
    const { resident } = await agent();
    for (const path of ['/', '/report', '/metrics', '/events', '/nowhere']) {
      const { headers } = await resident.ask(path);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
  });
});

describe('the own certificates', () => {
  const END = '2027-02-03T04:05:06Z';
  it('are measured by when they end', async () => {
    const own = makePem({ cn: 'Corp Root CA', notAfter: END });
    const trees = [procTree(), { '/etc/ssl/certs/ca-certificates.crt': own }];
    const { resident } = await started(probes, { trees });
    const { body } = await resident.ask('/metrics');
    const seconds = Date.parse(END) / 1000;
    expect(body).toContain(
      `probe_env_certificate_expiry_timestamp_seconds{subject="CN=Corp Root CA, O=Probe Env Tests"} ${seconds}`,
    );
  });

  it('are asked for their names only where those are told, and once for each look', async () => {
    const named = new Set<Entry>();
    class Counted extends Entry {
      override get der(): Buffer {
        named.add(this);
        return super.der;
      }
    }
    const own = Array.from({ length: 80 }, (_, i) => {
      const der = makeCert({ cn: `Corp Root ${i}`, notAfter: isoInstant(Date.UTC(2040, 0, 81 - i)) });
      return new Counted(() => der, null, 0);
    });
    const ends = own.map(({ validity }) => validity?.notAfter);
    named.clear();
    const facts = { required: { facts: [] }, entries: new Set(own) } as unknown as CaFacts;
    let asked = 0;
    const probe: AnyProbe = {
      ...fileProbe('one', '/etc/one'),
      measures: async () => {
        asked++;
        return measures(facts);
      },
    };
    const { resident, machine } = await started([probe], { trees: [TREE] });
    const body = async () => (await resident.ask('/metrics')).body;
    expect((await body()).match(/_expiry_timestamp_seconds\{/g)).toHaveLength(50);
    // Those that end first.
    expect(named).toEqual(new Set(own.slice(30)));
    expect(await body()).toContain(
      `_expiry_timestamp_seconds{subject="CN=Corp Root 79, O=Probe Env Tests"} ${Number(ends[79]) / 1000}\n`,
    );
    expect(asked).toBe(1);
    machine.become({ trees: [{ '/etc/one': 'odd' }] });
    await resident.pass(10_000);
    await body();
    expect(asked).toBe(2);
  });

  it('end at the second in which they end, without another look', async () => {
    const own = makePem({ cn: 'Corp Root CA', notAfter: '2026-11-21T12:00:30Z' });
    const trees = [procTree(), { '/etc/ssl/certs/ca-certificates.crt': own }];
    const { resident, agent } = await started(probes, { trees });
    const rules = async () =>
      (await agent.report('readiness'))?.probes.flatMap(({ findings }) => findings.map(({ rule }) => rule));
    await resident.pass(30_000);
    expect(await rules()).not.toContain('ca-certs/all-expired');
    await resident.pass(1000);
    expect(await rules()).toContain('ca-certs/all-expired');
    expect(agent.state.runs.get('ca-certs')).toBe(1);
  });
});

describeReal('promtool', { tools: ['promtool'] }, () => {
  it.each([
    ['as Prometheus asks by default', undefined],
    ['as OpenMetrics', 'application/openmetrics-text; version=1.0.0'],
  ])('takes the metrics %s', async (_, accept) => {
    const own = makePem({ cn: 'Corp "Root" \\ CA' });
    const trees = [procTree(), { '/etc/ssl/certs/ca-certificates.crt': own }];
    const { resident } = await started(probes, { trees });
    await resident.ask('/readyz');
    const { body } = await resident.ask('/metrics', { headers: { host: 'localhost', accept } });
    if (accept !== undefined) expect(body.endsWith('\n# EOF\n')).toBe(true);
    else execFileSync(String(tool('promtool')), ['check', 'metrics'], { input: body, stdio: 'pipe' });
  });
});
