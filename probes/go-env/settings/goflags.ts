import { GO_ENV_ONLY_FLAGS } from '../../../src/go/env-answer.ts';
import { goAtLeast } from '../../../src/go/release.ts';
import { parseGoflags } from '../../../src/go/settings/goflags.ts';
import type { ToolProblem } from '../refused/tool-flags.ts';

/** Why the go command refuses a word of GOFLAGS. */
export type FlagProblem =
  | 'not-a-flag'
  | 'unknown'
  | 'bad-value'
  | 'needs-value'
  | 'unterminated-quote'
  /** -w, -u and -changed are flags of go env alone, which they turn into another command. */
  | 'go-env-only'
  /** -mod=mod, where a workspace is in force. */
  | 'workspace'
  /** -modfile names no file. */
  | 'modfile-missing'
  /** -modfile, where a workspace is in force. */
  | 'workspace-modfile'
  /** Two of -race, -msan and -asan. */
  | 'not-together'
  /** A detector that this target has not. */
  | 'unsupported-target'
  | 'needs-cgo'
  | 'unknown-buildmode'
  /** -buildmode=pie beside -race. */
  | 'not-with-race'
  /** -o beside -buildmode=shared. */
  | 'shared-output'
  /** -asan, and go cannot tell the C compiler for GCC or clang. */
  | 'asan-compiler'
  | 'not-positive'
  /** -covermode, beside -race. */
  | 'not-atomic'
  | 'file-missing'
  | 'file-unreadable'
  | 'file-malformed'
  | 'program-missing'
  /** -msan, and the C compiler is GCC. */
  | 'needs-clang'
  /** -linkshared, and no libraries of Go's own packages. */
  | 'not-shared'
  | ToolProblem;

export interface FlagDefect {
  readonly flag: string;
  readonly problem: FlagProblem;
  /** What a tool stops at that go passes the value on to. */
  readonly word?: string;
  /** The only command that reads it: builds pass over it. */
  readonly only?: 'test' | 'env';
}

export interface CheckedFlags {
  readonly defects: readonly FlagDefect[];
  /** Names of which only the go command itself can say whether it knows them. */
  readonly uncertain: readonly string[];
}

/** Go's strconv.ParseBool. */
const BOOLEAN = /^(?:1|t|T|TRUE|true|True|0|f|F|FALSE|false|False)$/;
const FALSE = /^(?:0|f|F|FALSE|false|False)$/;
const ANYTHING = /^/;
const INTEGER = /^[+-]?(?:\d[\d_]*|0[xXbBoO][\da-fA-F_]+)$/;

/** Flags that every Go from 1.19 on knows, with the values that it takes; a test holds this to the real ones. */
export const KNOWN_FLAGS: Readonly<Record<string, { readonly value: RegExp; readonly bare: boolean }>> = {
  ...flags(
    BOOLEAN,
    true,
    'a n v x i e race msan asan trimpath work modcacherw linkshared json short deps find',
  ),
  ...flags(ANYTHING, false, 'asmflags gcflags gccgoflags ldflags tags toolexec installsuffix pkgdir'),
  ...flags(ANYTHING, false, 'buildmode modfile overlay run bench timeout coverpkg'),
  ...flags(new RegExp(`^auto$|${BOOLEAN.source}`), true, 'buildvcs'),
  ...flags(/^(?:gc|gccgo)$/, false, 'compiler'),
  ...flags(INTEGER, false, 'p count parallel'),
  ...flags(/^(?:|mod|readonly|vendor)$/, false, 'mod'),
};

/** Flags that other commands pass over, whatever stands in them. */
const TEST_ONLY = /^(?:run|bench|timeout|coverpkg|count|parallel|short)$/;

function flags(value: RegExp, bare: boolean, names: string) {
  return Object.fromEntries(names.split(' ').map((name) => [name, { value, bare }]));
}

/** The go command ends at the first; more than these help nobody. */
const MAX_DEFECTS = 20;

/** What is wrong with GOFLAGS as far as it can be said without asking go. */
export function checkFlags(goflags: string, goversion: string): CheckedFlags {
  const parsed = parseGoflags(goflags, goversion);
  const nonFlags = [...new Set(parsed.nonFlags)];
  const defects: FlagDefect[] = nonFlags.map((flag) => ({ flag, problem: 'not-a-flag' }));
  if (parsed.unterminated) defects.push({ flag: goflags, problem: 'unterminated-quote' });
  const uncertain: string[] = [];
  for (const flag of parsed.flags) {
    const [, name = '', , value] = /^--?([^=]+)(=(.*))?$/s.exec(flag) ?? [];
    const known = Object.hasOwn(KNOWN_FLAGS, name) ? KNOWN_FLAGS[name] : undefined;
    if (GO_ENV_ONLY_FLAGS.has(name)) {
      if (name === 'changed' && !goAtLeast(goversion, '1.23')) defects.push({ flag, problem: 'unknown' });
      else if (!FALSE.test(value ?? '')) {
        // With -changed go env still answers; with the others it ends, or writes.
        defects.push({ flag, problem: 'go-env-only', ...(name === 'changed' ? { only: 'env' } : {}) });
      }
    } else if (known === undefined) uncertain.push(name);
    else if (value === undefined ? !known.bare : !known.value.test(value)) {
      const problem = value === undefined ? 'needs-value' : 'bad-value';
      defects.push({ flag, problem, ...(TEST_ONLY.test(name) ? { only: 'test' } : {}) });
    }
  }
  return { defects: defects.slice(0, MAX_DEFECTS), uncertain };
}
