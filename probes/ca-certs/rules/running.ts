import { restartOf } from '../../../src/core/remedy/restart.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { spokenInstant } from '../../../src/core/time/when.ts';
import type { Rotated } from '../../../src/go/running/rotated-since.ts';

/** What is right for a program that starts now. */
export const runningRules = {
  'rotated-since-start': rule<Rotated>({
    title: 'The trust store may have changed since the program started',
    severity: 'warning',
    cause:
      'Go reads its roots once, at the first certificate that it verifies, and so does Node with NODE_EXTRA_CA_CERTS; both keep them until the process ends. After a volume brought other CAs the files are right, and the program may still have the old ones: then it refuses the first server that has a certificate of the new CA. Another mode, owner or link is a change of the file as well: then the CAs may be those from before.',
    message: ({ program, pid, runtime, startedAt, path, changedAt }) =>
      `${path} changed on ${spokenInstant(changedAt)}; process ${pid} (${program}) has run since ${spokenInstant(startedAt)}, and ${runtime} reads its roots once. Unless its first TLS connection came later, it uses what was there before.`,
    remedies: restartOf,
    restart: { mends: true, why: 'The new process reads the files that are there now.' },
    example: {
      pid: 1,
      program: '/usr/local/bin/web',
      runtime: 'Go',
      startedAt: '2026-11-02T08:00:00.000Z',
      path: '/etc/ssl/certs/ca-certificates.crt',
      changedAt: '2026-11-20T06:12:40.000Z',
      pod: 'web-6d4cf56db6-x7k2p',
      namespace: 'shop',
    },
  }),
} as const satisfies RuleSet;
