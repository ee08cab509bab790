import type { JsonObject } from '../../src/core/types/json.ts';
import type { GoEnvFacts, Seen } from './facts.ts';
import { needsRootsFor } from './look/roots.ts';
import { settingOf } from './settings/settings.ts';

/** The facts as the JSON report shows them. `values` and `needsRootsFor` are read by others. */
export function report(facts: GoEnvFacts): JsonObject {
  const { go, directory, sources, seen, answer } = facts;
  const { path, state } = sources.envFile;
  return {
    go,
    directory,
    answer: answer.kind,
    ...(seen === null ? {} : reportSeen(facts, seen)),
    envFile: path === null ? null : { path, state },
    needsRootsFor: needsRootsFor(facts),
    ...(facts.offline === undefined ? {} : { offline: { ...facts.offline } }),
  };
}

function reportSeen({ sources }: GoEnvFacts, seen: Seen): JsonObject {
  const { values, gotoolchain, module, toolchain } = seen;
  const all = { ...values, ...(gotoolchain === null ? {} : { GOTOOLCHAIN: gotoolchain }) };
  const origins = Object.keys(all).flatMap((key) => {
    const origin = settingOf(sources, key)?.origin;
    return origin === undefined ? [] : [[key, origin] as const];
  });
  return {
    values: all,
    setBy: Object.fromEntries(origins),
    toolchain: toolchain.kind === 'switch' ? toolchain.name : toolchain.kind,
    module: {
      gomod: module.gomod,
      gowork: module.gowork,
      path: module.file?.module ?? null,
      go: module.main?.go ?? null,
      toolchain: module.main?.toolchain ?? null,
      requires: module.file?.require.length ?? 0,
      mod: module.build.mod,
      why: module.build.why,
    },
  };
}
