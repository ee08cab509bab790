/**
 * The pairs of GOOS and GOARCH for which a go command builds (`go tool dist list`, internal/platform
 * zosarch.go; before 1.20 cmd/dist), from Go 1.19 on. The test holds them to each real toolchain.
 */
const ARCHITECTURES: Readonly<Record<string, string>> = {
  aix: 'ppc64',
  android: '386 amd64 arm arm64',
  darwin: 'amd64 arm64',
  dragonfly: 'amd64',
  freebsd: '386 amd64 arm arm64 riscv64',
  illumos: 'amd64',
  ios: 'amd64 arm64',
  js: 'wasm',
  linux: '386 amd64 arm arm64 loong64 mips mips64 mips64le mipsle ppc64 ppc64le riscv64 s390x sparc64',
  netbsd: '386 amd64 arm arm64',
  openbsd: '386 amd64 arm arm64 mips64 ppc64 riscv64',
  plan9: '386 amd64 arm',
  solaris: 'amd64',
  wasip1: 'wasm',
  windows: '386 amd64 arm arm64',
};

/** Pairs that came or went: the first minor release of Go 1 that has them, and the first that has not. */
const SINCE: Readonly<Record<string, readonly [number, number]>> = {
  'freebsd/riscv64': [20, Infinity],
  'openbsd/ppc64': [21, Infinity],
  'openbsd/riscv64': [22, Infinity],
  'openbsd/mips64': [0, 27],
  'wasip1/wasm': [21, Infinity],
  'windows/arm': [0, 26],
};

/** All pairs, each `os/arch`, that release 1.`minor` builds for. */
export function pairsOf(minor: number): readonly string[] {
  return Object.entries(ARCHITECTURES)
    .flatMap(([os, list]) => list.split(' ').map((arch) => `${os}/${arch}`))
    .filter((pair) => {
      const [first, end] = SINCE[pair] ?? [0, Infinity];
      return minor >= first && minor < end;
    });
}
