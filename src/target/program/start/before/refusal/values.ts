import { CAPABILITY_NAMES } from '../../../../../core/names/capabilities.ts';
import type { Host } from '../../../../host.ts';
import { gidOf, isListed } from '../accounts.ts';
import { PRLIMIT } from '../grammar/grammars.ts';
import type { GivenOption, Refusal } from '../grammar/options.ts';
import type { Maker } from '../maker.ts';

/** What a program was given, as its maker reads it. */
export interface Reading {
  readonly program: string;
  readonly maker: Maker;
  readonly options: readonly GivenOption[];
  /** What is no option. */
  readonly words: readonly string[];
}

/** Whether a value is taken. */
type Check = (value: string, reading: Reading, host: Host) => boolean;

const SIGNALS =
  'HUP INT QUIT ILL TRAP ABRT IOT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ VTALRM PROF WINCH IO POLL PWR SYS EXIT'.split(
    ' ',
  );

const signal: Check = (value, { program, maker }) => {
  if (program.startsWith('tini')) return value.startsWith('SIG') && SIGNALS.includes(value.slice(3));
  if (/^\d+$/.test(value))
    return maker === 'toybox' || (maker !== 'util-linux' && (Number(value) <= 64 || Number(value) > 128));
  const name = maker === 'uutils' ? value : value.toUpperCase();
  if (/^(?:SIG)?RTM(?:IN|AX)/.test(name)) return maker !== 'busybox' && maker !== 'uutils';
  return SIGNALS.includes(name.replace(/^SIG/, ''));
};

const signals: Check = (value, ...of) => value === '' || value.split(',').every((one) => signal(one, ...of));

const duration: Check = (value, { maker }) =>
  (maker === 'coreutils' || maker === 'uutils'
    ? /^ *\+?(?:(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?|0x[\da-f.]+|inf(?:inity)?|nan)[smhd]?$/i
    : /^(?:\d+(?:\.\d*)?|\.\d+)[smhd]?$/
  ).test(value) && !/[SMHD]$/.test(value);

const integer: Check = (value) => /^ *[+-]?\d+$/.test(value);

const buffering: Check = (value) =>
  value === 'L' || /^\d+(?:[kKMGTPEZYRQ](?:i?B)?|B)?$/.test(value) || /^[kKMGTPE]$/.test(value);

const directory: Check = (value, _, host) => mayBeDirectory(value, host);

/** Nothing says that it is none. */
export function mayBeDirectory(value: string, host: Pick<Host, 'cwd' | 'stat'>): boolean {
  const path = value.startsWith('/') || host.cwd === null ? value : `${host.cwd}/${value}`;
  const there = host.stat(path);
  return there.ok ? there.value.type === 'directory' : !/^(?:ENOENT|ENOTDIR|ELOOP)$/.test(there.error.code);
}

const group: Check = (value, { program }, host) =>
  gidOf(host, value.replace(/^\+/, ''), program === 'su' || program === 'runuser') !== 'missing';

const groups: Check = (value, reading, host) =>
  value
    .split(',')
    .filter((one) => one !== '' || (reading.maker === 'uutils' && value !== ''))
    .every((one) => group(one, reading, host));

const capabilities: Check = (value, { maker }) =>
  value === '' && maker === 'busybox'
    ? true
    : value.split(',').every((one) => {
        const [, name = ''] = /^[+-](.*)$/.exec(one) ?? [];
        return (
          (name === 'all' && maker !== 'busybox') ||
          /^cap_\d+$/.test(name) ||
          CAPABILITY_NAMES.includes(name.toUpperCase())
        );
      });

const AMOUNT = /^(?:\d+|unlimited|infinity|-1|)$/;

const limit: Check = (value) => {
  const [soft = '', hard = soft, ...rest] = value.replace(/^=/, '').split(':');
  return (
    rest.length === 0 && AMOUNT.test(soft) && AMOUNT.test(hard) && !(Number(soft) > Number(hard || soft))
  );
};

/** By program, and the option: what is looked at of its value. */
const CHECKS: Readonly<Record<string, Readonly<Record<string, Check>>>> = {
  env: {
    u: (value, { maker }) => maker === 'busybox' || (value !== '' && !value.includes('=')),
    C: directory,
    signal: signals,
  },
  chroot: {
    groups,
    userspec: (value, reading, host) => {
      const [user = '', name = ''] = value.split(/[:.]/);
      if (reading.maker === 'uutils')
        return value.includes(':') && (name === '' || group(name, reading, host));
      // Of a number that passwd does not have nobody knows the group.
      const isBare = name === '' && /^\+?\d+$/.test(user);
      if (isBare && reading.maker === 'coreutils' && !isListed(host, user.replace('+', ''))) return false;
      return name === '' || user.includes('.') || group(name, reading, host);
    },
  },
  setpriv: {
    reuid: (value) => value !== '',
    regid: group,
    rgid: group,
    egid: group,
    groups,
    'inh-caps': capabilities,
    'ambient-caps': capabilities,
    'bounding-set': capabilities,
    securebits: (value) =>
      value
        .split(',')
        .every((one) => /^[+-](?:all|(?:noroot|no_setuid_fixup)(?:_locked)?|keep_caps_locked)$/.test(one)),
    pdeathsig: (value, ...of) => value === 'keep' || value === 'clear' || signal(value, ...of),
  },
  su: { g: (value, of, host) => of.maker === 'toybox' || group(value, of, host), G: groups },
  runuser: { g: group, G: groups },
  timeout: { k: duration, s: signal },
  stdbuf: { i: (value, ...of) => value !== 'L' && buffering(value, ...of), o: buffering, e: buffering },
  nice: { n: integer },
  ionice: {
    c: (value, { maker }) =>
      maker === 'util-linux'
        ? /^(?:\d+|none|realtime|best-effort|idle)$/i.test(value)
        : /^[0-3]$/.test(value),
    n: (value, { maker }) => (maker === 'toybox' ? /^[0-7]$/.test(value) : /^\d+$/.test(value)),
  },
  choom: { n: integer },
  flock: {
    w: (value) => /^ *\+?(?:\d+(?:\.\d*)?|\.\d+)$/.test(value),
    E: (value) => /^\d+$/.test(value) && Number(value) <= 255,
  },
  unshare: { R: directory, propagation: (value) => /^(?:slave|shared|private|unchanged)$/.test(value) },
  prlimit: Object.fromEntries(PRLIMIT.map((name) => [name, limit])),
  tini: { p: signal, e: (value) => /^\d+$/.test(value) && Number(value) <= 255 },
  'dumb-init': {
    r: (value) => {
      const [, from = 0, to = 0] = /^(\d+):(\d+)$/.exec(value) ?? [];
      return Number(from) >= 1 && Number(from) <= 31 && Number(to) <= 31;
    },
  },
};

/** Words that stand in front of the program, and the program itself. */
const FIRST: Readonly<Record<string, (word: string, reading: Reading, host: Host) => boolean>> = {
  timeout: duration,
  chroot: directory,
  chrt: (word, reading, host) =>
    integer(word, reading, host) &&
    (!reading.options.some(({ name }) => 'obi'.includes(name)) || Number(word) === 0),
  taskset: (word, { options, maker }) =>
    options.some(({ name }) => name === 'c')
      ? /^\d+(?:-\d+(?::\d+)?)?(?:,\d+(?:-\d+(?::\d+)?)?)*$/.test(word)
      : (maker === 'toybox' ? /^[\da-f]+$/i : /^(?:0x)?[\da-f,]+$/i).test(word) &&
        /[1-9a-f]/i.test(word.slice(1) || word),
};

/** The first of its values that is not taken. */
export function wrongValue(reading: Reading, host: Host): Refusal | null {
  const { program, options, words } = reading;
  const checks = CHECKS[program.startsWith('tini') || program === 'docker-init' ? 'tini' : program] ?? {};
  for (const { name, value, as } of options) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (check !== undefined && !check(value, reading, host)) return { option: as, why: 'value', what: value };
  }
  const [word] = words;
  const first = Object.hasOwn(FIRST, program) ? FIRST[program] : undefined;
  return word === undefined || first === undefined || first(word, reading, host)
    ? null
    : { option: null, why: 'value', what: word };
}
