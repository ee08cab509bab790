import type { AnyProbe } from '../../../src/core/probe.ts';
import { FILE_CALLS } from '../../../src/run/witness.ts';
import type { Result } from '../../../src/target/file.ts';
import type { Host } from '../../../src/target/host.ts';
import { fail, isUnknown } from '../../../src/target/result.ts';
import { type JudgeOptions, judgeHost } from '../probes/judge-host.ts';

const OPENING = ['readFile', 'readHead', 'readdir', 'entries'] as const;
type Call = (path: string, ...rest: unknown[]) => Result<unknown>;

/** The host with its file calls wrapped: `instead` answers in their place, or null. */
export function wrapped(
  host: Host,
  instead: (path: string, name: string, mode: unknown) => Result<never> | null,
): Host {
  const calls = FILE_CALLS.map((name) => {
    const call = host[name] as Call;
    return [name, (path: string, ...rest: unknown[]) => instead(path, name, rest[0]) ?? call(path, ...rest)];
  });
  return { ...host, ...Object.fromEntries(calls) };
}

/** What becomes of a path: it is gone, its directory lets nobody through, or it lets nobody read it. */
export type Change = 'gone' | 'hidden' | 'closed';

export function changed(host: Host, at: string, change: Change): Host {
  return wrapped(host, (path, name, mode) => {
    if (path !== at && !path.startsWith(`${at}/`)) return null;
    if (change === 'gone') return fail('ENOENT');
    if (change === 'hidden' || path !== at) return fail('EACCES');
    const opens = OPENING.some((call) => call === name) || (name === 'access' && mode !== 'search');
    return opens ? fail('EACCES') : null;
  });
}

/** What is rightly said of a path, whether it is not there or may not be looked at. */
const RIGHTLY: readonly { readonly says: RegExp; readonly path?: RegExp; readonly why: string }[] = [
  { says: /^(?:umask|listeners)\/unknown$/, why: 'it says that nobody knows' },
  { says: /^what the policy asks for cannot be seen here: limits\./, why: 'it says that nobody knows' },
  { says: /^online\/issuer-unknown$/, why: 'what may not be read gives the runtime no roots either' },
  { says: /^no go command: see go-version$/, why: 'go-version says which of the two it is' },
  { says: /^permissions\/group-not-joined$/, path: /bin/, why: 'without getfacl no list is known' },
  { says: /./, path: /\/mountinfo$/, why: 'what is not known of mounts is no cause of anything' },
  {
    says: /^permissions\/not-writable$/,
    path: /uid_map$/,
    why: 'the refusal stands, only its cause is lost',
  },
  { says: /^permissions\/home-unwritable$/, why: 'a refusal is what it is about' },
  {
    says: /^ca-certs\/bundle-missing$/,
    path: /^\/usr\/share/,
    why: 'it is not about where packages put them',
  },
  { says: /^ca-certs\/hash-link-missing$/, path: /\/cert\.pem$/, why: 'it is about the directory beside it' },
  { says: /^go-env\/sumdb-invalid$/, path: /\/env$/, why: 'go passes over an env file that it cannot read' },
  { says: /^go-env\/module-missing$/, path: /^\/go$/, why: 'go is then asked in /, where no module is' },
  { says: /^go-env\/modules-auto$/, path: /^\/go$/, why: 'it is about the variable, wherever go is asked' },
  { says: /^go-version\//, path: /bin\/go$/, why: 'the next go on PATH is taken, as execvp(3) does' },
  { says: /^go-version\/toolchain-changed$/, path: /VERSION$/, why: 'another file differs too' },
  { says: /^timezone\/link-dangling$/, why: 'the link was followed, and nothing is where it leads' },
  { says: /^timezone\/tz-unknown$/, why: 'the name that is asked for is in another directory' },
];

/** A path about which a probe says the same, whether it is not there or may not be looked at. */
export interface TakenForAbsent {
  readonly path: string;
  readonly change: Change;
  /** The rule, or why the probe is inconclusive. */
  readonly says: string;
}

/**
 * Takes each path that a probe asks about on a host away, then forbids it, and compares what is said of that. What
 * was said of the whole host already, and has only lost a detail such as the name of an owner, is not about the path.
 */
export async function takenForAbsent(
  probe: AnyProbe,
  host: () => Host,
  options: JudgeOptions,
): Promise<readonly TakenForAbsent[]> {
  const asked = new Set<string>();
  const whole = await said(
    probe,
    wrapped(host(), (path) => {
      asked.add(path);
      return null;
    }),
    options,
  );
  const found: TakenForAbsent[] = [];
  for (const path of asked) {
    const stat = host().lstat(path);
    const there = stat.ok;
    // Here it is refused from the beginning.
    if (!stat.ok && isUnknown(stat.error)) continue;
    const gone = there ? await said(probe, changed(host(), path, 'gone'), options) : whole;
    const about = [...gone].filter(([saying, rule]) =>
      // Of a path that is not there anyway only what names it.
      there ? ![...whole.values()].includes(rule) : saying.includes(JSON.stringify(path)),
    );
    if (about.length === 0) continue;
    for (const change of there ? (['hidden', 'closed'] as const) : (['hidden'] as const)) {
      const refused = await said(probe, changed(host(), path, change), options);
      for (const [saying, rule] of about) {
        const right = RIGHTLY.some(({ says, path: at = /./ }) => says.test(rule) && at.test(path));
        if (refused.has(saying) && !right) found.push({ path, change, says: rule });
      }
    }
  }
  return found;
}

/** All that a probe says, with its rules. */
async function said(
  probe: AnyProbe,
  host: Host,
  options: JudgeOptions,
): Promise<ReadonlyMap<string, string>> {
  const { findings, incomplete } = await judgeHost(probe, host, options);
  const all = findings.map((one) => [JSON.stringify(one), one.rule] as const);
  return new Map(incomplete === undefined ? all : [...all, [incomplete, incomplete]]);
}
