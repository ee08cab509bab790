import { parseGoEnvLines } from '../../src/host/go-env-file.ts';

/** What a person wrote and the go command does not read as they meant it. */
export type EnvFileProblem =
  | 'carriage-return'
  | 'blank-at-end'
  | 'blank-at-start'
  | 'quoted'
  | 'ignored-line';

export interface EnvFileDefect {
  /** From 1. */
  readonly line: number;
  /** Null for an ignored line. */
  readonly key: string | null;
  readonly problem: EnvFileProblem;
}

/**
 * Lines that look right and are not. Comments, empty lines and a last line without LF are what the
 * format allows, and a key that is there twice is how `>>` replaces a setting: not reported.
 */
export function defectsOf(text: string): readonly EnvFileDefect[] {
  const lines = parseGoEnvLines(text);
  const last = new Map(lines.map(({ key }, index) => [key, index]));
  const defects: EnvFileDefect[] = [];
  for (const [index, { key, value }] of lines.entries()) {
    const line = index + 1;
    if (key === null) {
      if (MEANT_AS_SETTING.test(value)) defects.push({ line, key, problem: 'ignored-line' });
    } else if (last.get(key) === index) {
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
