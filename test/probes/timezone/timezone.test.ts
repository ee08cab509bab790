import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { timezone } from '../../../probes/timezone/index.ts';
import { FAMILIES } from '../../../src/core/platform.ts';
import type { Host } from '../../../src/target/host.ts';
import { memoryHost, TODAY } from '../../support/memory/memory-host.ts';
import { runningNode } from '../../support/memory/running.ts';
import { directory, file, link, type Tree } from '../../support/memory/tree.ts';
import { OLD_MEXICO_CITY, timezoneTree, zoneBytes, zoneinfo } from '../../support/memory/trees/timezone.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { type RuleCase, testRuleCases } from '../../support/probes/rule-cases.ts';

const ZONEINFO = '/usr/share/zoneinfo';
const SHANGHAI = `${ZONEINFO}/Asia/Shanghai`;

/** A machine with zone data, and what a test adds to it. */
const machine = (tree: Tree, env: Readonly<Record<string, string>> = {}): Host =>
  memoryHost({ trees: [zoneinfo(), tree], env });
const withTz = (TZ: string, tree: Tree = {}) => machine(tree, { TZ });
const expects = (expected: string) => ({ timezone: { expected } });

describe('timezone', () => {
  const CASES: Readonly<Record<string, RuleCase>> = {
    'rotated-since-start': {
      host: () =>
        memoryHost({
          trees: [
            zoneinfo(),
            { '/etc/localtime': { ...link(SHANGHAI), changedMs: Date.parse(TODAY) - 60_000 } },
          ],
          program: runningNode(Date.parse(TODAY) - 3_600_000),
        }),
    },
    'localtime-missing': { host: () => machine({ '/etc/timezone': 'Asia/Shanghai\n' }) },
    'link-dangling': { host: () => memoryHost({ trees: [{ '/etc/localtime': link(SHANGHAI) }] }) },
    'link-loop': { host: () => machine({ '/etc/localtime': link('localtime') }) },
    'not-a-file': { host: () => machine({ '/etc/localtime': directory() }) },
    unreadable: {
      host: () =>
        memoryHost({
          trees: [{ '/etc/localtime': file(zoneBytes('Asia/Tokyo'), { mode: 0o600 }) }],
          ids: { uid: 12345, euid: 12345 },
        }),
    },
    'not-tzif': { host: () => machine({ '/etc/localtime': 'Asia/Tokyo\n' }) },
    'tzif-corrupt': {
      host: () => machine({ '/etc/localtime': file(zoneBytes('Asia/Tokyo').subarray(0, 100)) }),
    },
    'zoneinfo-missing': { host: () => memoryHost({ env: { TZ: 'Asia/Shanghai' } }) },
    'tz-unknown': { host: () => withTz('Asia/Shangai') },
    'tz-wrong-case': { host: () => withTz('asia/shanghai') },
    'tz-posix-ignored-by-go': { host: () => withTz('CST-8') },
    'tz-sign-inverted': { host: () => withTz('UTC+8') },
    'name-unknown': {
      host: () => memoryHost({ trees: [{ '/etc/localtime': file(zoneBytes('Europe/Berlin')) }] }),
    },
    'disagrees-with-etc-timezone': {
      host: () => machine({ '/etc/localtime': link(SHANGHAI), '/etc/timezone': 'Etc/UTC\n' }),
    },
    'name-content-disagree': {
      host: () =>
        machine({
          '/usr/share/zoneinfo/Etc/UTC': file(zoneBytes('Asia/Shanghai')),
          '/etc/localtime': link('/usr/share/zoneinfo/Etc/UTC'),
          '/etc/timezone': 'Etc/UTC\n',
        }),
    },
    'runtimes-disagree': { host: () => withTz('/usr/share/zoneinfo/Europe/Berlin') },
    'tz-empty': { host: () => withTz('', { '/etc/localtime': link(SHANGHAI) }) },
    // Mexico had summer time until 2022.
    'data-outdated': {
      host: () =>
        withTz('America/Mexico_City', { [`${ZONEINFO}/America/Mexico_City`]: file(OLD_MEXICO_CITY) }),
    },
    'unexpected-zone': {
      host: () => machine({ '/etc/localtime': link('/usr/share/zoneinfo/Asia/Taipei') }),
      policy: expects('Asia/Shanghai'),
    },
    'clock-implausible': { host: () => memoryHost({ now: '1970-01-01T00:02:11Z' }) },
  };
  testRuleCases(timezone, CASES);

  describe('looked at from outside', () => {
    // The zones of the Node that looks are another machine's; in two fixtures Node alone differs.
    beforeAll(() => {
      const refuse = () => {
        throw new Error('asked for zones of this Node');
      };
      vi.stubGlobal('Intl', { DateTimeFormat: refuse, supportedValuesOf: refuse });
    });
    afterAll(() => {
      vi.unstubAllGlobals();
    });

    it.each(Object.entries(CASES).filter(([name]) => !['data-outdated', 'runtimes-disagree'].includes(name)))(
      'finds %s by the files alone',
      async (name, { host, ...options }) => {
        const { rules } = await judgeHost(timezone, { ...host(), node: null }, options);
        expect([...new Set(rules)]).toEqual([`timezone/${name}`]);
      },
    );

    const LOCALTIME = link(`${ZONEINFO}/Europe/Berlin`);
    const judged = async (tree: Tree, options = {}) =>
      (await judgeHost(timezone, { ...memoryHost({ trees: [tree] }), node: null }, options)).rules;

    it('finds another zone under a name where a file of its own name has the same bytes', async () => {
      const tokyo = file(zoneBytes('Asia/Tokyo'));
      const under = { [`${ZONEINFO}/Europe/Berlin`]: tokyo, '/etc/localtime': LOCALTIME };
      expect(await judged({ ...under, [`${ZONEINFO}/Asia/Tokyo`]: file(zoneBytes('Asia/Tokyo')) })).toEqual([
        'timezone/name-content-disagree',
      ]);
      // Else it may be an old rule of that name.
      expect(await judged(under)).toEqual([]);
    });

    it('takes a nameless copy for the zone that has its rule today', async () => {
      const copy = { '/etc/localtime': file(zoneBytes('Europe/Berlin')) };
      expect(await judged(copy, { policy: expects('Europe/Berlin') })).toEqual([]);
      expect(await judged(copy, { policy: expects('Asia/Tokyo') })).toContain('timezone/unexpected-zone');
    });
  });

  it.each(['Asia/Nowhere', 'CST', 'CST-8', 'EST+8'])(
    'takes for the zone that TZ=%s means the one that the policy demands',
    async (TZ) => {
      const { findings } = await judgeHost(timezone, withTz(TZ), { policy: expects('Europe/Berlin') });
      expect(findings).toMatchObject([{ args: { meant: [{ zone: 'Europe/Berlin' }], meantHere: true } }]);
    },
  );

  it.each(FAMILIES)('finds nothing on a stock %s image', async (family) => {
    const host = memoryHost({ trees: [timezoneTree(family)] });
    expect((await judgeHost(timezone, host)).findings).toEqual([]);
  });
});
