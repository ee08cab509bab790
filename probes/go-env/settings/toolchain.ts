import { compareGo, fromToolchain, isLanguageVersion } from '../../../src/go/gover.ts';

/** What decides which toolchain runs. */
export interface ToolchainQuestion {
  /** GOTOOLCHAIN in force. */
  readonly setting: string;
  /** `go env GOVERSION`, such as `go1.22.5`. */
  readonly goversion: string;
  /** Of go.work, where there is one, else of go.mod. */
  readonly goLine: string | null;
  readonly toolchainLine: string | null;
}

/** Which toolchain the go command would become. */
export type ToolchainChoice =
  | { readonly kind: 'local' }
  /** Every command ends with `invalid GOTOOLCHAIN` or `invalid toolchain`. */
  | { readonly kind: 'invalid'; readonly what: 'GOTOOLCHAIN' | 'toolchain line'; readonly value: string }
  /** The go line asks for a newer Go, and the setting forbids to fetch one. */
  | { readonly kind: 'too-old'; readonly wanted: string; readonly local: string }
  | {
      readonly kind: 'switch';
      readonly name: string;
      /** Only PATH is searched, nothing is downloaded. */
      readonly pathOnly: boolean;
      readonly because: 'GOTOOLCHAIN' | 'go line' | 'toolchain line';
    };

const LOCAL: ToolchainChoice = { kind: 'local' };

/**
 * Selects the toolchain as cmd/go/internal/toolchain Select does, from Go 1.21 on. Earlier ones know
 * neither GOTOOLCHAIN nor the grammar of newer go lines: they refuse such a go.mod.
 */
export function selectToolchain(question: ToolchainQuestion): ToolchainChoice {
  const { setting, goLine, toolchainLine } = question;
  const local = fromToolchain(question.goversion);
  // A development build has no number to compare.
  if (local === null) return LOCAL;
  if (compareGo(local, '1.21rc1') < 0) return beforeSwitching(local, goLine, toolchainLine);

  const plus = setting.indexOf('+');
  const bare = setting === 'auto' || setting === 'path';
  const minimum = bare || setting === '' ? 'local' : plus < 0 ? setting : setting.slice(0, plus);
  const suffix = plus < 0 ? null : setting.slice(plus + 1);
  const mode = bare ? setting : suffix;
  const pinned = minimum === 'local' ? local : fromToolchain(minimum);
  if (pinned === null || (suffix !== null && suffix !== 'auto' && suffix !== 'path')) {
    return { kind: 'invalid', what: 'GOTOOLCHAIN', value: setting };
  }

  const pathOnly = mode === 'path';
  const following = mode !== null && toolchainLine !== 'default';
  const asked = following ? fromToolchain(toolchainLine ?? '') : null;
  if (following && toolchainLine !== null && asked === null) {
    return { kind: 'invalid', what: 'toolchain line', value: toolchainLine };
  }
  let best = pinned;
  let choice: ToolchainChoice =
    minimum === 'local' || minimum === question.goversion
      ? LOCAL
      : { kind: 'switch', name: minimum, pathOnly, because: 'GOTOOLCHAIN' };
  if (asked !== null && toolchainLine !== null && compareGo(asked, best) > 0) {
    best = asked;
    choice = { kind: 'switch', name: toolchainLine, pathOnly, because: 'toolchain line' };
  }
  if (goLine === null || compareGo(goLine, best) <= 0) return choice;
  if (!following) return { kind: 'too-old', wanted: goLine, local: best };
  const patch = isLanguageVersion(goLine) ? '.0' : '';
  return { kind: 'switch', name: `go${goLine}${patch}`, pathOnly, because: 'go line' };
}

/** Go 1.20 and earlier read `go 1.22` and try; they cannot read `go 1.22.0` or a toolchain line. */
function beforeSwitching(
  local: string,
  goLine: string | null,
  toolchainLine: string | null,
): ToolchainChoice {
  const unreadable =
    toolchainLine !== null || (goLine !== null && !/^[1-9]\d*\.(?:0|[1-9]\d*)$/.test(goLine));
  return unreadable ? { kind: 'too-old', wanted: goLine ?? toolchainLine ?? '', local } : LOCAL;
}
