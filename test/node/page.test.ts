import { describe, expect, it } from 'vitest';
import type { LookAnswer } from '../../src/serve/node/protocol.ts';
import { BROKEN, CUT, container, FakeNode, READY, startedNode } from './fake-node.ts';

describe('the page of a node', () => {
  const hostile = '</script><b onclick=x>\u202e';

  async function page(query = '', count = 2): Promise<string> {
    const containers = Array.from({ length: count }, (_, i) =>
      container(i + 1, i === 0 ? {} : { namespace: 'other', pod: `db-${i}`, container: 'db' }),
    );
    const node = Object.assign(new FakeNode(), {
      containers: [
        ...containers,
        container(5000, {
          namespace: null,
          pod: null,
          container: null,
          main: { pid: 5000, startTime: '1', name: hostile },
        }),
      ],
    });
    node.answers = ({ pid }) => (pid === 1 ? BROKEN : READY);
    const { resident } = await startedNode(node);
    return (await resident.ask(`/${query}`)).body;
  }

  it('lists the containers, and links each to its report', async () => {
    const body = await page();
    expect(body).toContain('shop/web-1/web');
    expect(body).toContain('other/db-1/db');
    expect(body).toContain(`href="/containers/${container(1).id}"`);
    expect(body).toContain('ca-certs/empty');
    expect(body).toContain('3 containers: 2 ready, 1 not ready, 0 unknown');
  });

  describe('of one container', () => {
    const report = {
      ...{ schemaVersion: 1, verdict: 'not-ready', startedAt: '2026-11-28T12:00:00.000Z', durationMs: 4 },
      ...{ target: { kind: 'live' }, unchecked: [], summary: { inconclusive: 0 }, labels: {} },
      probes: [
        {
          ...{ name: 'ca-certs', status: 'fail', summary: 'no roots', facts: { roots: '<b>' } },
          findings: [
            { rule: 'ca-certs/empty', severity: 'error', message: 'None.', remedy: 'x', remedies: [] },
          ],
        },
      ],
    };
    const ask = async (path: string, accept?: string) => {
      const node = Object.assign(new FakeNode(), { containers: [container(1)] });
      node.answers = () => ({ ...BROKEN, report: JSON.stringify(report) });
      const { resident } = await startedNode(node);
      return resident.ask(`/containers/${container(1).id}${path}`, {
        headers: { host: 'localhost:9640', ...(accept && { accept }) },
      });
    };
    const BROWSER = 'text/html,application/xhtml+xml,*/*;q=0.8';

    it('is for a browser, says what is wrong, and leads back and to the JSON', async () => {
      const { body, headers } = await ask('', BROWSER);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(headers.vary).toBe('accept');
      for (const text of [
        'shop/web-1/web',
        'NOT READY',
        'ca-certs/empty',
        '&lt;b&gt;',
        'href="/"',
        '?format=json',
      ])
        expect(body).toContain(text);
      expect(body).not.toContain('<b>');
    });

    it('says to a browser why there is none, and leads back', async () => {
      const { status, body, headers } = await ask('ff', BROWSER);
      expect(status).toBe(404);
      expect(headers['content-type']).toBe('text/html; charset=utf-8');
      expect(body).toContain('<h1>Not here</h1>');
      expect(body).toContain('href="/"');
      expect((await ask('ff')).headers['content-type']).toBe('text/plain; charset=utf-8');
    });

    it.each([
      ['', undefined],
      ['', '*/*'],
      ['?format=json', BROWSER],
    ])('is JSON for whoever asks %j as %j', async (path, accept) => {
      const { body, headers } = await ask(path, accept);
      expect(headers['content-type']).toBe('application/json');
      expect(JSON.parse(body)).toEqual(report);
    });
  });

  it.each([
    ['?namespace=other', ['other/db-1/db'], ['shop/web-1/web']],
    ['?verdict=not-ready', ['shop/web-1/web'], ['other/db-1/db']],
    ['?rule=ca-certs/empty', ['shop/web-1/web'], ['other/db-1/db']],
    ['?verdict=unknown', ['None fits.'], ['other/db-1/db', 'shop/web-1/web']],
  ])('shows with %s what fits', async (query, there, gone) => {
    const body = await page(query);
    for (const name of there) expect(body).toContain(name);
    for (const name of gone) expect(body).not.toContain(name);
  });

  it('has what is wrong above what nobody knows, and what is ready last', async () => {
    const body = await page('', 3);
    const at = (text: string) => body.indexOf(text);
    expect(at('shop/web-1/web')).toBeLessThan(at('other/db-1/db'));
    expect(await page('', 1000)).toContain('shop/web-1/web');
  });

  it('is called by the worst that there is: what nobody knows is not ready', async () => {
    const titleOf = async (answers: readonly LookAnswer[]) => {
      const containers = answers.map((_, i) => container(i + 1));
      const node = Object.assign(new FakeNode(), { containers });
      node.answers = ({ pid }) => answers[pid - 1] ?? READY;
      const { resident } = await startedNode(node);
      const { body } = await resident.ask('/');
      return /<header class="(\w+)"><h1>([^<]+)/.exec(body)?.slice(1);
    };
    expect(await titleOf([READY, READY])).toEqual(['ready', 'All ready']);
    expect(await titleOf([READY, CUT])).toEqual(['doubt', '1 unknown']);
    expect(await titleOf([CUT, BROKEN])).toEqual(['not', '1 not ready']);
    expect(await titleOf([])).toEqual(['doubt', 'No containers']);
  });

  it('says how many each filter shows, and names the one that is chosen where nothing fits it', async () => {
    const body = await page('?rule=umask/gone');
    expect(body).toContain('ca-certs/empty (1)');
    expect(body).toContain('<strong>umask/gone (0)</strong>');
  });

  it('takes no name of a process for its own words', async () => {
    const body = await page();
    expect(body).not.toContain('<b onclick');
    expect(body).not.toContain('\u202e');
    expect(body).toContain('\\u202e');
  });

  it('stays below 150 KB on a node with a thousand containers, and counts what it leaves out', async () => {
    const body = await page('', 1000);
    expect(body).toContain('501 more in');
    expect(Buffer.byteLength(body)).toBeLessThan(150 * 1024);
  });
});
