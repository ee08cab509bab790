import { byHand, host } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { OF_OTHERS } from '../remedies.ts';

const OF_NODE = {
  mends: false,
  why: 'The clock is that of the node: a restarted container has the same.',
} as const;

/** The clock, against those of others. */
export const clock = {
  'clock-drift': rule<{
    readonly url: string;
    /** By which the clock is ahead for certain; negative: behind. */
    readonly seconds: number;
    readonly clock: string;
    readonly theirs: string;
    /** How many servers told the time. */
    readonly servers: number;
  }>({
    title: 'The clock differs from that of others',
    severity: 'warning',
    cause:
      "Tokens are not valid yet or no longer, signed requests are refused (RequestTimeTooSkewed; Kerberos and others take five minutes), certificates end at another time. A container has no clock of its own: the time of all containers is that of the node's kernel (time namespaces move the monotonic clock alone), which the node's chrony, systemd-timesyncd or hypervisor keeps.",
    message: ({ url, seconds, clock: ours, theirs, servers }) =>
      `The clock is at least ${Math.abs(seconds)} s ${seconds > 0 ? 'ahead of' : 'behind'} ${url}: here ${ours}, there ${theirs}${servers > 1 ? ` (the nearest of ${servers} servers)` : ''}.`,
    remedies: () => [
      host(['chronyc tracking', 'chronyc makestep'], {
        needs: ['root', 'program:chronyc'],
        why: 'where chrony keeps the time: how far it is off, then set it at once. ntpdate within the container cannot: it lacks CAP_SYS_TIME, and with it would set the clock of the whole node',
      }),
      host('timedatectl set-ntp true', {
        needs: ['root', 'program:timedatectl'],
        why: 'where systemd-timesyncd keeps the time',
      }),
      byHand(
        'host',
        'have the node keep its time: a service of NTP with servers that it reaches (UDP port 123)',
      ),
    ],
    restart: OF_NODE,
    example: {
      url: 'https://vault.corp.example/',
      seconds: -90,
      clock: '2026-11-22T03:00:00.000Z',
      theirs: '2026-11-22T03:01:31.000Z',
      servers: 1,
    },
  }),
  'clock-unknown': rule<{ readonly url: string }>({
    title: 'A server does not tell the time',
    severity: 'warning',
    cause:
      'The clock was to be compared with the Date header of an answer, and there was none, or none that is a date: some proxies and small servers send none.',
    message: ({ url }) => `${url} answers without a Date header: the clock is not compared with it.`,
    remedies: ({ url }) => [
      byHand('policy', `name a server in online.clock that sends a Date header, in the place of ${url}`),
    ],
    restart: OF_OTHERS,
    example: { url: 'http://health.corp.example/' },
  }),
} as const satisfies RuleSet;
