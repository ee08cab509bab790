import { describe, expect, it } from 'vitest';
import { parseCredentials } from '../../../src/target/process/proc/credentials.ts';
import { parseEnviron } from '../../../src/target/process/proc/environ.ts';
import { mappedIds, OVERFLOW, parseIdMap, toInside } from '../../../src/target/process/proc/id-map.ts';
import { parseStat } from '../../../src/target/process/proc/stat.ts';
import { statusInside } from '../../../src/target/process/proc/status-inside.ts';

describe('/proc/PID/environ', () => {
  const values = (text: string) => parseEnviron(Buffer.from(text), false);

  it.each([
    ['A=1\0B=\0C=a=b\n c\0', { A: '1', B: '', C: 'a=b\n c' }],
    ['A=1\0A=2\0', { A: '1' }],
    ['BASH_FUNC_f%%=() { x\n}\0', { 'BASH_FUNC_f%%': '() { x\n}' }],
    ['__proto__=1\0', Object.fromEntries([['__proto__', '1']])],
    ['', {}],
  ])('is a list of variables: %j', (text, expected) => {
    expect(values(text)).toEqual({ known: true, values: expected });
  });

  it.each([
    ['a title', 'nginx: master process nginx -g daemon off;\0\0\0\0'],
    ['what a title left', 'ess nginx\0TZ=UTC\0'],
    ['a title with an equals sign', 'worker process for x=y\0TZ=UTC\0'],
    ['nothing but NUL', '\0\0\0\0'],
    ['no end', 'TZ=UTC'],
    ['no name', '=1\0'],
  ])('is unknown where it is %s', (_, text) => {
    expect(values(text)).toMatchObject({ known: false });
  });

  it('is unknown where the title has gone beyond the arguments', () => {
    expect(parseEnviron(Buffer.from('A=1\0'), true)).toMatchObject({ known: false });
  });
});

describe('/proc/PID/status', () => {
  const status =
    'Name:\tUid:\nState:\tS (sleeping)\nTgid:\t7\nPid:\t7\nPPid:\t3\nUid:\t1\t2\t3\t4\nGid:\t5\t6\t7\t8\nGroups:\t9 10 \nNStgid:\t7\t1\nCapPrm:\t00000000a80425fb\nCapEff:\t0000000000000001\n';

  it('tells who it is', () => {
    expect(parseCredentials(status)).toEqual({
      uids: [1, 2, 3, 4],
      gids: [5, 6, 7, 8],
      groups: [9, 10],
      permitted: 0xa80425fbn,
      effective: 1n,
      pids: [7, 1],
      threadGroup: 7,
      parent: 3,
      state: 'S',
    });
    expect(parseCredentials('Name:\tx\n')).toBeNull();
  });

  it('is told with the ids that the process has for itself', () => {
    const inside = statusInside(status, (kind, id) => id + (kind === 'uid' ? 100 : 200));
    expect(inside).toContain('Uid:\t101\t102\t103\t104\nGid:\t205\t206\t207\t208\nGroups:\t209 210 \n');
    expect(inside).toContain('Tgid:\t7\n');
  });
});

describe('/proc/PID/uid_map', () => {
  const map = parseIdMap('         0     100000      65536\n     70000       1000          1\n');

  it('gives ids their number inside, or none', () => {
    expect([100_000, 100_033, 1000, 0, 165_536].map((id) => toInside(map, id))).toEqual([
      0,
      33,
      70_000,
      OVERFLOW,
      OVERFLOW,
    ]);
  });

  it('tells which of our ids it maps', () => {
    expect(mappedIds(map, false)).toEqual([
      { first: 100_000, count: 65_536 },
      { first: 1000, count: 1 },
    ]);
    expect(mappedIds(map, true)?.[0]).toEqual({ first: 0, count: 65_536 });
    expect(mappedIds(parseIdMap('0 0 4294967295\n'), false)).toBeNull();
  });
});

describe('/proc/PID/stat', () => {
  it('is read behind a name with blanks and brackets', () => {
    const fields = Array.from({ length: 50 }, (_, i) => String(i + 3));
    const text = `7 (a) b (c) ${fields.join(' ')}\n`;
    expect(parseStat(text)).toEqual({
      startTime: '22',
      startStack: '28',
      argumentBytes: 1,
      kernelThread: false,
      ended: false,
      threads: 20,
    });
    expect(parseStat('7 (x) S 1\n')).toBeNull();
  });
});
