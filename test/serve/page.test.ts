import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { mergeLayers } from '../../src/config/merge.ts';
import type { Finding, Report } from '../../src/core/documents/report.ts';
import type { Remedy } from '../../src/core/remedy/remedy.ts';
import { findingHtml } from '../../src/serve/page/finding.ts';
import { reportHtml } from '../../src/serve/page/report.ts';
import { fakeProbe, found } from '../support/probes/fake-probe.ts';
import { fileProbe, started } from './setup.ts';

const pageOf = async (findings: Parameters<typeof found>[] = [], summary = 'fine') => {
  const probe = {
    ...fakeProbe('alpha', { findings: findings.map((args) => found(...args)) }),
    summary: () => summary,
  };
  const { resident } = await started([probe], { trees: [{}] });
  return resident.ask('/');
};

const finding: Finding = {
  ...{ rule: 'alpha/broken', severity: 'error', defaultSeverity: 'error', message: 'Saw it.' },
  ...{ evidence: {}, remedy: 'mend it', remedies: [] },
};

const hash = (text: string | undefined) =>
  `'sha256-${createHash('sha256')
    .update(text ?? '')
    .digest('base64')}'`;

describe('the page', () => {
  it('says what is wrong and what fixes it, without a script', async () => {
    const { body } = await pageOf([['alpha/broken', { path: '/etc/x' }]]);
    const still = body.replace(/<script>[\s\S]*<\/script>/, '');
    for (const text of ['NOT READY', 'alpha/broken', 'Saw /etc/x.', 'mend it']) expect(still).toContain(text);
    expect(still).toMatch(/<noscript><meta http-equiv="refresh" content="10"><\/noscript>/);
  });

  it('calls nothing fine of which something is not known, as the text does', async () => {
    expect((await pageOf([], 'all of it')).body).toContain('<td class="s-pass">');
    for (const summary of ['not known: nothing is mounted', '3 paths; leaving out what is not known: /x'])
      expect((await pageOf([], summary)).body).not.toContain('<td class="s-pass">');
  });

  it('tells what is wrong before what is fine, and folds the third way to mend it and those behind', async () => {
    const ways = (count: number): Remedy[] =>
      Array.from({ length: count }, (_, n) => ({
        ...{ where: 'container', syntax: 'shell', needs: [], why: '' },
        lines: [`way ${n + 1}`],
      }));
    const html = (count: number) =>
      findingHtml({ ...finding, remedies: ways(count) }, 'one').text.replace(/\s+/g, ' ');
    expect(html(2)).not.toContain('<details');
    expect(html(3)).toMatch(
      /way 1<.*<details id="one"><summary>2 other ways<\/summary>.*or .*way 2<.*way 3</,
    );
    const { body } = await pageOf([['alpha/broken', { path: '/etc/x' }]]);
    expect(body.indexOf('alpha/broken</')).toBeLessThan(body.indexOf('<h2>Probes'));
  });

  it('knows what is folded by its rule, so that it stays the same one when another comes above it', () => {
    const remedies: Remedy[] = ['a', 'b', 'c'].map((line) => ({
      ...{ where: 'container', syntax: 'shell', needs: [], why: '', lines: [line] },
    }));
    const idsOf = (...rules: string[]) => {
      const findings = rules.map((rule) => ({ ...finding, rule, remedies }));
      const probe = { name: 'alpha', status: 'fail', summary: '', durationMs: 0, facts: {}, findings };
      const { text } = reportHtml({ probes: [probe] } as unknown as Report, '/report');
      return [...text.matchAll(/<details id="(ways-[^"]+)"/g)].map(([, id]) => id);
    };
    expect(idsOf('alpha/odd')).toEqual(['ways-alpha-odd']);
    expect(idsOf('alpha/broken', 'alpha/odd', 'alpha/odd')).toEqual([
      ...['ways-alpha-broken', 'ways-alpha-odd', 'ways-alpha-odd-2'],
    ]);
  });

  it('says whose it is where somebody told', async () => {
    const probe = fakeProbe('alpha');
    const named = { ...mergeLayers([probe], []), labels: { pod: 'web-1<b>' } };
    const { resident } = await started([probe], { trees: [{}] }, { configure: async () => named });
    expect((await resident.ask('/')).body).toContain('pod web-1&lt;b&gt;');
  });

  it('lets nothing of the machine become a tag, an attribute or a script', async () => {
    const evil = `</pre><script>alert(1)</script><img src=x onerror='a'>"&amp;`;
    const { body } = await pageOf([['alpha/broken', { path: evil }]], evil);
    expect(body.match(/<script>/g)).toHaveLength(1);
    expect(body).not.toContain('<img');
    expect(body).toContain('&lt;/pre&gt;&lt;script&gt;alert(1)');
  });

  it('allows its own style and script alone, and names nothing of elsewhere', async () => {
    const { body, headers } = await pageOf();
    const [, style] = /<style>([\s\S]*)<\/style>/.exec(body) ?? [];
    const [, script] = /<script>([\s\S]*)<\/script>/.exec(body) ?? [];
    const policy = headers['content-security-policy'] ?? '';
    expect(policy).toContain(`style-src ${hash(style)};`);
    expect(policy).toContain(`script-src ${hash(script)};`);
    expect(policy).toMatch(/^default-src 'none';/);
    expect(body).not.toMatch(/https?:|\/\/[a-z]|\sstyle=|\son[a-z]+=/);
  });

  it('is at most 60 KiB, whatever is found, and counts what it leaves out', async () => {
    const many = Array.from(
      { length: 3000 },
      (_, n): Parameters<typeof found> => ['alpha/broken', { path: `/data/${'x'.repeat(200)}/${n}` }],
    );
    const { body } = await pageOf(many);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(60 * 1024);
    expect(body).toMatch(/\d{4} more in <a href="\/report">/);
  });

  it('holds the last hundred changes within the same size', async () => {
    const probe = fileProbe('one', '/etc/one');
    const { resident, machine } = await started([probe], { trees: [{ '/etc/one': 'fine' }] });
    for (let n = 0; n < 120; n++) {
      machine.become({ trees: [{ '/etc/one': n % 2 === 0 ? 'broken' : 'fine' }] });
      await resident.pass(10_000);
    }
    const { body } = await resident.ask('/');
    expect(body.match(/<time /g)).toHaveLength(100);
    expect(Buffer.byteLength(body)).toBeLessThanOrEqual(60 * 1024);
  });

  it('has a heading, names for its columns, and a place that tells what is new', async () => {
    const { body } = await pageOf([['alpha/odd', {}]]);
    expect(body.match(/<h1>/g)).toHaveLength(1);
    expect(body).toContain('<html lang="en">');
    expect(body.match(/scope="(?:row|col)"/g)?.length).toBeGreaterThan(3);
    expect(body).toContain('role="status"');
  });
});
