/* How many threads run Go code at once (GOMAXPROCS), as the runtime chooses at its start: runtime/proc.go, schedinit. */

/** What the runtime finds at its start. */
export interface GoStart {
  /** Release that the program was built by, such as `1.25.12`. */
  readonly version: string;
  /** GODEBUG settings of its build (`DefaultGODEBUG`): what its go line and go:debug lines came to. */
  readonly built: string;
  /** CPUs that the process may run on (sched_getaffinity(2)). */
  readonly cpus: number;
  /** CPUs' worth of time that the group has which this release of Go reads; null: no limit, or it finds none. */
  readonly quota: number | null;
  readonly env: { readonly GOMAXPROCS?: string | undefined; readonly GODEBUG?: string | undefined };
}

/** From here on it reads the quota of its control group. */
const READS_QUOTA = 25;
/** From here on numbers may have a plus in front. */
export const TAKES_PLUS = 26;

export interface Gomaxprocs {
  readonly value: number;
  /** The variable; the quota; or the CPUs that it may run on. */
  readonly by: 'variable' | 'quota' | 'cpus';
}

export function gomaxprocs({ version, built, cpus, quota, env }: GoStart): Gomaxprocs {
  const set = int32Of(env.GOMAXPROCS ?? '', version);
  if (set !== null && set > 0) return { value: set, by: 'variable' };
  if (quota === null || !readsQuota(version, built, env.GODEBUG)) return { value: cpus, by: 'cpus' };
  // Never less than two (runtime/cgroup_linux.go): a collection of garbage would stop all else.
  const share = Math.max(2, Math.ceil(quota));
  return share < cpus ? { value: share, by: 'quota' } : { value: cpus, by: 'cpus' };
}

/** Whether a program looks at the quota at all. */
function readsQuota(version: string, built: string, godebug: string | undefined): boolean {
  return isOn('containermaxprocs', version, built, godebug);
}

/**
 * Whether it looks again while it runs, once a second, and changes GOMAXPROCS where quota or CPUs have changed, unless that was set by
 * the variable or by itself (runtime/proc.go, sysmonUpdateGOMAXPROCS).
 */
export function followsQuota(version: string, built: string, godebug: string | undefined): boolean {
  return isOn('updatemaxprocs', version, built, godebug);
}

function isOn(name: string, version: string, built: string, godebug: string | undefined): boolean {
  if (minorOf(version) < READS_QUOTA) return false;
  // All are read from left to right, and those of the environment after those of the build.
  const settings = [...built.split(','), ...(godebug ?? '').split(',')];
  const said = settings.flatMap((setting) => {
    const number = setting.startsWith(`${name}=`) ? int32Of(setting.slice(name.length + 1), version) : null;
    return number === null ? [] : [number];
  });
  return (said.at(-1) ?? 1) > 0;
}

/** The minor number of a release: 25 of `1.25.12`; that of a Go 2 counts as later than all. */
export function minorOf(version: string): number {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(version) ?? [];
  return Number(major) > 1 ? Number.POSITIVE_INFINITY : Number(minor ?? 0);
}

/** A number of 32 bits as this release reads it; null where it is none. */
function int32Of(text: string, version: string): number | null {
  const grammar = minorOf(version) < TAKES_PLUS ? /^-?\d+$/ : /^[-+]?\d+$/;
  const number = grammar.test(text) ? Number(text) : Number.NaN;
  return number >= -(2 ** 31) && number < 2 ** 31 ? number : null;
}
