import type { Maker } from '../maker.ts';
import { type Options, optionsOf } from './options.ts';

const HELP = ' help! version!';
const SHORT_HELP = ` h! V!${HELP}`;

const NOTHING = '';
const TIMEOUT =
  'k: s: v^ f^ p^ kill-after:=k signal:=s verbose=v^ foreground preserve-status=preserve-status';
const CATATONIT = 'g h! L! P! V!';
const TINI = 'h! v w g l! e:^ p:^ s version!';
const RUNUSER =
  'c: s: l m p=m f g: G: w:^ P^ T^ command:=c session-command:=c^ shell:=s login=l preserve-environment=m fast=f group:=g supp-group:=G whitelist-environment:=w^ pty=P^ no-pty=T^';
/** By their letters, in this order. */
export const PRLIMIT =
  'core data nice fsize sigpending memlock rss nofile msgqueue rtprio stack cpu nproc as locks rttime'.split(
    ' ',
  );
const LIMITS = PRLIMIT.map((name, i) => `${name}::^ ${'cdefilmnqrstuvxy'[i]}::=${name}^`).join(' ');

/**
 * The options of programs that start another one, by their makers: GNU coreutils to 9.10, util-linux to 2.42, busybox from 1.27
 * on, toybox 0.8.9. Letters of some have no names, and the other way round.
 */
const TEXTS: Readonly<Record<string, Partial<Record<Maker, string>>>> = {
  env: {
    coreutils: `i u: C:^ S:^ v^ a:^ 0! ignore-environment=i unset:=u chdir:=C^ split-string:=S^ debug=v^ argv0:=a^ null=0! block-signal::=signal^ default-signal::=signal^ ignore-signal::=signal^ list-signal-handling^${HELP}`,
    busybox: 'i u: 0 ignore-environment=i unset:=u null=0',
    toybox: 'i u: 0',
  },
  setpriv: {
    'util-linux': `d! reuid: ruid: euid: regid: rgid: egid: groups: keep-groups clear-groups init-groups^ reset-env^ no-new-privs nnp=no-new-privs^ securebits: inh-caps: ambient-caps:^ bounding-set: selinux-label: apparmor-profile: pdeathsig:^ ptracer:^ landlock-access:^ landlock-rule:^ seccomp-filter:^ dump! list-caps!${SHORT_HELP}`,
    busybox: 'd! dump! nnp=no-new-privs no-new-privs inh-caps: ambient-caps:',
  },
  chroot: {
    coreutils: `userspec: groups: skip-chdir^${HELP}`,
    busybox: NOTHING,
    toybox: NOTHING,
  },
  su: {
    'util-linux': `${RUNUSER} u:! user:!${SHORT_HELP}`,
    busybox: 'l m p=m c: s:',
    toybox: 'l p=m u: g: c: s:',
  },
  runuser: { 'util-linux': `${RUNUSER} u: user:=u${SHORT_HELP}` },
  timeout: {
    coreutils: TIMEOUT + HELP,
    busybox: 'k: s:',
    toybox: 'i k: s: v signal:=s foreground preserve-status',
  },
  stdbuf: { coreutils: `i: o: e: input:=i output:=o error:=e${HELP}` },
  nice: {
    coreutils: `n: adjustment:=n 0 1 2 3 4 5 6 7 8 9${HELP}`,
    busybox: 'n: 0 1 2 3 4 5 6 7 8 9',
    toybox: 'n:',
  },
  nohup: { coreutils: HELP, busybox: NOTHING, toybox: NOTHING },
  ionice: {
    'util-linux': `c: n: t^ p! P! u! class:=c classdata:=n ignore=t^ pid! pgid! uid!${SHORT_HELP}`,
    busybox: 'c: n: t p!',
    toybox: 'c: n: t p!',
  },
  setsid: { 'util-linux': `c^ f^ w^ ctty=c^ fork=f^ wait=w^${SHORT_HELP}`, busybox: 'c', toybox: 'c d w' },
  taskset: {
    'util-linux': `a p! c all-tasks=a pid! cpu-list=c${SHORT_HELP}`,
    busybox: 'a p! c',
    toybox: 'a p!',
  },
  chrt: {
    'util-linux': `b d^ e^ f i o r R T:^ P:^ D:^ a m! p! v batch=b deadline=d^ ext=e^ fifo=f idle=i other=o rr=r reset-on-fork=R sched-runtime:=T^ sched-period:=P^ sched-deadline:=D^ all-tasks=a max! pid! verbose=v${SHORT_HELP}`,
    busybox: 'm! p! r f o b i',
    toybox: 'R m! o f r b i p!',
  },
  prlimit: {
    'util-linux': `p! pid! o:^ output:=o noheadings raw verbose ${LIMITS}${SHORT_HELP}`,
    toybox: 'p!',
  },
  tini: { tini: TINI, 'tini-musl': TINI },
  'dumb-init': { 'dumb-init': `c r: v single-child=c^ rewrite:=r^ verbose=v${SHORT_HELP}` },
  catatonit: { catatonit: CATATONIT, 'catatonit-musl': CATATONIT },
};

/** Names of the same program. */
const SAME: Readonly<Record<string, string>> = { 'tini-static': 'tini', 'docker-init': 'tini' };

/** Who reads options up to the end of his words. */
const ANYWHERE: readonly string[] = [
  'su util-linux',
  'su busybox',
  'runuser util-linux',
  'tini tini',
  'catatonit catatonit',
];

/** The options of a program by who made it; null: none of these. */
export function grammarsOf(name: string): ReadonlyMap<Maker, Options> | null {
  const program = SAME[name] ?? name;
  const texts = Object.hasOwn(TEXTS, program) ? TEXTS[program] : undefined;
  if (texts === undefined) return null;
  const makers = Object.entries(texts) as readonly (readonly [Maker, string])[];
  return new Map(
    makers.map(([maker, text]) => [maker, optionsOf(text, ANYWHERE.includes(`${program} ${maker}`))]),
  );
}

/** The widest of them: of the maker whom most systems have it from. */
export function usualGrammar(name: string): Options {
  return grammarsOf(name)?.values().next().value ?? optionsOf('');
}
