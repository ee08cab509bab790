/** A Go version, as internal/gover takes it apart. Go's versions are not semver: 1.21 < 1.21rc1 < 1.21.0. */
interface GoVersion {
  readonly major: number;
  readonly minor: number;
  /** Null for a language version such as 1.21, and for prereleases. */
  readonly patch: number | null;
  /** `alpha`, `beta`, `rc`, or empty. */
  readonly kind: string;
  readonly pre: number;
}

const GRAMMAR = /^(0|[1-9]\d*)(?:\.(0|[1-9]\d*)(?:\.(0|[1-9]\d*)|([a-z]+)(0|[1-9]\d*)?)?)?$/;

function parse(version: string): GoVersion | null {
  const match = GRAMMAR.exec(version);
  if (match === null) return null;
  const [, major, minor, patch, kind = '', pre] = match;
  const noPatch = kind === '' && (minor === undefined || Number(minor) < 21) ? 0 : null;
  return {
    major: Number(major),
    minor: Number(minor ?? 0),
    patch: patch === undefined ? noPatch : Number(patch),
    kind,
    pre: Number(pre ?? 0),
  };
}

export function isGoVersion(version: string): boolean {
  return parse(version) !== null;
}

/** True for `1.21`, which names a language, not a release; before 1.21 the two were written alike. */
export function isLanguageVersion(version: string): boolean {
  const v = parse(version);
  return v !== null && v.patch === null && v.kind === '';
}

/** Negative, 0 or positive; a version that is none is below all others. */
export function compareGo(a: string, b: string): number {
  const x = parse(a);
  const y = parse(b);
  if (x === null || y === null) return Number(x !== null) - Number(y !== null);
  return (
    x.major - y.major ||
    x.minor - y.minor ||
    (x.patch ?? -1) - (y.patch ?? -1) ||
    (x.kind < y.kind ? -1 : x.kind > y.kind ? 1 : x.pre - y.pre)
  );
}

/** `go1.22.5-fips` → `1.22.5`; null where the name is no toolchain's (cmd/go/internal/gover FromToolchain). */
export function fromToolchain(name: string): string | null {
  if (!name.startsWith('go') || /[\\/]/.test(name)) return null;
  const version = name.slice(2).split(/[ \t-]/, 1)[0] ?? '';
  return isGoVersion(version) ? version : null;
}
