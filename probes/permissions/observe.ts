import type { Observed, ProbeContext } from '../../src/core/probe.ts';
import { lacks } from '../../src/target/file-type.ts';
import type { Host } from '../../src/target/host.ts';
import { readAcls } from '../../src/target/posix/acl.ts';
import { isNoExec, mountOf, readMounts } from '../../src/target/posix/mounts.ts';
import { realPath } from '../../src/target/posix/real-path.ts';
import { hasPasswdLine, readAccounts } from './access/accounts.ts';
import { type Refusal, tryNeed } from './access/check.ts';
import { asksForAcl, explain, withAcl } from './access/denial.ts';
import { type Files, memoFiles } from './access/memo.ts';
import type { PermissionFacts, Trial } from './facts.ts';
import { findNetrc, writablePathEntries } from './look/exposure.ts';
import type { Need } from './policy.ts';
import type { PermissionReason } from './reasons.ts';
import { type Requirement, type Requirements, requirements } from './requirements.ts';

/** Enough to explain any real container, and far below what a command line may hold. */
const MAX_ACLS = 256;

/** Trials between two looks at the clock. */
const BATCH = 64;

/** Tries what the profile and the policy need, changing nothing; looks closer only where it is refused. */
export async function observe(
  host: Host,
  { policy, profile, deadline, details }: ProbeContext<PermissionFacts>,
): Promise<Observed<PermissionFacts, PermissionReason>> {
  const files = memoFiles(host);
  const asked = requirements(host, policy, profile.name);
  const trials: Trial[] = [];
  let incomplete: PermissionReason | undefined;
  for (const [i, requirement] of asked.list.entries()) {
    if (i % BATCH === BATCH - 1 && deadline.expired()) {
      incomplete = { code: 'paths-cut', data: { seen: i, asked: asked.list.length } };
      break;
    }
    for (const need of requirement.need) {
      const refusal = attempt(host, files, requirement, need);
      trials.push({ requirement, need, denial: refusal && explain(host, files, refusal) });
    }
  }

  const volumes = details ? (await import('./look/volumes.ts')).refusedVolumes(host, files, attempt) : [];

  const asksForShared = policy.permissions.paths.some((path) => path.shared);
  const shared = asksForShared
    ? (await import('./look/shared-directories.ts')).sharedDirectories(host, files, policy)
    : [];
  const unclear = trials.flatMap(({ denial }) =>
    denial !== null && asksForAcl(denial, host.ids) ? denial.at : [],
  );
  const paths = [...new Set([...shared.map(({ path }) => path), ...unclear])].slice(0, MAX_ACLS);
  const answer = paths.length === 0 ? null : await readAcls(host, paths, deadline.remainingMs());
  const acls = answer === 'late' ? null : answer;
  // Of a refusal the list is only the cause; whether a directory is shared it decides.
  if (answer === 'late') incomplete ??= { code: 'access-lists-late', data: {} };
  const denied = trials.some((trial) => trial.denial !== null);
  const written = trials.filter(
    ({ requirement, need }) => requirement.role === 'policy' && (need === 'write' || need === 'create'),
  );
  return {
    facts: {
      ...aroundPaths(host, files, asked),
      ids: host.ids,
      trials: trials.map((trial) => ({ ...trial, denial: trial.denial && withAcl(trial.denial, acls) })),
      ...(denied
        ? (await import('./look/what-is-there.ts')).whatIsThere(host, files, asked, trials)
        : { prefetched: false, modules: null, filled: [] }),
      volumes,
      shared: (answer === 'late' ? [] : shared).map((directory) => ({
        ...directory,
        acl: acls?.get(directory.path) ?? null,
      })),
      full: written.length === 0 ? [] : (await import('./look/full.ts')).fullPaths(host, written),
      proc: !['status', 'mountinfo'].every((name) => lacks(host, `${host.proc}/${name}`, 'file')),
      accounts: denied || volumes.length > 0 || shared.length > 0 ? readAccounts(host) : null,
    },
    ...(incomplete === undefined ? {} : { incomplete }),
  };
}

function aroundPaths(host: Host, files: Files, { home, needsHome }: Requirements) {
  return {
    home,
    needsHome,
    netrc: findNetrc(host, files, home),
    pathEntries: writablePathEntries(host, files),
    hasPasswdEntry: hasPasswdLine(host, host.ids.euid),
  };
}

function attempt(host: Host, files: Files, requirement: Requirement, need: Need): Refusal | null {
  const { path, role } = requirement;
  const refusal = tryNeed(files, path, need, requirement.directory);
  if (refusal !== null) {
    if (requirement.optional && ['ENOENT', 'ENOTDIR', 'ELOOP'].includes(refusal.code)) return null;
    // Of GOPATH itself go only needs pkg and bin: they may be open where it is not.
    const parts = role === 'GOPATH' ? [`${path}/pkg`, `${path}/bin`] : null;
    return parts?.every((part) => tryNeed(files, part, 'create', true) === null) ? null : refusal;
  }
  return requirement.runsPrograms && need !== 'read' ? refusedByMount(host, path) : null;
}

/** A directory in which no program can be started, whatever its mode. */
function refusedByMount(host: Host, path: string): Refusal | null {
  const mounts = readMounts(host);
  const real = realPath(host, path);
  if (mounts === null || !real.ok) return null;
  const mount = mountOf(mounts, real.value);
  const noExec = mount !== null && isNoExec(mount);
  return noExec ? { tried: 'execute', code: 'EACCES', at: real.value, itself: true, link: null } : null;
}
