/** One setting of a go env file, or a line that the go command passes over. */
export interface EnvFileLine {
  /** From 1. */
  readonly line: number;
  /** Null where the go command ignores the line. */
  readonly key: string | null;
  readonly value: string;
}

/**
 * Reads a go env file ($GOENV or $GOROOT/go.env) as cmd/go/internal/cfg readEnvFile does: lines end at LF
 * alone, the first character of a setting is A to Z, nothing is trimmed and nothing is unquoted.
 */
export function parseEnvFile(text: string): readonly EnvFileLine[] {
  return text.split('\n').map((line, index) => {
    const equals = line.indexOf('=');
    const ignored = equals < 0 || !/^[A-Z]/.test(line);
    return {
      line: index + 1,
      key: ignored ? null : line.slice(0, equals),
      value: ignored ? line : line.slice(equals + 1),
    };
  });
}

/** The settings in force: of a key that is there twice, the last. */
export function settingsOf(lines: readonly EnvFileLine[]): ReadonlyMap<string, string> {
  const settings = new Map<string, string>();
  for (const { key, value } of lines) if (key !== null) settings.set(key, value);
  return settings;
}

/** What a person wrote and the go command does not read as they meant it. */
export type EnvFileProblem =
  | 'carriage-return'
  | 'blank-at-end'
  | 'blank-at-start'
  | 'quoted'
  | 'ignored-line';

export interface EnvFileDefect {
  readonly line: number;
  /** Null for an ignored line. */
  readonly key: string | null;
  readonly problem: EnvFileProblem;
}

/**
 * Lines that look right and are not. Comments, empty lines and a last line without LF are what the
 * format allows, and a key that is there twice is how `>>` replaces a setting: not reported.
 */
export function defectsOf(lines: readonly EnvFileLine[]): readonly EnvFileDefect[] {
  const last = new Map(lines.map((line) => [line.key, line.line]));
  const defects: EnvFileDefect[] = [];
  for (const { line, key, value } of lines) {
    if (key === null) {
      if (MEANT_AS_SETTING.test(value)) defects.push({ line, key, problem: 'ignored-line' });
    } else if (last.get(key) === line) {
      const problem = problemOf(value);
      if (problem !== null) defects.push({ line, key, problem });
    }
  }
  return defects;
}

/** `export GOPROXY=…`, ` GOPROXY=…`, or the same behind a byte order mark. */
const MEANT_AS_SETTING = /^(?:\ufeff|\s|export\s)+(?:GO[A-Z0-9]*|CGO_[A-Z]+|CC|CXX)=/;

function problemOf(value: string): EnvFileProblem | null {
  if (value.endsWith('\r')) return 'carriage-return';
  if (/\s$/.test(value)) return 'blank-at-end';
  if (/^\s/.test(value)) return 'blank-at-start';
  return /^(["']).*\1$/.test(value) ? 'quoted' : null;
}
