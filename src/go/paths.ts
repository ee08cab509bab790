import { posix } from 'node:path';
import type { Host } from '../target/host.ts';
import { realPath } from '../target/posix/real-path.ts';
import {
  type GoOrigin,
  type GoSetting,
  type GoSettings,
  goSetting,
  readToolchainGoEnv,
  readUserGoEnv,
} from './env-file.ts';
import { findGo } from './find-go.ts';

/** A directory that the go command uses. */
export interface GoPath {
  /** Absolute, clean. */
  readonly path: string;
  readonly origin: GoOrigin | 'default';
  /** It would move with HOME: a default that is made from it. */
  readonly underHome: boolean;
}

/** Null: the go command has none (HOME is not set), or a value that it refuses (relative, `off`). */
export interface GoPaths {
  /** The first of the list: go writes to no other. */
  readonly gopath: GoPath | null;
  readonly modcache: GoPath | null;
  readonly cache: GoPath | null;
  /** Where `go install` puts programs: GOBIN, else bin in the first GOPATH. */
  readonly bin: GoPath | null;
  /** Where `go build` works: GOTMPDIR, else TMPDIR, else /tmp. */
  readonly temporary: GoPath & { readonly variable: 'GOTMPDIR' | 'TMPDIR' };
}

/** Gives the setting of a key, null where there is none. */
export type Settings = (key: string) => GoSetting | null;

/**
 * The directories as `go env` would print them, without a go process: cmd/go/internal/cfg, go/build
 * defaultGOPATH, cmd/go/internal/cache DefaultDir, os.UserCacheDir, os.TempDir. Pure.
 */
function goPathsOf(setting: Settings, env: Readonly<Record<string, string>>, goroot: string | null): GoPaths {
  const home = env.HOME ? posix.join(env.HOME, 'go') : null;
  const gopath =
    given(setting('GOPATH'), (value) => value.split(':', 1)[0] ?? '') ??
    // A GOPATH that is the GOROOT would be built into: go has none rather than that.
    fallback(setting('GOPATH') === null && home !== goroot ? home : null);
  return {
    gopath,
    modcache: given(setting('GOMODCACHE')) ?? below(setting('GOMODCACHE'), gopath, 'pkg/mod'),
    cache:
      given(setting('GOCACHE')) ??
      fallback(setting('GOCACHE') === null ? userCache(env) : null, !env.XDG_CACHE_HOME),
    bin: given(setting('GOBIN')) ?? below(setting('GOBIN'), gopath, 'bin'),
    temporary: temporaryOf(given(setting('GOTMPDIR')), env),
  };
}

function temporaryOf(named: GoPath | null, env: Readonly<Record<string, string>>): GoPaths['temporary'] {
  if (named !== null) return { ...named, variable: 'GOTMPDIR' };
  return {
    variable: 'TMPDIR',
    path: env.TMPDIR || '/tmp',
    origin: env.TMPDIR ? 'environment' : 'default',
    underHome: false,
  };
}

/** {@link goPathsOf} for a machine, with the GOROOT that go would find. */
export function goPaths(host: Host): GoPaths & { readonly goroot: GoPath | null } {
  const user = readUserGoEnv(host);
  const goroot = goRoot(host, goSetting('GOROOT', host.env, user, NOTHING));
  // Distributions may set a path there; asked only where somebody could have.
  const toolchain = goroot === null ? NOTHING : readToolchainGoEnv(host, goroot.path);
  const setting: Settings = (key) => goSetting(key, host.env, user, toolchain);
  return { goroot, ...goPathsOf(setting, host.env, goroot?.path ?? null) };
}

const NOTHING: GoSettings = new Map();

/** GOROOT as go finds it: the setting, else the directory above the binary. Null without a go command. */
function goRoot(host: Host, setting: GoSetting | null): GoPath | null {
  if (setting !== null) return given(setting);
  const go = findGo(host);
  const real = go === null ? null : realPath(host, go.path);
  return real?.ok ? { path: posix.join(real.value, '../..'), origin: 'default', underHome: false } : null;
}

/** A set value, if go would take it. */
function given(setting: GoSetting | null, part = (value: string) => value): GoPath | null {
  if (setting === null) return null;
  const path = part(setting.value);
  return path.startsWith('/') ? { path, origin: setting.origin, underHome: false } : null;
}

function fallback(path: string | null, underHome = true): GoPath | null {
  return path?.startsWith('/') ? { path, origin: 'default', underHome } : null;
}

function below(setting: GoSetting | null, gopath: GoPath | null, name: string): GoPath | null {
  if (setting !== null || gopath === null) return null;
  return { ...gopath, path: posix.join(gopath.path, name), origin: 'default' };
}

function userCache(env: Readonly<Record<string, string>>): string | null {
  if (env.XDG_CACHE_HOME) {
    return env.XDG_CACHE_HOME.startsWith('/') ? posix.join(env.XDG_CACHE_HOME, 'go-build') : null;
  }
  return env.HOME ? posix.join(env.HOME, '.cache/go-build') : null;
}
