import { parseGoEnvLines } from '../../../src/go/env-file.ts';

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
  /** Of an ignored line, the name that was meant. */
  readonly key: string;
  readonly problem: EnvFileProblem;
}

/**
 * Lines that look right and are not. Comments, empty lines and a last line without LF are what the
 * format allows, and a key that is there twice is how `>>` replaces a setting: not reported. Nor is a name that go does not read.
 */
export function defectsOf(text: string): readonly EnvFileDefect[] {
  // Its line, from 1.
  const last = new Map<string | null, number>();
  let line = 0;
  for (const { key } of parseGoEnvLines(text)) last.set(key, ++line);
  const defects: EnvFileDefect[] = [];
  line = 0;
  for (const { key, value } of parseGoEnvLines(text)) {
    line++;
    if (key === null) {
      const [, meant] = MEANT_AS_SETTING.exec(value) ?? [];
      if (meant !== undefined) defects.push({ line, key: meant, problem: 'ignored-line' });
    } else if (last.get(key) === line && READ.test(key)) {
      const problem = problemOf(key, value);
      if (problem !== null) defects.push({ line, key, problem });
    }
  }
  return defects;
}

/** Of any other name go asks the environment alone (internal/cfg, KnownEnv): it may be somebody else's secret. */
const READ = /^(?:GO|CGO_|(?:AR|CC|CXX|FC|GCCGO|PKG_CONFIG)$)/;

/** `export GOPROXY=…`, ` GOPROXY=…`, or the same behind a byte order mark. */
const MEANT_AS_SETTING = /^(?:\s|export\s)+(GO[A-Z0-9]*|CGO_[A-Z]+|CC|CXX)=/;

function problemOf(key: string, value: string): EnvFileProblem | null {
  // Quotes first: no trimming takes them away.
  if (!READS_QUOTES.test(key) && /^(["']).*\1$/.test(value.trim())) return 'quoted';
  if (value.endsWith('\r')) return 'carriage-return';
  if (/\s$/.test(value)) return 'blank-at-end';
  return /^\s/.test(value) ? 'blank-at-start' : null;
}

/** Lists of words, in which go reads quotes (GOFLAGS from 1.23 on; before, it is a flag that is refused). */
const READS_QUOTES = /^(?:GOFLAGS|CC|CXX|AR|CGO_.*FLAGS)$/;

/** Keys whose values the go command trims or splits at blanks. */
const TRIMMED: readonly string[] = ['GOPROXY', 'GOFLAGS', 'GOVCS'];

/** The setting has another value than its author meant; a blank that go trims changes nothing. */
export function spoilsValue({ key, problem }: EnvFileDefect): boolean {
  return problem === 'quoted' || (problem !== 'ignored-line' && !TRIMMED.includes(key));
}
