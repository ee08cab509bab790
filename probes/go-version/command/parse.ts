/** What `go version` prints, taken apart. */
export interface GoVersion {
  /** The version in semver's grammar: `1.22.5`, `1.22.0-rc.1`, `1.27.0-devel`. */
  readonly semver: string;
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  /** `rc.1`, `beta.2`, `devel`; null for a release. */
  readonly prerelease: string | null;
  /** What a distributor put behind the version, such as `-fips` or `(Red Hat 1.25.5-1.el10_1)`. */
  readonly variant: string | null;
  /** Names of GOEXPERIMENT that differ from this toolchain's defaults. */
  readonly experiments: readonly string[];
  /** The other compiler: its go command has no GOROOT with tools. */
  readonly gccgo: boolean;
  /** GOOS and GOARCH of the go command itself. */
  readonly os: string;
  readonly arch: string;
}

/** `go version VERSION GOOS/GOARCH`; the middle may hold spaces (cmd/go/internal/version). */
const LINE = /^go version (.+) ([a-z0-9]+)\/([a-z0-9]+)$/;

/** Reads the whole output of `go version`, line end taken off; null when it is anything else. */
export function parseGoVersion(output: string): GoVersion | null {
  const [, middle, os, arch] = LINE.exec(output) ?? [];
  if (middle === undefined || os === undefined || arch === undefined) return null;
  const version = parseVersion(middle);
  if (version === null) return null;
  const { rest, ...numbers } = version;
  const experiments = / X:(\S+)$/.exec(rest);
  const variant = rest.slice(0, experiments?.index ?? rest.length).trim();
  return {
    ...numbers,
    variant: variant === '' ? null : variant,
    experiments: experiments?.[1]?.split(',') ?? [],
    gccgo: / gccgo /.test(`${rest} `),
    os,
    arch,
  };
}

type Numbers = Pick<GoVersion, 'semver' | 'major' | 'minor' | 'patch' | 'prerelease'>;

/**
 * Reads `go1.21`, `go1.22rc1`, `go1.22.5-fips`, `devel go1.24-abc Mon …` (to 1.24), `go1.26-devel_abc …`
 * (from 1.25): runtime.Version(), and the first line of GOROOT/VERSION.
 */
export function parseVersion(text: string): (Numbers & { readonly rest: string }) | null {
  const match =
    /^(devel )?go(0|[1-9]\d{0,5})(?:\.(0|[1-9]\d{0,5}))?(?:\.(0|[1-9]\d{0,5}))?(?:(rc|beta)([1-9]\d{0,5}))?(?=$|[ \t-])(.*)$/.exec(
      text,
    );
  if (match === null) return null;
  const [, devel, major, minor = '0', patch = '0', stage, number, rest = ''] = match;
  const development = devel !== undefined || /^-devel(?![a-z])/.test(rest);
  const prerelease = development ? 'devel' : stage === undefined ? null : `${stage}.${number}`;
  return {
    semver: `${major}.${minor}.${patch}${prerelease === null ? '' : `-${prerelease}`}`,
    major: Number(major),
    minor: Number(minor),
    patch: Number(patch),
    prerelease,
    rest,
  };
}
