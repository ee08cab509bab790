import { describe, expect, it } from 'vitest';
import { PolicyError } from '../../src/config/policy/error.ts';
import { loadMatches, matchFor } from '../../src/config/policy/matches.ts';
import { memoryHost } from '../support/memory/memory-host.ts';

const PATH = '/etc/probe-env/policies.yaml';
const load = (text: string, knowsLabels = false) =>
  loadMatches(PATH, memoryHost({ trees: [{ [PATH]: text }] }), knowsLabels);

function refused(text: string): readonly string[] {
  try {
    load(text);
  } catch (error) {
    if (error instanceof PolicyError) return error.lines;
    throw error;
  }
  return [];
}

const LIST = `policies:
  - match: { namespace: shop, workload: web* }
    policy: web.yaml
  - match: { container: proxy }
    policy: sides/proxy.yaml
  - policy: rest.yaml
`;

describe('the policy of a container', () => {
  const fileFor = (namespace: string | null, workload: string | null, container: string | null) =>
    matchFor(load(LIST), { namespace, workload, container, labels: null })?.policy;

  it('is the first that fits', () => {
    expect(fileFor('shop', 'web', 'proxy')).toBe('/etc/probe-env/web.yaml');
    expect(fileFor('shop', 'web-admin', null)).toBe('/etc/probe-env/web.yaml');
    expect(fileFor('shop', 'db', 'proxy')).toBe('/etc/probe-env/sides/proxy.yaml');
    expect(fileFor('other', 'web', 'web')).toBe('/etc/probe-env/rest.yaml');
  });

  it('is none by a name that nobody knows', () => {
    expect(fileFor(null, null, null)).toBe('/etc/probe-env/rest.yaml');
    expect(
      matchFor(load('policies: []'), { namespace: null, workload: null, container: null, labels: null }),
    ).toBeNull();
  });
});

describe('the policy of a container with labels', () => {
  const LABELS = 'policies:\n  - match: { labels: { app: web*, tier: "1" } }\n    policy: web.yaml';
  const fits = (labels: Readonly<Record<string, string>> | null) =>
    matchFor(load(LABELS, true), { namespace: 'shop', workload: 'web', container: 'web', labels }) !== null;

  it('fits where each label does', () => {
    expect(fits({ app: 'web-admin', tier: '1', more: 'x' })).toBe(true);
    expect(fits({ app: 'web' })).toBe(false);
    expect(fits({ app: 'api', tier: '1' })).toBe(false);
    expect(fits({})).toBe(false);
  });

  it('does not fit where nobody knows them', () => expect(fits(null)).toBe(false));

  it('is refused where a label is none', () => {
    const refused = (labels: string) => () =>
      load(`policies:\n  - match: { labels: ${labels} }\n    policy: a.yaml`, true);
    for (const labels of ['[]', '{ a: 1 }', '{ a: "x y" }'])
      expect(refused(labels), labels).toThrow(PolicyError);
  });
});

describe('a list of policies that cannot be used', () => {
  it.each([
    ['policies: {}', 1, 'must hold policies'],
    ['policys: []', 1, 'unknown key'],
    [
      'policies:\n  - match: { labels: { app: web } }\n    policy: a.yaml',
      2,
      'only the API server knows labels',
    ],
    ['policies:\n  - match: { namespace: "*x" }\n    policy: a.yaml', 2, 'must be a name'],
    ['policies:\n  - match: { namespace: a }', 2, 'a file beside this one'],
    ['policies:\n  - policy: ../a.yaml', 2, 'a file beside this one'],
    ['policies:\n  - policy: /etc/a.yaml', 2, 'a file beside this one'],
    ['policies:\n  - x', 2, 'must be a table'],
  ])('%s', (text, line, why) => {
    const lines = refused(text);
    expect(lines[0]).toContain(`${PATH}:${line}: `);
    expect(lines.join('\n')).toContain(why);
  });
});
