import { describe, expect, it } from 'vitest';
import { restartOf } from '../../../src/core/remedy/restart.ts';
import { lastChange } from '../../../src/go/running/changes.ts';
import { rotatedSince } from '../../../src/go/running/rotated-since.ts';
import { memoryHost, TODAY } from '../../support/memory/memory-host.ts';
import { runningNode } from '../../support/memory/running.ts';
import { file, link } from '../../support/memory/tree.ts';

const NOW = Date.parse(TODAY);
const HOUR = 3_600_000;
const PATH = '/etc/corp.pem';

const found = (changedMs: number, program = runningNode(NOW - HOUR)) =>
  rotatedSince(program, { function: '', go: [], node: [{ path: PATH, changedMs }] }, memoryHost());

describe('a file that a program read once', () => {
  it.each([
    ['before it started', NOW - 2 * HOUR, false],
    ['at its start, as far as clocks tell', NOW - HOUR + 900, false],
    ['after it started', NOW - HOUR + 1100, true],
    ['just now', NOW, true],
    ['at a time that has not come', NOW + 1, false],
  ])('and that changed %s', (_, changedMs, is) => {
    expect(found(changedMs) !== null).toBe(is);
  });

  it.each([
    ['may not be looked at', { path: null }],
    ['has no thread of its own that tells since when', { sinceMs: null }],
    ['is neither Go nor Node', { path: '/usr/sbin/nginx' }],
  ])('by a program that %s: nothing is known', (_, changes) => {
    expect(found(NOW - 1, { ...runningNode(0), ...changes })).toBeNull();
  });

  it('changes with its link, and with what the link leads to', () => {
    const of = (mine: number, its: number) =>
      lastChange(
        '/etc/a',
        memoryHost({
          trees: [{ '/etc/a': { ...link('b'), changedMs: mine }, '/etc/b': file('', { changedMs: its }) }],
        }),
      );
    expect([of(5, 9), of(9, 5)]).toEqual([9, 9]);
    expect(lastChange('/etc/a', memoryHost())).toBe(0);
  });

  it('changes where one that was written before takes its place', () => {
    const base = memoryHost({ trees: [{ '/etc/a': file('', { changedMs: 9 }) }] });
    const stat = (path: string) => {
      const is = base.stat(path);
      return is.ok ? { ...is, value: { ...is.value, modifiedMs: 5 } } : is;
    };
    expect(lastChange('/etc/a', { stat, lstat: stat })).toBe(9);
  });
});

describe('the line that starts a pod again', () => {
  it.each([
    ['web-6d4cf56db6-x7k2p', 'shop', 'kubectl rollout restart deployment/web -n shop'],
    ['my-web-api-7f9c-2-6d4cf56db6-x7k2p', null, 'kubectl rollout restart deployment/my-web-api-7f9c-2'],
    ['db-0', null, 'kubectl rollout restart statefulset/db'],
  ])('names what made %s', (pod, namespace, line) => {
    expect(restartOf({ pod, namespace })[0]?.lines).toEqual([line]);
  });

  it.each(['agent-x7k2p', 'backup-29456728-x2x9z', 'web', '', null, 'web-aeiou-aeiou'])(
    'names nothing that %j does not tell',
    (pod) => {
      expect(restartOf({ pod, namespace: null }).flatMap(({ lines }) => lines)).toEqual([]);
    },
  );
});

describe('a clock that was set back', () => {
  it('tells nothing: what was there before the program is later than its start', () => {
    const since = Date.parse('2026-11-01T00:00:00Z');
    const host = (made: number) =>
      memoryHost({ trees: [{ '/dev/fd': { ...link('/proc/self/fd'), changedMs: made } }] });
    const files = { function: '', go: [], node: [{ path: '/x', changedMs: since + 60_000 }] };
    const program = { pid: 1, path: '/usr/bin/node', sinceMs: since };
    expect(rotatedSince(program, files, host(since - 100))?.path).toBe('/x');
    expect(rotatedSince(program, files, host(since + 3_600_000))).toBeNull();
  });
});
