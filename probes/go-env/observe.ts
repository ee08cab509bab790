import type { Deadline, Observed, ProbeContext } from '../../src/core/probe.ts';
import type { CommonReason } from '../../src/core/reason.ts';
import { askGoEnv, type GoEnvAnswer, goEnvDirectory } from '../../src/go/env-answer.ts';
import { keysToAsk } from '../../src/go/env-keys.ts';
import { findGo } from '../../src/go/find-go.ts';
import { whyNoDirectory } from '../../src/target/file-type.ts';
import type { Host } from '../../src/target/host.ts';
import type { GoEnvFacts, NoDirectory } from './facts.ts';
import { lookAhead } from './look/look-ahead.ts';
import { lookAround } from './look/look-around.ts';
import type { GoEnvReason } from './reasons.ts';
import { readEnvFile, type Sources, settingOf } from './settings/settings.ts';

/** Asks the go command, and reads meanwhile what it reads. */
export async function observe(
  host: Host,
  { policy, deadline }: ProbeContext<GoEnvFacts>,
): Promise<Observed<GoEnvFacts, GoEnvReason | CommonReason>> {
  const wanted = policy.goEnv.directory;
  const directory = goEnvDirectory(host, wanted);
  const missingDirectory = wanted === null || wanted === directory ? null : noDirectory(host, wanted);
  const sources: Sources = { environment: host.env, envFile: readEnvFile(host, directory), goEnv: null };
  const go = findGo(host);
  const answer: GoEnvAnswer =
    go === null
      ? { kind: 'no-go', cause: null }
      : await askGoEnv(host, {
          go: go.path,
          directory,
          keys: keysToAsk(Object.keys(policy.goEnv.expect)),
          goflags: settingOf(sources, 'GOFLAGS')?.value ?? '',
          timeoutMs: deadline.remainingMs(),
        });

  const { euid: uid, egid: gid } = host.ids;
  const user = uid === 0 ? null : { uid, gid };
  const base = { go: go?.path ?? null, directory, user, missingDirectory };
  if (answer.kind === 'no-go') {
    // Not a finding: go-version says what is wrong. Not a pass either: nothing was looked at.
    return {
      facts: { ...base, sources, answer, seen: null, badGoroot: null, ahead: [] },
      incomplete:
        answer.cause === null
          ? { code: 'no-go', data: {} }
          : { code: 'go-not-started', data: { cause: answer.cause } },
    };
  }
  if (answer.kind === 'timed-out' && answer.afterMs < deadline.fairMs) {
    return {
      // Nothing to blame go for: to the judge it is as if nobody had asked.
      facts: {
        ...base,
        sources,
        answer: { kind: 'no-go', cause: null },
        seen: null,
        badGoroot: null,
        ahead: [],
      },
      incomplete: { code: 'little-time', data: { program: 'go env', afterMs: answer.afterMs } },
    };
  }
  if (answer.kind !== 'answered') {
    const bad = badGoroot(host, sources);
    return { facts: { ...base, sources, answer, seen: null, badGoroot: bad, ahead: [] } };
  }
  const { late, cut, ...around } = await lookAround(host, {
    go: base.go ?? '',
    directory,
    sources,
    deadline,
    wanted: policy.goEnv.requiredModules,
    ...answer,
  });
  const facts: GoEnvFacts = { ...base, answer, badGoroot: null, ...around, ahead: [] };
  const looked = { ...facts, ahead: await lookAhead(host, facts) };
  const { offline } = policy.goEnv;
  const all = offline === false ? looked : await withoutNetwork(host, looked, offline, deadline);
  const incomplete = whatIsMissing(all, { late, cut });
  return { facts: all, ...(incomplete === null ? {} : { incomplete }) };
}

async function withoutNetwork(
  host: Host,
  facts: GoEnvFacts,
  asked: true | 'deep',
  deadline: Deadline,
): Promise<GoEnvFacts> {
  const { lookOffline } = await import('./offline/look-offline.ts');
  const { look, findings } = await lookOffline(host, facts, asked, deadline);
  return { ...facts, offline: look, ahead: [...facts.ahead, ...findings] };
}

/** What was not looked at, and why; null where all was. */
function whatIsMissing(
  { seen, offline }: GoEnvFacts,
  { late, cut }: { readonly late: boolean; readonly cut: boolean },
): GoEnvReason | null {
  const tooLarge = seen?.module.tooLarge ?? null;
  if (tooLarge !== null) return { code: 'too-large', data: { path: tooLarge } };
  if (late) return { code: 'flags-late', data: {} };
  if (offline?.why === 'workspace') return { code: 'offline-workspace', data: {} };
  return cut || offline?.why === 'late' ? { code: 'modules-cut', data: {} } : null;
}

/** GOROOT as it is set, where no command can work with it. */
function badGoroot(host: Host, sources: Sources): NoDirectory | null {
  const goroot = sources.envFile.settings.get('GOROOT') || settingOf(sources, 'GOROOT')?.value;
  return goroot === undefined ? null : noDirectory(host, goroot);
}

function noDirectory(host: Host, path: string): NoDirectory | null {
  const error = whyNoDirectory(host, path);
  return error === null ? null : { path, error };
}
