import { goEnvFile } from '../../../src/go/command.ts';
import { type GoSetting, type GoSettings, goSetting, parseGoEnvFile } from '../../../src/go/env-file.ts';
import type { Host } from '../../../src/target/host.ts';
import { isUnknown } from '../../../src/target/result.ts';
import { defectsOf, type EnvFileDefect } from './env-file.ts';

/** Where settings come from, in the order in which the go command asks (cmd/go/internal/cfg Getenv). */
export interface Sources {
  readonly environment: Readonly<Record<string, string>>;
  readonly envFile: EnvFile;
  /** $GOROOT/go.env; null where it is not there or not read (before Go 1.21). */
  readonly goEnv: GoSettings | null;
}

/** The file of `go env -w`. */
export interface EnvFile {
  /** Null: switched off, or no place to look for it. */
  readonly path: string | null;
  /** `missing` is the normal state unless GOENV names it. */
  readonly state: 'none' | 'missing' | 'unreadable' | 'directory' | 'read';
  readonly named: boolean;
  readonly settings: GoSettings;
  readonly defects: readonly EnvFileDefect[];
}

/** The value in force and who set it; null where the go command has its own default. */
export function settingOf({ environment, envFile, goEnv }: Sources, key: string): GoSetting | null {
  return goSetting(key, environment, envFile.settings, goEnv ?? EMPTY);
}

const EMPTY: GoSettings = new Map();

export function readEnvFile(host: Host, directory: string): EnvFile {
  const path = goEnvFile(host.env);
  const base = { path, named: Boolean(host.env.GOENV), settings: EMPTY, defects: [] };
  if (path === null) return { ...base, named: false, state: 'none' };
  const file = host.readFile(path.startsWith('/') ? path : `${directory}/${path}`);
  if (!file.ok) {
    // GOENV=/dev/null is another way to say off.
    if (file.error.type === 'char-device') return { ...base, state: 'read' };
    // Behind a directory that may not be searched, such as another user's HOME, nobody knows of a file that
    // nobody named.
    const there = host.lstat(path).ok || (base.named && isUnknown(file.error));
    if (file.error.type === 'directory') return { ...base, state: 'directory' };
    return { ...base, state: there ? 'unreadable' : 'missing' };
  }
  const text = file.value.toString('utf8');
  return { ...base, state: 'read', settings: parseGoEnvFile(text), defects: defectsOf(text) };
}

/** GOROOT is set, and is no tree at all: it lacks more than go.env, and go-version says so. */
export const NO_TREE = 'NO_TREE';

/** $GOROOT/go.env, or the errno name with which it cannot be read, or {@link NO_TREE}. */
export function readGoEnv(host: Host, goroot: string): GoSettings | string {
  const file = host.readFile(`${goroot}/go.env`);
  if (!file.ok && host.env.GOROOT && !isUnknown(file.error) && !host.lstat(`${goroot}/bin`).ok)
    return NO_TREE;
  return file.ok ? parseGoEnvFile(file.value.toString('utf8')) : file.error.code;
}
