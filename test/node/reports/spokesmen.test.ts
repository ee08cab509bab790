import { expect, it } from 'vitest';
import type { Severity } from '../../../src/core/severity.ts';
import { type KubePod, kubePodOf } from '../../../src/serve/node/kube/pod.ts';
import type { Seen } from '../../../src/serve/node/protocol.ts';
import { groupsOf, type Member, spokesmen } from '../../../src/serve/node/reports/group.ts';
import type { Verdict } from '../../../src/serve/node/state.ts';
import { READY } from '../fake-node.ts';
import { podObject } from '../kube/pods.ts';

function member(pod: string, verdict: Verdict, severities: readonly Severity[], container = 'web'): Member {
  const owner = { kind: 'StatefulSet', name: 'web' };
  const rules = severities.map((severity, i) => ({ rule: `a/${i}`, severity, fails: severity === 'error' }));
  const seen: Seen = { ...(READY as Seen), rules };
  const known = { verdict, reason: null, seen };
  return { id: pod, container, pod: kubePodOf(podObject(pod, { owner })) as KubePod, known };
}

const whoSpeaks = (...members: readonly Member[]) =>
  groupsOf(members).flatMap((group) => spokesmen(group).map(({ id, container }) => [container, id]));

it.each<[string, readonly Member[], string]>([
  [
    'what is not ready, before what has more to warn of',
    [member('web-0', 'ready', ['warning', 'warning', 'warning']), member('web-1', 'not-ready', ['error'])],
    'web-1',
  ],
  [
    'what is unknown, before what is ready',
    [member('web-0', 'ready', ['warning', 'warning']), member('web-1', 'unknown', ['warning'])],
    'web-1',
  ],
  [
    'what has an error, before what fails by warnings',
    [member('web-0', 'not-ready', ['warning', 'warning']), member('web-1', 'not-ready', ['info', 'error'])],
    'web-1',
  ],
  [
    'of equals the one with most rules',
    [member('web-0', 'not-ready', ['error']), member('web-1', 'not-ready', ['error', 'info'])],
    'web-1',
  ],
  [
    'of equals the first by name, in whatever order they come',
    [member('web-1', 'not-ready', ['error']), member('web-0', 'not-ready', ['error'])],
    'web-0',
  ],
])('the one that speaks for the others is %s', (_, members, id) => {
  expect(whoSpeaks(...members)).toEqual([['web', id]]);
});

it('each container of the pods has one, and none where nothing is wrong', () => {
  expect(
    whoSpeaks(
      member('web-0', 'ready', []),
      member('web-0', 'not-ready', ['error'], 'db'),
      member('web-1', 'ready', ['info'], 'log'),
    ),
  ).toEqual([
    ['db', 'web-0'],
    ['log', 'web-1'],
  ]);
});
