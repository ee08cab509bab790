import { goEnvFile } from '../../src/host/go-command.ts';
import type { Host } from '../../src/host/host.ts';
import { defectsOf, type EnvFileDefect, parseEnvFile, settingsOf } from './env-file.ts';

/** Who says it. */
export type Origin = 'environment' | 'env-file' | 'go.env';

/** A value that somebody set, before the go command makes anything of it. */
export interface Setting {
  readonly value: string;
  readonly origin: Origin;
}

/** Where settings come from, in the order in which the go command asks (cmd/go/internal/cfg Getenv). */
export interface Sources {
  readonly environment: Readonly<Record<string, string>>;
  readonly envFile: EnvFile;
  /** $GOROOT/go.env; null where it is not there or not read (before Go 1.21). */
  readonly goEnv: ReadonlyMap<string, string> | null;
}

/** The file of `go env -w`. */
export interface EnvFile {
  /** Null: switched off, or no place to look for it. */
  readonly path: string | null;
  /** `missing` is the normal state unless GOENV names it. */
  readonly state: 'none' | 'missing' | 'unreadable' | 'read';
  readonly named: boolean;
  readonly settings: ReadonlyMap<string, string>;
  readonly defects: readonly EnvFileDefect[];
}

/** The value in force and who set it; null where the go command has its own default. Empty counts as unset. */
export function settingOf(sources: Sources, key: string): Setting | null {
  const fromEnvironment = sources.environment[key];
  if (fromEnvironment) return { value: fromEnvironment, origin: 'environment' };
  // An empty value in the user's file hides the one of go.env.
  const fromFile = sources.envFile.settings.get(key);
  if (fromFile !== undefined) return fromFile === '' ? null : { value: fromFile, origin: 'env-file' };
  const fromGoEnv = sources.goEnv?.get(key);
  return fromGoEnv ? { value: fromGoEnv, origin: 'go.env' } : null;
}

const EMPTY: ReadonlyMap<string, string> = new Map();

export function readEnvFile(host: Host, directory: string): EnvFile {
  const path = goEnvFile(host.env);
  const base = { path, named: Boolean(host.env.GOENV), settings: EMPTY, defects: [] };
  if (path === null) return { ...base, named: false, state: 'none' };
  const file = host.readFile(path.startsWith('/') ? path : `${directory}/${path}`);
  if (!file.ok) {
    const { code } = file.error;
    return { ...base, state: code === 'ENOENT' || code === 'ENOTDIR' ? 'missing' : 'unreadable' };
  }
  const lines = parseEnvFile(file.value.toString('utf8'));
  return { ...base, state: 'read', settings: settingsOf(lines), defects: defectsOf(lines) };
}

/** $GOROOT/go.env; null where it cannot be read. */
export function readGoEnv(host: Host, goroot: string): ReadonlyMap<string, string> | null {
  const file = host.readFile(`${goroot}/go.env`);
  return file.ok ? settingsOf(parseEnvFile(file.value.toString('utf8'))) : null;
}
