import { describe, expect, it } from 'vitest';
import { timezone } from '../../../probes/timezone/index.ts';
import { observeClosely } from '../../../probes/timezone/observe-closely.ts';
import { agreementRules } from '../../../probes/timezone/rules/agreement.ts';
import { offsets } from '../../../probes/timezone/runtimes/views.ts';
import type { Host } from '../../../src/target/host.ts';
import { ok } from '../../../src/target/result.ts';
import { writeTzif } from '../../support/files/tzif-writer.ts';
import { writeZip } from '../../support/files/zip-writer.ts';
import { type MemoryHostOptions, memoryHost } from '../../support/memory/memory-host.ts';
import { directory, file, link, special, type Tree } from '../../support/memory/tree.ts';
import { timezoneTree, ZONES, zoneBytes, zoneinfo } from '../../support/memory/trees/timezone.ts';
import { judgeHost, policy } from '../../support/probes/judge-host.ts';

const ZONEINFO = '/usr/share/zoneinfo';
const linkTo = (zone: string): Tree => ({ '/etc/localtime': link(`${ZONEINFO}/${zone}`) });
const machine = (tree: Tree, more: MemoryHostOptions = {}) =>
  memoryHost({ ...more, trees: [zoneinfo(), tree] });
const withTz = (TZ: string, tree: Tree = {}) => machine(tree, { env: { TZ } });
const expecting = (expected: string) => ({ policy: { timezone: { expected } } });

/** `rule severity` of each finding; the severity only where it is not the catalogue's. */
async function found(host: Host, options: Parameters<typeof judgeHost>[2] = {}) {
  const { findings } = await judgeHost(timezone, host, options);
  return findings.map((f) => [f.rule.slice('timezone/'.length), f.severity].filter(Boolean).join(' '));
}

async function argsOf(host: Host) {
  return (await judgeHost(timezone, host)).findings.map((f) => f.args);
}

describe('what is no defect', () => {
  it.each(['', ':', 'UTC', ':UTC', 'Etc/UTC', 'GMT', 'GMT0', 'Zulu', 'UTC0'])(
    'TZ=%j without zone data is UTC for everybody',
    async (TZ) => {
      expect(await found(memoryHost({ env: { TZ } }))).toEqual([]);
    },
  );

  it.each(['Asia/Shanghai', ':Asia/Shanghai', 'PRC', 'Japan', 'Europe/Berlin', 'America/New_York'])(
    'TZ=%s with zone data',
    async (TZ) => {
      expect(await found(withTz(TZ))).toEqual([]);
    },
  );

  it('TZ beside an /etc/timezone and /etc/localtime of the image', async () => {
    expect(await found(withTz('Asia/Shanghai', timezoneTree('debian')))).toEqual([]);
  });

  it('TZ where /etc/localtime is broken: it is not asked', async () => {
    expect(await found(withTz('Asia/Shanghai', { '/etc/localtime': link('nowhere') }))).toEqual([]);
  });

  it('/etc/timezone with another name for the same zone', async () => {
    expect(await found(machine({ ...linkTo('PRC'), '/etc/timezone': 'Asia/Shanghai\n' }))).toEqual([]);
  });

  it('a copied file that /etc/timezone names', async () => {
    const tree = { '/etc/localtime': file(zoneBytes('Asia/Tokyo')), '/etc/timezone': 'Asia/Tokyo\n' };
    expect(await found(machine(tree))).toEqual([]);
  });

  it('a copied file that is in zoneinfo: it is named by its content, by the principal name', async () => {
    const tree = {
      '/etc/localtime': file(zoneBytes('Asia/Shanghai')),
      [`${ZONEINFO}/Asia/Chongqing`]: file(zoneBytes('Asia/Shanghai')),
    };
    const { facts, rules } = await judgeHost(timezone, machine(tree));
    expect(rules).toEqual([]);
    expect(facts.runtimes.go.name).toBe('Asia/Shanghai');
    expect(timezone.summary(facts)).toBe('Asia/Shanghai (CST, +08:00)');
  });

  it('Etc/GMT+8, whose sign is known to be turned round', async () => {
    const west = file(writeTzif({ types: [{ offset: -28_800 }], designations: '-08\0', footer: '<-08>8' }));
    expect(await found(withTz('Etc/GMT+8', { [`${ZONEINFO}/Etc/GMT+8`]: west }))).toEqual([]);
  });
});

describe('what the policy expects', () => {
  it.each([
    ['UTC', {}],
    ['Etc/UTC', timezoneTree('debian')],
    ['PRC', linkTo('Asia/Shanghai')],
    ['Asia/Shanghai', linkTo('PRC')],
    ['Asia/Shanghai', { '/etc/localtime': file(zoneBytes('Asia/Shanghai')) }],
    // No file here has that name: ICU knows that it is the same zone.
    ['Asia/Chongqing', linkTo('Asia/Shanghai')],
  ] as const)('%s is met', async (expected, tree) => {
    expect(await found(machine(tree), expecting(expected))).toEqual([]);
  });

  it('a nameless copy is told by its rules, without any zone data', async () => {
    const host = () => memoryHost({ trees: [{ '/etc/localtime': file(zoneBytes('Europe/Berlin')) }] });
    expect(await found(host(), expecting('Europe/Berlin'))).toEqual([]);
    // The same offsets today; another rule before 1980.
    expect(await found(host(), expecting('Europe/Paris'))).toEqual(['unexpected-zone', 'name-unknown']);
  });

  it.each([
    ['localtime-missing', {}, {}],
    ['link-dangling', linkTo('Asia/Nowhere'), {}],
    ['tz-posix-ignored-by-go', {}, { TZ: 'CST-8' }],
    [
      'name-content-disagree',
      { ...linkTo('Etc/UTC'), [`${ZONEINFO}/Etc/UTC`]: file(zoneBytes('Asia/Tokyo')) },
      {},
    ],
  ] as const)('%s is the cause, and an error', async (rule, tree, env) => {
    expect(await found(machine(tree, { env }), expecting('Asia/Shanghai'))).toEqual([`${rule} error`]);
  });
});

describe('what weighs more or less', () => {
  it('a link to UTC that dangles changes nothing', async () => {
    expect(await found(memoryHost({ trees: [linkTo('UTC')] }))).toEqual(['link-dangling info']);
  });

  it('a damaged file that Go takes all the same is a warning', async () => {
    const unclean = writeTzif({ isStd: [2] });
    expect(await found(machine({ '/etc/localtime': file(unclean) }))).toEqual(['tzif-corrupt warning']);
  });

  it('a file of version 4, which Go alone refuses, is an error', async () => {
    const tree = { [`${ZONEINFO}/Asia/Tokyo`]: file(writeTzif({ version: '4' })) };
    expect(await found(withTz('Asia/Tokyo', tree))).toEqual(['runtimes-disagree error']);
  });

  it.each([
    ['Asia/Tokyo', null, null, true],
    ['/etc/zone', null, null, false],
    ['Asia/Tokyo', '/tz', null, false],
  ])('with TZ=%s, TZDIR %j and %j meant new zone data are offered: %j', (tz, tzdir, suggested, offered) => {
    const args = { ...agreementRules['runtimes-disagree'].example, tz, tzdir, suggested };
    const platform = { family: 'debian', has: () => true, root: true } as never;
    const remedies = agreementRules['runtimes-disagree'].remedies?.(args, platform) ?? [];
    expect(remedies.some(({ lines }) => lines.join().includes('--reinstall tzdata'))).toBe(offered);
  });

  it('TZDIR counts for glibc alone', async () => {
    const host = machine(zoneinfo('/tz'), { env: { TZ: 'Asia/Seoul', TZDIR: '/tz' } });
    expect(await found(host)).toEqual(['tz-unknown']);
    const other = { '/tz/Asia/Tokyo': file(zoneBytes('Europe/Berlin')) };
    expect(await found(machine(other, { env: { TZ: 'Asia/Tokyo', TZDIR: '/tz' } }))).toEqual([
      'runtimes-disagree',
    ]);
  });

  it('an hour that only one season has is seen in the other', async () => {
    const [args] = await argsOf(withTz(`${ZONEINFO}/Europe/Berlin`));
    expect(args).toMatchObject({
      sees: [
        { offset: '+01:00, later +02:00', runtimes: ['Go', 'glibc', 'musl'] },
        { offset: '+01:00', runtimes: ['Node'] },
      ],
    });
  });
});

describe('what was meant by TZ', () => {
  it.each([
    ['Asia/Shangai', 'tz-unknown', 'Asia/Shanghai'],
    ['"Asia/Shanghai"', 'tz-unknown', 'Asia/Shanghai'],
    ['Asia/Shanghai ', 'tz-unknown', 'Asia/Shanghai'],
    ['Shanghai', 'tz-unknown', 'Asia/Shanghai'],
    ['new york', 'tz-unknown', 'America/New_York'],
    ['+08:00', 'tz-unknown', 'Etc/GMT-8'],
    // Cities of a zone that is called after another one, and nothing that only looks alike.
    ['Asia/Beijing', 'tz-unknown', 'Asia/Shanghai'],
    ['(GMT+08:00) Beijing', 'tz-unknown', 'Asia/Shanghai'],
    ['(GMT+09:00) Tokyo', 'tz-unknown', 'Asia/Tokyo'],
    ['China Standard Time', 'tz-unknown', 'Asia/Shanghai'],
    ['Europe/Munich', 'tz-unknown', 'Europe/Berlin'],
    ['America/Boston', 'tz-unknown', 'America/New_York'],
    ['Asia/Tokelau', 'tz-unknown', null],
    ['Asia', 'tz-unknown', null],
    // The beginning of many names is none of them.
    ['Europe', 'tz-unknown', null],
    ['America/New_Yo', 'tz-unknown', 'America/New_York'],
    ['CST', 'tz-unknown', null],
    ['/nonexistent', 'tz-unknown', null],
    // In the database, not on this machine: what Debian 13 has moved to tzdata-legacy.
    ['US/Eastern', 'tz-unknown', 'America/New_York'],
    ['ASIA/TOKYO', 'tz-wrong-case', 'Asia/Tokyo'],
    ['UTC-5', 'tz-sign-inverted', 'Etc/GMT+5'],
    ['GMT+08:00', 'tz-sign-inverted', 'Etc/GMT-8'],
    ['UTC+5:30', 'tz-sign-inverted', null],
    ['CST-8', 'tz-posix-ignored-by-go', 'Etc/GMT-8'],
    ['EST5EDT,M3.2.0,M11.1.0', 'tz-posix-ignored-by-go', null],
  ])('%j is %s: %s', async (TZ, rule, suggested) => {
    const { rules, findings } = await judgeHost(timezone, withTz(TZ));
    expect(rules).toEqual([`timezone/${rule}`]);
    expect(findings[0]?.args).toMatchObject({ suggested });
  });
});

describe('zone data that are not there', () => {
  it.each([
    ['no directory', memoryHost({ env: { TZ: 'Asia/Shanghai' } })],
    ['an empty one', memoryHost({ env: { TZ: 'Asia/Shanghai' }, trees: [{ [ZONEINFO]: directory() }] })],
  ])('%s', async (_, host) => {
    expect(await found(host)).toEqual(['zoneinfo-missing']);
  });

  it('a warning where the Go toolchain of the image has its own copy', async () => {
    const archive = {
      '/usr/local/go/lib/time/zoneinfo.zip': file(writeZip({ 'Asia/Shanghai': zoneBytes('Asia/Shanghai') })),
    };
    expect(await found(memoryHost({ env: { TZ: 'Asia/Shanghai' }, trees: [archive] }))).toEqual([
      'zoneinfo-missing warning',
    ]);
  });

  it('a typing error is one without them too', async () => {
    expect(await found(memoryHost({ env: { TZ: 'Asia/Shangai' } }))).toEqual(['tz-unknown']);
  });
});

describe('hostile files', () => {
  it('a FIFO hangs Go and glibc, not us', async () => {
    const [args] = await argsOf(machine({ '/etc/localtime': special('fifo') }));
    expect(args).toMatchObject({
      type: 'fifo',
      sees: [{ offset: 'nothing (opening it hangs)' }, { runtimes: ['musl'] }],
    });
  });

  it('a file of a gigabyte is refused unread', async () => {
    const huge = file('', { size: 2 ** 30 });
    expect(await argsOf(machine({ '/etc/localtime': huge }))).toMatchObject([{ bytes: 2 ** 30 }]);
  });

  it.each(['char-device', 'socket'] as const)('a %s is no file', async (type) => {
    expect(await found(machine({ '/etc/localtime': special(type) }))).toEqual(['not-a-file']);
  });

  it('a deleted working directory', async () => {
    const host = machine({}, { env: { TZ: './zi/Asia/Tokyo' }, cwd: null });
    expect(await found(host)).toEqual(['tz-unknown']);
  });

  it('the deadline ends the search for the name of a copy', async () => {
    const tree = { '/etc/localtime': file(zoneBytes('Asia/Tokyo')) };
    const { incomplete, rules } = await judgeHost(timezone, machine(tree, { msPerCall: 5 }), {
      deadlineMs: 40,
    });
    expect(incomplete).toContain('deadline');
    expect(rules).toEqual([]);
  });
});

describe('a file that was copied over the one that the link names', () => {
  it('is named by its content, whatever /etc/timezone says', async () => {
    const tree = {
      ...linkTo('Etc/UTC'),
      [`${ZONEINFO}/Etc/UTC`]: file(zoneBytes('Asia/Shanghai')),
      '/etc/timezone': 'Etc/UTC\n',
    };
    expect(await argsOf(machine(tree))).toMatchObject([
      {
        link: 'Etc/UTC',
        content: 'Asia/Shanghai',
        mounted: false,
        sees: [
          { offset: '+08:00', runtimes: ['Go', 'glibc', 'musl'] },
          { offset: 'UTC', runtimes: ['Node'] },
        ],
      },
    ]);
  });
});

describe('a file that was mounted over the one that the link names', () => {
  /** As a bind mount: the file has another device than its directory. */
  const mounted = (zone: (typeof ZONES)[number], mountinfo: Tree = {}) => {
    const host = machine({
      ...linkTo('Europe/Berlin'),
      [`${ZONEINFO}/Europe/Berlin`]: file(zoneBytes(zone)),
      ...mountinfo,
    });
    const stat: Host['stat'] = (path) => {
      const found = host.stat(path);
      return found.ok && found.value.type === 'file' ? ok({ ...found.value, dev: 99 }) : found;
    };
    return { ...host, stat };
  };

  it('is found to be another zone', async () => {
    expect(await argsOf(mounted('Asia/Shanghai'))).toMatchObject([
      { link: 'Europe/Berlin', content: 'Asia/Shanghai', mounted: true },
    ]);
  });

  it('is fine where it is the same zone', async () => {
    expect(await found(mounted('Europe/Berlin'))).toEqual([]);
  });

  it('is told by its rule where the mount table has no such mount (overlays)', async () => {
    const table = { '/proc/self/mountinfo': '21 1 0:20 / / rw - overlay overlay rw\n' };
    expect(await found(mounted('Asia/Shanghai', table))).toEqual(['name-content-disagree']);
  });
});

describe('the plain path', () => {
  const context = {
    policy: policy(),
    profile: { name: 'build', why: { code: 'asked-for', data: {} } } as const,
    programs: [],
    deadline: { remainingMs: () => 1000, expired: () => false, fairMs: 0 },
  };

  it.each(
    ZONES.flatMap((zone) => [
      [`TZ=${zone}`, withTz(zone)] as const,
      [`a link to ${zone}`, machine(linkTo(zone))] as const,
    ]),
  )('sees what the close look sees: %s', async (_, host) => {
    const { facts } = await judgeHost(timezone, host);
    const closely = (await observeClosely(host, context)).facts;
    for (const runtime of ['go', 'glibc', 'musl', 'node'] as const) {
      const [plain, close] = [facts.runtimes[runtime], closely.runtimes[runtime]];
      expect(plain && offsets(plain, facts.now)).toEqual(close && offsets(close, facts.now));
      expect(plain?.name).toBe(close?.name);
    }
  });

  it.each([
    ['Debian', machine(timezoneTree('debian'))],
    ['Alpine', memoryHost()],
    ['TZ', withTz('Asia/Tokyo')],
  ])('costs a few calls and no directory on a healthy machine: %s', async (_, host) => {
    const calls: string[] = [];
    const counted = Object.fromEntries(
      Object.entries(host).map(([name, value]) => [
        name,
        typeof value !== 'function' || name === 'now' || name === 'monotonic'
          ? value
          : (...args: unknown[]) => {
              calls.push(name);
              return value(...args);
            },
      ]),
    ) as unknown as Host;
    expect((await judgeHost(timezone, counted)).rules).toEqual([]);
    expect(calls.length).toBeLessThan(8);
    expect(calls).not.toContain('readdir');
  });
});

describe('the facts', () => {
  it('have the names of the contract, an offset and a next change', async () => {
    const host = machine(linkTo('Europe/Berlin'));
    const { facts } = await judgeHost(timezone, host);
    const seen = { zone: 'Europe/Berlin', offsetSeconds: 3600, abbreviation: 'CET' };
    expect(await timezone.report(facts, host)).toMatchObject({
      go: seen,
      glibc: seen,
      musl: seen,
      node: { zone: 'Europe/Berlin', offsetSeconds: 3600 },
      link: `${ZONEINFO}/Europe/Berlin`,
      content: 'Europe/Berlin',
      localTime: '2026-11-21T13:00:00+01:00',
      nextTransition: { at: '2027-03-28T03:00:00+02:00', abbreviation: 'CEST' },
    });
  });

  it('tell the content of /etc/localtime where TZ decides, and nothing where there is none', async () => {
    const host = withTz('Asia/Tokyo', { '/etc/localtime': file(zoneBytes('Asia/Shanghai')) });
    const { facts } = await judgeHost(timezone, host);
    expect(await timezone.report(facts, host)).toMatchObject({
      go: { zone: 'Asia/Tokyo', abbreviation: 'JST' },
      link: null,
      content: 'Asia/Shanghai',
      nextTransition: null,
    });
    const bare = memoryHost();
    expect(await timezone.report((await judgeHost(timezone, bare)).facts, bare)).toMatchObject({
      go: { zone: 'UTC', offsetSeconds: 0, abbreviation: 'UTC' },
      node: { zone: 'UTC', offsetSeconds: 0 },
      link: null,
      content: null,
    });
  });

  it.each([
    ['UTC (no TZ, no /etc/localtime)', memoryHost()],
    ['UTC', machine(timezoneTree('debian'))],
    ['Asia/Tokyo (JST, +09:00), by TZ', withTz('Asia/Tokyo')],
    ['asked for CST-8; Go sees UTC; glibc, musl and Node see +08:00', withTz('CST-8')],
    ['asked for Asia/Nowhere; all see UTC', machine(linkTo('Asia/Nowhere'))],
  ])('in a few words: %s', async (words, host) => {
    expect(timezone.summary((await judgeHost(timezone, host)).facts)).toBe(words);
  });
});
