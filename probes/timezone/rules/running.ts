import { restartOf } from '../../../src/core/remedy/restart.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { spokenInstant } from '../../../src/core/time/when.ts';
import type { Rotated } from '../../../src/go/running/rotated-since.ts';

/** What is right for a program that starts now. */
export const runningRules = {
  'rotated-since-start': rule<Rotated>({
    title: 'The zone may have changed since the program started',
    severity: 'warning',
    cause:
      'Go and Node read the local zone once, at the first time that they show in it, and keep it until the process ends; glibc looks at the file again. Another /etc/localtime, or newer zone data, reaches them with a restart alone. Another mode, owner or link is a change of the file as well: then the zone may be the one from before.',
    message: ({ program, pid, runtime, startedAt, path, changedAt }) =>
      `${path} changed on ${spokenInstant(changedAt)}; process ${pid} (${program}) has run since ${spokenInstant(startedAt)}, and ${runtime} reads its local zone once. Unless it first showed a local time later, it uses what was there before.`,
    remedies: restartOf,
    restart: { mends: true, why: 'The new process reads the files that are there now.' },
    example: {
      pid: 1,
      program: '/usr/local/bin/web',
      runtime: 'Go',
      startedAt: '2026-11-02T08:00:00.000Z',
      path: '/etc/localtime',
      changedAt: '2026-11-20T06:12:40.000Z',
      pod: 'web-6d4cf56db6-x7k2p',
      namespace: 'shop',
    },
  }),
} as const satisfies RuleSet;
