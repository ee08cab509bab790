import type { Deadline } from '../../../src/core/probe.ts';
import { keepGoing } from '../../../src/core/time/keep-going.ts';
import { cacheFiles } from '../../../src/go/modules/cache-files.ts';
import { parseModule } from '../../../src/go/modules/module-path.ts';
import { goAtLeast } from '../../../src/go/release.ts';
import { parseGoflags } from '../../../src/go/settings/goflags.ts';
import {
  isHostless,
  type ParsedProxyList,
  parseProxyList,
} from '../../../src/go/settings/proxy/proxy-list.ts';
import { parseSumdb } from '../../../src/go/settings/sumdb.ts';
import type { Host } from '../../../src/target/host.ts';
import { findOnPath } from '../../../src/target/program/find-program.ts';
import { isUnknown } from '../../../src/target/result.ts';
import type { Blocked, BlockedQuestion } from '../blocked.ts';
import type { GoEnvFacts, Offline, Seen } from '../facts.ts';
import { readGoEnv, type Sources, settingOf } from '../settings/settings.ts';
import { selectToolchain } from '../settings/toolchain.ts';
import { checkGoflags, flagsAgainst } from './look-at-flags.ts';
import { findUp, isCached, notInCache, readModule } from './module.ts';

export interface Surroundings {
  readonly go: string;
  readonly directory: string;
  readonly sources: Sources;
  readonly deadline: Deadline;
  /** Modules that the policy wants to be there or to be fetched. */
  readonly wanted: readonly string[];
  /** What `go env` answered. */
  readonly values: Readonly<Record<string, string>>;
}

/** Looks at what the answer of the go command makes worth looking at, and at nothing else. */
export async function lookAround(
  host: Host,
  { go, directory, sources: known, deadline, wanted, values }: Surroundings,
): Promise<Pick<GoEnvFacts, 'sources' | 'seen'> & { readonly late: boolean; readonly cut: boolean }> {
  const going = keepGoing(deadline);
  const value = (key: string) => values[key] ?? '';
  const goversion = value('GOVERSION');
  const hasGoEnv = goAtLeast(goversion, '1.21');
  const goEnv = hasGoEnv ? readGoEnv(host, value('GOROOT')) : null;
  const sources = { ...known, goEnv: typeof goEnv === 'string' ? null : goEnv };

  const flags = parseGoflags(value('GOFLAGS'), goversion);
  const modfile = flags.modfile === null ? null : resolve(directory, flags.modfile);
  const module = readModule(host, {
    gomod: value('GOMOD'),
    gowork: value('GOWORK'),
    flag: flags.mod,
    modfile,
    goversion,
  });
  const gotoolchain = hasGoEnv ? (settingOf(sources, 'GOTOOLCHAIN')?.value ?? '') : null;
  const toolchain = selectToolchain({
    setting: gotoolchain ?? '',
    goversion,
    goLine: module.main?.go ?? null,
    toolchainLine: module.main?.toolchain ?? null,
  });
  const checked = await checkGoflags(host, { go, goflags: value('GOFLAGS'), goversion, deadline });
  const proxies = parseProxyList(value('GOPROXY'));
  const sumdb = await parseSumdb(value('GOSUMDB'));
  // Which modules are members nobody knows where go.work cannot be read.
  const offline =
    begins(proxies, 'off') && (module.gowork === null || module.main !== null)
      ? lookOffline(host, { module, wanted, going }, value('GOMODCACHE'))
      : null;
  const git = begins(proxies, 'direct') ? { path: findOnPath(host, 'git') } : null;
  const cannotFetch =
    !proxies.ok || proxies.value.entries.some(isHostless) || sumdb.kind === 'invalid' || git?.path === null;
  const inDoubt = (cannotFetch || (offline?.missing.length ?? 0) > 0) && wanted.length === 0;
  const fetchesNothing =
    inDoubt && (await import('../needs/fetches.ts')).fetchesNothing(host, { module, toolchain, values });
  const defects = [
    ...checked.defects,
    ...flagsAgainst(host, module, flags.mod, modfile, goversion),
    ...(flags.flags.length === 0
      ? []
      : (await import('../refused/flag-meaning.ts')).flagMeaning(host, { values, directory })),
  ];
  const seen: Seen = {
    values,
    goEnvError: typeof goEnv === 'string' ? goEnv : null,
    gotoolchain,
    toolchain,
    toolchainAt: toolchain.kind === 'switch' ? findToolchain(host, toolchain.name, values) : null,
    module,
    ignoredGomod: value('GO111MODULE') === 'off' ? findUp(host, directory, 'go.mod') : null,
    flags: defects,
    mended:
      defects.length === 0
        ? null
        : (await import('../judge/mended-flags.ts')).mendFlags(value('GOFLAGS'), defects, goversion),
    proxies,
    sumdb,
    fetchesNothing,
    offline,
    blocked: await lookForBlocked(host, { values, module, wanted, going }),
    compiler: findCompiler(host, sources, values),
    git,
  };
  return { sources, seen, late: checked.late, cut: going.cut };
}

function resolve(directory: string, path: string): string {
  return path.startsWith('/') ? path : `${directory}/${path}`;
}

/** As cmd/go/internal/toolchain Exec looks for it before it downloads. */
function findToolchain(
  host: Host,
  name: string,
  values: Readonly<Record<string, string>>,
): Seen['toolchainAt'] {
  if (findOnPath(host, name) !== null) return 'path';
  const target = `${values.GOHOSTOS}-${values.GOHOSTARCH}`;
  const module = { path: 'golang.org/toolchain', version: `v0.0.1-${name}.${target}` };
  const files = cacheFiles(values.GOMODCACHE ?? '', module);
  // A tree without its hash is not taken: it is downloaded again.
  const parts = [[`${files.directory}/bin/go`], [files.ziphash, files.zip]];
  const found = parts.map((names) => names.map((name) => host.stat(name)));
  if (found.every((some) => some.some(({ ok }) => ok))) return 'cache';
  return found.flat().some((one) => !one.ok && isUnknown(one.error)) ? 'hidden' : null;
}

/** With GOPROXY=off a build has what is vendored or cached. */
function lookOffline(
  host: Host,
  { module, wanted, going }: Omit<BlockedQuestion, 'values'>,
  cache: string,
): Offline {
  const needed = module.build.mod === 'vendor' ? null : module.file;
  const downloads = host.readdir(`${cache}/cache/download`);
  const required = wanted.filter((name) => going() && !isCached(host, parseModule(name), cache));
  return {
    missing: [...new Set([...(needed === null ? [] : notInCache(host, needed, cache, going)), ...required])],
    // What may not be looked at is not said to be empty.
    cached: downloads.ok ? downloads.value.length > 0 : isUnknown(downloads.error),
  };
}

export function begins(proxies: ParsedProxyList, kind: 'direct' | 'off'): boolean {
  return proxies.ok && proxies.value.entries[0]?.kind === kind;
}

/** Only where a module may go past the proxies, or the policy names some: what it takes is not loaded otherwise. */
async function lookForBlocked(host: Host, question: BlockedQuestion): Promise<readonly Blocked[]> {
  const { values, module, wanted } = question;
  const direct = values.GONOPROXY !== '' || /^[\s,|]*direct/.test(values.GOPROXY ?? '');
  const worthwhile = wanted.length > 0 || (direct && module.file !== null);
  if (!worthwhile || module.build.mod === 'vendor') return [];
  return (await import('../blocked.ts')).findBlocked(host, question);
}

/** Only where somebody asked for cgo: without a compiler go turns it off by itself (from 1.20). */
function findCompiler(
  host: Host,
  sources: Sources,
  values: Readonly<Record<string, string>>,
): Seen['compiler'] {
  if (values.CGO_ENABLED !== '1') return null;
  if (settingOf(sources, 'CGO_ENABLED')?.value !== '1' && settingOf(sources, 'CC') === null) return null;
  const name = firstWord(values.CC ?? '');
  if (name === '') return null;
  const path = name.startsWith('/') ? (host.stat(name).ok ? name : null) : findOnPath(host, name);
  return { name, path };
}

/** CC may have arguments, and quotes around any word (cmd/internal/quoted). */
function firstWord(command: string): string {
  return /^\s*(?:"([^"]*)"|'([^']*)'|(\S+))/.exec(command)?.slice(1).find(Boolean) ?? '';
}
