import { byHand, dockerRun, pod } from '../../../src/core/remedy/forms.ts';
import { install } from '../../../src/core/remedy/packages.ts';
import { quote, quoteYaml } from '../../../src/core/remedy/quote.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import type { Refusal } from '../../../src/target/program/start/before/grammar/options.ts';
import { SAME_IMAGE } from './same-image.ts';

/** Packages of Alpine that bring the program of GNU or util-linux in the place of busybox'. */
const OF_ALPINE: Readonly<Record<string, string>> = {
  env: 'coreutils',
  chroot: 'coreutils',
  setpriv: 'setpriv',
  flock: 'flock',
  unshare: 'util-linux-misc',
  nsenter: 'util-linux-misc',
};

const OF: Readonly<Record<string, string>> = { coreutils: 'GNU coreutils', uutils: 'uutils (Rust)' };

function cannot(lacks: readonly string[]): string {
  return lacks.includes('SYS_ADMIN') ? 'make or enter a namespace' : 'change the user';
}

/** What stands in front of the application, and does not start it. */
export const before = {
  'options-refused': rule<{
    readonly program: string;
    readonly path: string;
    readonly option: string | null;
    readonly why: Refusal['why'];
    readonly what: string | null;
    readonly of: string | null;
    readonly script: string | null;
  }>({
    title: 'What is to start the program refuses its options',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind a script, which may put another one there' }],
    cause:
      'Programs such as env, setpriv, su, timeout, nice, flock and tini read their own options first, and start nothing where one is wrong. Each maker knows others: Alpine and busybox images have the env, setpriv, chroot and su of busybox, in which env has no -S, -C and -v, and setpriv cannot change the user.',
    says: ["env: invalid option -- 'S'"],
    message: ({ program, path, option, why, what, of, script }) => {
      const where = script === null ? '' : ` The first line of ${script} has it.`;
      const refusal = {
        unknown: `${path} is the ${program} of ${OF[of ?? ''] ?? of}, which has no option ${option}`,
        'no-value': `${path} starts nothing: its option ${option} has no value`,
        'unwanted-value': `${path} starts nothing: its option ${option} takes no value`,
        value:
          option === null
            ? `${path} starts nothing: it does not take ${JSON.stringify(what)}`
            : `${path} starts nothing: its option ${option} cannot be ${JSON.stringify(what)}`,
        twice: `${path} starts nothing: it takes ${option} once`,
        clashes: `${path} starts nothing: it does not take ${option} together with ${what}`,
        ends: `${path} starts nothing with ${option}`,
        lacks:
          option === null
            ? `${path} starts nothing: it asks for ${what}`
            : `${path} starts nothing with ${option} alone: it asks for ${what} beside it`,
        'no-directory': `${path} starts nothing: it ${option === '>' ? 'is to write into' : 'goes to'} ${what} first, which is no directory`,
      }[why];
      return `${refusal}.${where}`;
    },
    remedies: ({ program, option, why, what, of }, platform) => {
      if (why === 'lacks') return [byHand('image', `write what it asks for: ${what}`)];
      if (why === 'no-directory')
        return [
          byHand('image', `put ${what} into the image, or write the directory that it has behind ${option}`),
        ];
      const larger = OF_ALPINE[program];
      return [
        ...(why === 'unknown' && of === 'busybox' && larger !== undefined
          ? install({ alpine: larger }, platform)
          : []),
        byHand(
          'image',
          why === 'value'
            ? `write a value that ${program} takes, or leave it out`
            : `write the command without ${option} of ${program}`,
        ),
      ];
    },
    restart: SAME_IMAGE,
    example: {
      program: 'env',
      path: '/usr/bin/env',
      option: '-S',
      why: 'unknown',
      what: null,
      of: 'busybox',
      script: '/app/start',
    },
  }),
  'cannot-change-user': rule<{
    readonly program: string;
    readonly path: string;
    readonly uid: number;
    readonly lacks: readonly string[];
  }>({
    title: 'Who starts the container may not do what its command does first',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind a script' }],
    cause:
      'setpriv, gosu, su-exec, su, runuser, setuidgid and chroot are for entrypoints that begin as root, with the capabilities SETUID and SETGID (chroot: SYS_CHROOT, unshare and nsenter: SYS_ADMIN). With a user of its own (runAsUser, USER) or without these (drop: ALL) they end with "Operation not permitted", also where nothing would change.',
    message: ({ program, uid, lacks }) =>
      `${program} is started by uid ${uid}${lacks.length === 0 ? ', and only root may use it' : ` without ${lacks.join(', ')}, and cannot ${cannot(lacks)}`}.`,
    remedies: ({ program, uid, lacks }) => [
      // Another user has nothing of what is added: it is in force for root alone.
      ...(uid === 0 && lacks.length > 0
        ? [
            pod(`securityContext: { capabilities: { add: [${lacks.map(quoteYaml).join(', ')}] } }`),
            dockerRun(lacks.map((name) => `--cap-add ${quote(name)}`).join(' ')),
          ]
        : []),
      byHand('image', `start the program without ${program}, as the user whom the container runs as`),
      byHand('image', `run the container as root${lacks.length === 0 ? '' : ` with ${lacks.join(', ')}`}`),
    ],
    restart: SAME_IMAGE,
    example: { program: 'setpriv', path: '/usr/bin/setpriv', uid: 1000, lacks: ['SETUID', 'SETGID'] },
  }),
  'no-such-user': rule<{ readonly program: string; readonly path: string; readonly user: string }>({
    title: 'The user whom the program is to be started as is not there',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind a script, which may make one' }],
    cause:
      'setpriv, gosu, su-exec, su, runuser and chroot look a name up in /etc/passwd of the container, and end where it is not there. A number needs no line there, but for su and runuser.',
    message: ({ program, user }) =>
      `${program} is to become ${user}, whom ${user.includes(':') ? '/etc/passwd and /etc/group do' : '/etc/passwd does'} not have.`,
    remedies: ({ user }) => [
      byHand('image', `make ${user} when the image is built, or name a user by number`),
    ],
    restart: SAME_IMAGE,
    example: { program: 'gosu', path: '/usr/sbin/gosu', user: 'app' },
  }),
  'no-login-shell': rule<{ readonly path: string; readonly user: string; readonly shell: string }>({
    title: 'su starts a shell that starts nothing',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'behind a script, which may change the user' }],
    cause:
      'su and runuser give the command to the shell that passwd(5) names for the user. Users of services have nologin or false there: it prints "This account is currently not available", or nothing, and the command never runs.',
    says: ['This account is currently not available'],
    message: ({ path, user, shell }) =>
      `${path} starts the shell of ${user}, ${shell}, which starts nothing.`,
    remedies: ({ user }) => [
      byHand('image', `name a shell: su -s /bin/sh ${user} -c …; or do without one: setpriv, gosu, su-exec`),
    ],
    restart: SAME_IMAGE,
    example: { path: '/bin/su', user: 'app', shell: '/sbin/nologin' },
  }),
} as const satisfies RuleSet;
