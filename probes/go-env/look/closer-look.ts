import { replacedTwice } from '../../../src/go/modules/conflicts.ts';
import { readProject } from '../../../src/go/modules/project.ts';
import type { Host } from '../../../src/target/host.ts';
import { judgeBuildCache } from '../caches/judge-build-cache.ts';
import { judgeCachePlace } from '../caches/judge-cache-place.ts';
import { judgeDamaged } from '../caches/judge-damaged.ts';
import { judgeModuleCache } from '../caches/judge-module-cache.ts';
import { judgeRoom } from '../caches/judge-room.ts';
import { judgeUnreadableCache } from '../caches/judge-unreadable-cache.ts';
import { type GoEnvFacts, type Seen, usesModules } from '../facts.ts';
import { judgeGoSum } from '../go-sum/judge-go-sum.ts';
import { judgeGodebug } from '../needs/judge-godebug.ts';
import { judgeHeaders } from '../needs/judge-headers.ts';
import { judgeNewerGo } from '../needs/judge-newer-go.ts';
import { judgeReplaced, readReplaced } from '../needs/judge-replacements.ts';
import { judgeUnreadable } from '../needs/judge-unreadable.ts';
import { judgeUpdate } from '../needs/judge-update.ts';
import { judgeVendored } from '../needs/judge-vendored.ts';
import { judgeAuth } from '../refused/judge-auth.ts';
import { judgeBin } from '../refused/judge-bin.ts';
import { judgeCacheProgram } from '../refused/judge-cache-program.ts';
import { judgeHttpsProxy } from '../refused/judge-https-proxy.ts';
import { judgeProxyDirectory } from '../refused/judge-proxy-directory.ts';
import { judgeProxyFiles } from '../refused/judge-proxy-files.ts';
import { judgeSpelling } from '../refused/judge-spelling.ts';
import { judgeTemporary } from '../refused/judge-temporary.ts';
import { judgeVcsRules } from '../refused/judge-vcs-rules.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { judgePackages } from '../sources/judge-packages.ts';
import { judgeSources } from '../sources/judge-sources.ts';
import { judgeUnknownTarget } from '../target/judge-target.ts';
import { judgeStamp } from '../vcs/judge-stamp.ts';
import { judgeVendoring } from '../workspace/judge-vendoring.ts';
import { judgeWorkspace } from '../workspace/judge-workspace.ts';

/**
 * What go refuses once it works. Each part looks at few things and judges them: its own file says what go does
 * with them.
 */
export async function lookCloser(
  host: Host,
  facts: GoEnvFacts,
  seen: Seen,
): Promise<readonly GoEnvFinding[]> {
  const temporary = judgeTemporary(host, facts);
  const findings = [
    ...(await judgeUnknownTarget(facts, seen)),
    ...judgeBin(facts, seen),
    ...judgeSpelling(facts, seen),
    ...judgeCacheProgram(host, facts, seen),
    ...temporary,
    ...judgeBuildCache(host, seen),
    ...judgeCachePlace(host, seen),
    ...judgeRoom(host, facts, seen),
    ...judgeHeaders(host, facts, seen),
  ];
  if (!usesModules(seen)) return findings;
  return [
    ...findings,
    ...judgeAuth(host, facts, seen),
    ...judgeVcsRules(facts, seen),
    ...judgeHttpsProxy(host, facts, seen),
    ...judgeProxyDirectory(host, facts, seen),
    ...lookAtModule(host, facts, seen),
  ];
}

/** Files first: what may not be read is not judged. */
function lookAtModule(host: Host, facts: GoEnvFacts, seen: Seen): readonly GoEnvFinding[] {
  const { gowork, gomod, modfile } = seen.module;
  const top = gowork ?? modfile ?? gomod;
  if (top === null) return [];
  const sum = gowork === null ? top.replace(/\.mod$/, '.sum') : `${gowork}.sum`;
  const project = readProject(host, top, sum);
  const members = (project?.members ?? []).flatMap(({ directory }) => [
    `${directory}/go.mod`,
    `${directory}/go.sum`,
  ]);
  const unreadable = judgeUnreadable(host, seen, [sum, ...members]);
  if (unreadable.length > 0) return unreadable;
  // A file that is malformed, or that a newer Go shall read, is another rule's.
  const readable =
    project !== null && seen.module.main?.errors.length === 0 && seen.toolchain.kind === 'local';
  if (!readable) return judgeStamp(host, facts, seen);
  const twice = gowork === null ? replacedTwice(project.own.replace) : null;
  if (twice !== null) {
    const args = { path: top, line: 1, error: `conflicting replacements for ${twice}` };
    return [{ rule: 'go-env/go-mod-invalid', args }];
  }
  const update = seen.module.main?.module === null ? [] : judgeUpdate(seen, top);
  const conflicts =
    gowork === null ? [] : [...judgeWorkspace(facts, seen, project), ...judgeVendoring(seen, project)];
  if (update.length + conflicts.length > 0) return [...update, ...conflicts];
  const replaced = readReplaced(host, project);
  const missing = judgeReplaced(replaced, project, seen);
  return [
    ...judgeGodebug(project, seen),
    ...judgeVendored(host, seen),
    ...judgeSources(host, facts, seen),
    ...judgePackages(host, facts, seen),
    ...missing,
    ...(missing.length > 0 ? [] : judgeGoSum(host, project, seen, sum)),
    ...judgeNewerGo(host, project, replaced, seen),
    ...judgeDamaged(host, seen),
    ...judgeUnreadableCache(host, seen),
    ...judgeModuleCache(host, seen),
    ...judgeProxyFiles(host, facts, seen),
    ...judgeStamp(host, facts, seen),
  ];
}
