import type { Host } from '../target/host.ts';
import { goEnvFile } from './command.ts';

/** Who set a value of the go command. */
export type GoOrigin = 'environment' | 'env-file' | 'go.env';

/** A setting of the go command before its own defaults. */
export interface GoSetting {
  readonly value: string;
  readonly origin: GoOrigin;
}

/** The settings of one file, by key. */
export type GoSettings = ReadonlyMap<string, string>;

/** One line of a go env file. */
export interface GoEnvLine {
  /** Null where the go command passes over the line; then the value is the whole line. */
  readonly key: string | null;
  readonly value: string;
}

/**
 * A go env file ($GOENV, $GOROOT/go.env) as cmd/go/internal/cfg readEnvFile reads it: lines end at LF
 * alone, a setting begins with A to Z, nothing is trimmed and nothing unquoted.
 */
export function* parseGoEnvLines(text: string): Iterable<GoEnvLine> {
  // One after the other: a file may have a million of them.
  for (let from = 0, end = 0; end >= 0; from = end + 1) {
    end = text.indexOf('\n', from);
    const line = text.slice(from, end < 0 ? text.length : end);
    const equals = line.indexOf('=');
    yield equals > 0 && /^[A-Z]/.test(line)
      ? { key: line.slice(0, equals), value: line.slice(equals + 1) }
      : { key: null, value: line };
  }
}

/** The settings of a go env file: the last of equal keys counts. */
export function parseGoEnvFile(text: string): GoSettings {
  const settings = new Map<string, string>();
  for (const { key, value } of parseGoEnvLines(text)) if (key !== null) settings.set(key, value);
  return settings;
}

/** The settings of the user's file; none where there is no file or it cannot be read, as for go itself. */
export function readUserGoEnv(host: Host): GoSettings {
  const path = goEnvFile(host.env);
  if (path === null || (!path.startsWith('/') && host.cwd === null)) return new Map();
  return readSettings(host, path.startsWith('/') ? path : `${host.cwd}/${path}`);
}

/** The settings that a toolchain brings along, from Go 1.21 on. */
export function readToolchainGoEnv(host: Host, goroot: string): GoSettings {
  return readSettings(host, `${goroot}/go.env`);
}

function readSettings(host: Host, path: string): GoSettings {
  const file = host.readFile(path, { maxBytes: 1024 * 1024 });
  return file.ok ? parseGoEnvFile(file.value.toString('utf8')) : new Map();
}

/**
 * The value in force: environment, then the user's file, then the toolchain's. Empty counts as unset, but
 * an empty value in the user's file still hides the toolchain's. Null: the go command uses its default.
 */
export function goSetting(
  key: string,
  env: Readonly<Record<string, string>>,
  user: GoSettings,
  toolchain: GoSettings,
): GoSetting | null {
  const fromEnvironment = env[key];
  if (fromEnvironment) return { value: fromEnvironment, origin: 'environment' };
  const fromUser = user.get(key);
  if (fromUser !== undefined) return fromUser === '' ? null : { value: fromUser, origin: 'env-file' };
  const fromToolchain = toolchain.get(key);
  return fromToolchain ? { value: fromToolchain, origin: 'go.env' } : null;
}
