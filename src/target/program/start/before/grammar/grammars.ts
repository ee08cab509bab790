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
  flock: {
    'util-linux': `s x e u n o w: E: F shared=s exclusive=x unlock=u nonblocking=n nb=n nonblock=n timeout:=w wait:=w conflict-exit-code:=E close=o no-fork=F^ verbose^ fcntl^ start:^ length:^${SHORT_HELP}`,
    busybox: 's x u n shared=s exclusive=x unlock=u nonblock=n',
  },
  unshare: {
    'util-linux': `m u i n p C U T^ f r c^ R:^ w:^ S:^ G:^ l:^ mount::=m uts::=u ipc::=i net::=n pid::=p cgroup::=C user::=U time::=T^ fork=f map-root-user=r map-current-user=c^ root:=R^ wd:=w^ setuid:=S^ setgid:=G^ load-interp:=l^ kill-child::^ mount-proc:: mount-binfmt::^ map-user:^ map-users:^ map-group:^ map-groups:^ map-auto^ map-subids^ propagation: setgroups: keep-caps^ monotonic:^ boottime:^ owner:^ forward-signals^${SHORT_HELP}`,
    busybox:
      'm u i n p U f r mount::=m uts::=u ipc::=i net::=n pid::=p user::=U fork=f map-root-user=r mount-proc:: propagation: setgroups:',
  },
  nsenter: {
    'util-linux': `a^ t: m:: u:: i:: n:: p:: C:: U:: T::^ S: G: r:: w:: W:^ e^ F Z^ c^ N:^ all=a^ target:=t mount::=m uts::=u ipc::=i net::=n pid::=p cgroup::=C user::=U time::=T^ setuid:=S setgid:=G root::=r wd::=w wdns:=W^ env=e^ no-fork=F preserve-credentials follow-context=Z^ join-cgroup=c^ net-socket:=N^ user-parent^${SHORT_HELP}`,
    busybox:
      't: m:: u:: i:: n:: p:: U:: S: G: r:: w:: F target:=t mount::=m uts::=u ipc::=i net::=n pid::=p user::=U setuid:=S setgid:=G root::=r wd::=w no-fork=F preserve-credentials',
  },
  setarch: {
    'util-linux': `3 B F I L R S T X Z v 32bit=B fdpic-funcptrs=F short-inode=I addr-compat-layout=L addr-no-randomize=R whole-seconds=S sticky-timeouts=T read-implies-exec=X mmap-page-zero=Z 3gb=3 4gb uname-2 verbose=v list! show::!${SHORT_HELP}`,
    busybox: 'R addr-no-randomize=R^',
  },
  choom: { 'util-linux': `n: p:! adjust:=n pid:!=p${SHORT_HELP}` },
  // Of these nobody asks who made them, so that they refuse nothing.
  xargs: {
    other: `0 a: d: E: e:: I: i::=I L: l::=L n: o p P: r s: t x null=0 arg-file:=a delimiter:=d eof::=e replace::=I max-lines::=L max-args:=n open-tty=o interactive=p max-procs:=P process-slot-var: no-run-if-empty=r max-chars:=s show-limits verbose=t exit=x${HELP}`,
  },
  time: {
    other: `a o: f: p q v V! h! append=a output:=o format:=f portability=p quiet=q verbose=v${HELP}`,
  },
  strace: {
    other: `c C d f F h! i k n q r t T v V! w x y z Z D A a: b: e: E: I: o: O: p:! P: s: S: u: U: X: follow-forks=f output:=o output-separately summary-only=c summary=C trace:=e string-limit:=s user:=u env:=E trace-path:=P quiet::=q decode-fds::=y no-abbrev=v${HELP}`,
  },
  numactl: {
    other: `i: w: p: P: c: N: C: m: l a b t s! H! h! interleave:=i weighted-interleave:=w preferred:=p preferred-many:=P cpubind:=c cpunodebind:=N physcpubind:=C membind:=m localalloc=l all=a balancing=b strict=t show! hardware!${HELP}`,
  },
  chpst: { other: 'v P 0 1 2 u: U: b: e: n: l: L: m: d: o: p: f: c: r: t:' },
  softlimit: { other: 'a: c: d: f: l: m: o: p: r: s: t:' },
  'dbus-run-session': { other: `config-file: dbus-daemon:${HELP}` },
  'xvfb-run': {
    other:
      'a d e: f: h! n: l p: s: w: auto-servernum=a auto-display=d error-file:=e auth-file:=f server-num:=n listen-tcp=l xauth-protocol:=p server-args:=s wait:=w help!',
  },
  sudo: {
    other: `A b B E H k n N P S C: D: g: p: R: r: T: t: u: U: e! h:! i! K! l! s! v! V! askpass=A background=b bell=B preserve-env::=E set-home=H reset-timestamp=k non-interactive=n no-update=N preserve-groups=P stdin=S close-from:=C chdir:=D group:=g prompt:=p chroot:=R role:=r command-timeout:=T type:=t user:=u edit! login! remove-timestamp! list! shell! validate!${HELP}`,
  },
  'start-stop-daemon': {
    other: `S b o q m C v K! T! t! H! V! x: a: p: c: u: g: n: s: d: r: N: P: I: k: O: R: start=S background=b oknodo=o quiet=q make-pidfile=m remove-pidfile no-close=C notify-await verbose=v stop! status! test! exec:=x startas:=a pidfile:=p chuid:=c user:=u group:=g name:=n ppid: signal:=s chdir:=d chroot:=r nicelevel:=N procsched:=P iosched:=I umask:=k output:=O retry:=R notify-timeout:${HELP}`,
  },
  dlv: {
    other:
      'l: r: listen:=l redirect:=r api-version: backend: build-flags: init: log-dest: log-output: wd: tty: rr-onprocess-pid: accept-multiclient:: allow-non-terminal-interactive:: check-go-version:: continue:: disable-aslr:: headless:: log:: only-same-user:: help! h!',
  },
};

/** The names of setarch that say which architecture it is to be. */
export const PERSONALITIES: readonly string[] = [
  'linux32',
  'linux64',
  'i386',
  'i486',
  'i586',
  'i686',
  'x86_64',
  'uname26',
];

/** Names of the same program. */
const SAME: Readonly<Record<string, string>> = {
  'tini-static': 'tini',
  'docker-init': 'tini',
  ...Object.fromEntries(PERSONALITIES.map((name) => [name, 'setarch'])),
};

/** Who reads options up to the end of his words. */
const ANYWHERE: readonly string[] = [
  'su util-linux',
  'su busybox',
  'runuser util-linux',
  'tini tini',
  'catatonit catatonit',
  'choom util-linux',
  'start-stop-daemon other',
  'dlv other',
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
