import { describe, expect, it } from 'vitest';
import { resolver } from '../../../probes/resolver/index.ts';
import { directory, file, link, type Node, special } from '../../support/memory/tree.ts';
import { judgeHost } from '../../support/probes/judge-host.ts';
import { testRuleCases } from '../../support/probes/rule-cases.ts';
import { asks, CASES, container } from './machine.ts';

describe('resolver', () => {
  testRuleCases(resolver, CASES);

  // What a volume puts there: docker makes a directory where the file of the machine is not there, and /dev/null is mounted to have none.
  it.each<readonly [string, Node, readonly string[]]>([
    ['a directory', directory(), ['resolver/resolv-conf-unreadable']],
    ['/dev/null', special('char-device'), ['resolver/no-nameserver']],
    ['a FIFO', special('fifo'), ['resolver/resolv-conf-unreadable']],
    ['a socket', special('socket'), ['resolver/resolv-conf-unreadable']],
    ['an empty file', file(''), ['resolver/no-nameserver']],
    ['a link that leads nowhere', link('/nowhere/resolv.conf'), ['resolver/resolv-conf-missing']],
    ['a link to itself', link('resolv.conf'), ['resolver/resolv-conf-unreadable']],
  ])('is not ready with %s in the place of resolv.conf', async (_, node, rules) => {
    const host = container({ conf: null }, { '/etc/resolv.conf': node });
    expect((await judgeHost(resolver, host, { policy: asks('db.example') })).rules).toEqual(rules);
  });

  it.each<readonly [string, Node]>([
    ['a directory', directory()],
    ['/dev/null', special('char-device')],
    ['an empty file', file('')],
  ])('misses localhost with %s in the place of hosts', async (_, node) => {
    const host = container({ hosts: null }, { '/etc/hosts': node });
    expect((await judgeHost(resolver, host)).rules).toEqual(['resolver/hosts-no-localhost']);
  });
});
