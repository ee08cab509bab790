import { goAtLeast } from '../../../src/go/release.ts';
import { flagValue, parseGoflags } from '../../../src/go/settings/goflags.ts';
import type { Host } from '../../../src/target/host.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import { findOnPath } from '../../../src/target/program/find-program.ts';
import type { GoEnvFacts, Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { type Damage, damageOf } from './damage.ts';
import { type Checkout, checkoutsAbove, gitDirectory } from './repository.ts';
import { foreignOwner, isListedSafe } from './safe-directory.ts';

/**
 * Whether go can stamp a program with the state of the checkout that it is built in (cmd/go/internal/load,
 * setBuildInfo): it asks git, and what stops git stops the build of every main package.
 */
export function judgeStamp(host: Host, facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  const { module, values } = seen;
  if (module.gomod === null) return [];
  const wanted = stamping(values.GOFLAGS ?? '', values.GOVERSION ?? null);
  if (wanted === 'no') return [];
  const [first, ...others] = checkoutsAbove(host, facts.directory, values.GOVERSION ?? null);
  if (first === undefined || !overlap(parentOf(module.gomod), first.root)) return [];
  const problem = problemOf(host, first, others, { wanted, values });
  if (problem === null) return [];
  return [
    {
      rule: 'go-env/vcs-stamp-refused',
      args: { ...problem, uid: host.ids.euid, goflags: values.GOFLAGS ?? '' },
    },
  ];
}

/** -buildvcs of GOFLAGS; from Go 1.18 on it is `auto`. */
function stamping(goflags: string, goversion: string | null): 'auto' | 'always' | 'no' {
  const { flags } = parseGoflags(goflags, goversion);
  if (!flags.some((flag) => /^--?buildvcs(?:=|$)/.test(flag))) return 'auto';
  const value = flagValue(flags, 'buildvcs') ?? '';
  if (value === 'auto') return 'auto';
  return /^(?:0|f|F|FALSE|false|False)$/.test(value) ? 'no' : 'always';
}

function overlap(a: string, b: string): boolean {
  return `${a}/`.startsWith(`${b === '/' ? '' : b}/`) || `${b}/`.startsWith(`${a === '/' ? '' : a}/`);
}

type Problem = {
  readonly problem: 'program' | 'several' | 'owner' | 'broken' | 'unreadable' | Damage['problem'];
  readonly root: string;
  readonly system: string;
  /** What is at fault: the foreign directory, the other checkout, what is missing. */
  readonly path: string;
  readonly owner: number | null;
};

function problemOf(
  host: Host,
  checkout: Checkout,
  others: readonly Checkout[],
  { wanted, values }: { readonly wanted: 'auto' | 'always'; readonly values: Seen['values'] },
): Problem | null {
  const { system, root, mark } = checkout;
  const problem = (kind: Problem['problem'], path: string, owner: number | null = null) => ({
    problem: kind,
    root,
    system,
    path,
    owner,
  });
  const other = others.find((one) => one.system !== system || system !== 'git');
  // From Go 1.25 on two systems at once may be an attack, and are refused.
  if (other !== undefined && goAtLeast(values.GOVERSION ?? null, '1.25')) {
    const allowed = /(?:^|,)allowmultiplevcs=1(?:,|$)/.test(host.env.GODEBUG ?? '');
    if (!allowed) return problem('several', other.mark);
  }
  const program = system === 'fossil' ? 'fossil' : system;
  if (findOnPath(host, program) === null) return wanted === 'always' ? problem('program', program) : null;
  if (system !== 'git') return null;
  const directory = gitDirectory(host, mark) ?? mark;
  const head = host.stat(`${directory}/HEAD`);
  if (!head.ok && head.error.code === 'ENOENT') return problem('broken', `${directory}/HEAD`);
  const foreign = foreignOwner(host, [root, mark, directory]);
  if (foreign !== null && host.env.GIT_DIR === undefined) {
    // What cannot be told is not blamed.
    if (isListedSafe(host, root) === false) return problem('owner', foreign.path, foreign.owner);
    return null;
  }
  if (!head.ok || !host.access(`${directory}/HEAD`, 'read').ok)
    return problem('unreadable', head.ok ? `${directory}/HEAD` : directory);
  const damage = damageOf(host, directory);
  return damage === null ? null : problem(damage.problem, damage.path);
}
