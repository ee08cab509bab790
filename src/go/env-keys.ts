/**
 * What `go env` is asked for: keys whose values cost nothing. One that is unknown to an older go comes
 * back empty. GOTOOLCHAIN is not among them (the question itself pins it), nor GOENV (the same).
 */
export const GO_ENV_KEYS = [
  'GOVERSION',
  'GOROOT',
  'GOPATH',
  'GOBIN',
  'GOCACHE',
  'GOMODCACHE',
  'GO111MODULE',
  'GOMOD',
  'GOWORK',
  'GOFLAGS',
  'GOPROXY',
  'GONOPROXY',
  'GOPRIVATE',
  'GOSUMDB',
  'GONOSUMDB',
  'GOINSECURE',
  'GOVCS',
  'GOAUTH',
  'GOOS',
  'GOARCH',
  'GOHOSTOS',
  'GOHOSTARCH',
  'CGO_ENABLED',
  'CC',
] as const;

/**
 * To answer these the go command runs the C compiler several times, makes a work directory and, from
 * 1.21 on, the build cache; and it fails where it cannot.
 */
const COSTLY: readonly string[] = [
  'CGO_CFLAGS',
  'CGO_CPPFLAGS',
  'CGO_CXXFLAGS',
  'CGO_FFLAGS',
  'CGO_LDFLAGS',
  'PKG_CONFIG',
  'GOGCCFLAGS',
];

/** {@link GO_ENV_KEYS} and those that the policy names, without those that cost or that are answered otherwise. */
export function keysToAsk(expected: Iterable<string>): readonly string[] {
  const more = [...expected].filter((key) => /^[A-Z][A-Z0-9_]*$/.test(key) && !isAnsweredElsewhere(key));
  return [...new Set([...GO_ENV_KEYS, ...more])];
}

/** True for keys that are read from the environment and the env files, without asking go. */
export function isAnsweredElsewhere(key: string): boolean {
  return COSTLY.includes(key) || key === 'GOTOOLCHAIN' || key === 'GOENV';
}
