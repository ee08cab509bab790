import type { GoEnvAnswer } from '../../src/go/env-answer.ts';
import type { GoOrigin, GoSetting } from '../../src/go/env-file.ts';
import type { ParsedProxyList } from '../../src/go/settings/proxy/proxy-list.ts';
import type { Sumdb } from '../../src/go/settings/sumdb.ts';
import type { Blocked } from './blocked.ts';
import type { MendedFlags } from './judge/mended-flags.ts';
import type { ModuleFacts } from './look/module.ts';
import type { OfflineLook } from './offline/facts.ts';
import type { GoEnvFinding } from './rules/index.ts';
import { spoilsValue } from './settings/env-file.ts';
import type { FlagDefect } from './settings/goflags.ts';
import { type Sources, settingOf } from './settings/settings.ts';
import type { ToolchainChoice } from './settings/toolchain.ts';

/** A path that is no directory, or that nobody may look at. */
export interface NoDirectory {
  readonly path: string;
  /** errno name. */
  readonly error: string;
}

export interface GoEnvFacts {
  /** Path of the go command; null where there is none. */
  readonly go: string | null;
  /** Where it was asked. */
  readonly directory: string;
  /** Who is not root. */
  readonly user: { readonly uid: number; readonly gid: number } | null;
  /** What the policy names as the module's directory, where it is none. */
  readonly missingDirectory: NoDirectory | null;
  readonly sources: Sources;
  readonly answer: GoEnvAnswer;
  /** What follows from the answer; null without one. */
  readonly seen: Seen | null;
  /** GOROOT, where it is set and no directory. */
  readonly badGoroot: NoDirectory | null;
  /** What go will refuse although it answers well, as the closer look found it. */
  readonly ahead: readonly GoEnvFinding[];
  /** Where the policy asks for builds without a network. */
  readonly offline?: OfflineLook;
}

/** What was looked at because of the go command's answer. */
export interface Seen {
  readonly values: Readonly<Record<string, string>>;
  /** errno name with which $GOROOT/go.env cannot be read, which from Go 1.21 on holds the defaults; null where it can. */
  readonly goEnvError: string | null;
  /** GOTOOLCHAIN in force; null before Go 1.21. */
  readonly gotoolchain: string | null;
  readonly toolchain: ToolchainChoice;
  /** Where the toolchain that would be switched to already is; hidden: this user may not look into the cache. */
  readonly toolchainAt: 'path' | 'cache' | 'hidden' | null;
  readonly module: ModuleFacts;
  /** A go.mod that GOPATH mode passes over. */
  readonly ignoredGomod: string | null;
  readonly flags: readonly FlagDefect[];
  /** What GOFLAGS was meant to be; null where nothing is wrong with it. */
  readonly mended: MendedFlags | null;
  readonly proxies: ParsedProxyList;
  readonly sumdb: Sumdb;
  /** A build of the module that is there asks nobody for anything; looked at only where fetching would fail. */
  readonly fetchesNothing: boolean;
  /** Asked where GOPROXY=off alone decides: modules that a build needs and that are nowhere. */
  readonly offline: Offline | null;
  readonly blocked: readonly Blocked[];
  /** Programs that the settings call for, as they are found on PATH; null where nothing calls for them. */
  readonly compiler: { readonly name: string; readonly path: string | null } | null;
  readonly git: { readonly path: string | null } | null;
}

/** What can be built without a network. */
export interface Offline {
  readonly missing: readonly string[];
  /** The module cache holds any module. */
  readonly cached: boolean;
}

/** Modules may be in use. With `auto` and no go.mod builds do without, `go install PATH@VERSION` does not. */
export function usesModules({ values }: Seen): boolean {
  return values.GO111MODULE !== 'off';
}

/** A build may have to fetch something. */
export function mayFetch(seen: Seen): boolean {
  return usesModules(seen) && seen.module.build.mod !== 'vendor';
}

/** Who set the value in force; `default` where nobody did. */
export function originOf(facts: GoEnvFacts, key: string): GoOrigin | 'default' {
  return settingOf(facts.sources, key)?.origin ?? 'default';
}

/** What somebody set; null where the value is go's own, or where a defect of a file already explains it. */
export function setting(facts: GoEnvFacts, key: string): GoSetting | null {
  return isExplained(facts, key) ? null : settingOf(facts.sources, key);
}

/** The value is what it is because of a defect that is reported as such: another finding would say it twice. */
export function isExplained({ sources, seen }: GoEnvFacts, key: string): boolean {
  const origin = settingOf(sources, key)?.origin;
  if (origin === 'env-file') return sources.envFile.defects.some((d) => d.key === key && spoilsValue(d));
  return origin === undefined && (seen?.goEnvError ?? null) !== null && FROM_GO_ENV.includes(key);
}

/** What $GOROOT/go.env sets as it is shipped. */
const FROM_GO_ENV: readonly string[] = ['GOPROXY', 'GOSUMDB', 'GOTOOLCHAIN'];
