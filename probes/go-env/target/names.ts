import { meantValue } from '../../../src/core/text/meant/meant-value.ts';

/** What others call a GOARCH: uname -m, Debian, Alpine, Docker's platforms, LLVM. */
const MACHINES: Readonly<Record<string, string>> = names({
  amd64: 'x86_64 x86-64 x64 amd64v2 amd64v3 x86_64v1 intel64 em64t',
  arm64: 'aarch64 arm64v8 arm64/v8 armv8 armv8l armv8a arm64e aarch64_be',
  386: 'i386 i486 i586 i686 x86 x32 ia32 x86_32',
  arm: 'arm32 armv5 armv5l armv6 armv6l armv7 armv7l armv7a armhf armel arm/v6 arm/v7 arm32v6 arm32v7',
  ppc64le: 'ppc64el powerpc64le',
  ppc64: 'powerpc64',
  riscv64: 'riscv riscv64gc rv64 rv64gc',
  loong64: 'loongarch loongarch64 loongson',
  mips64le: 'mips64el',
  mipsle: 'mipsel',
  s390x: 's390',
  wasm: 'wasm32 wasm64',
});

/** What others call a GOOS: uname -s, and the names of distributions, which are all linux to Go. */
const SYSTEMS: Readonly<Record<string, string>> = names({
  linux:
    'gnu/linux linux-gnu linux-musl linux-gnueabihf musl glibc alpine debian ubuntu rhel centos fedora rocky almalinux amzn amazon amazonlinux suse opensuse sles arch bookworm bullseye trixie distroless scratch busybox wolfi linux32 linux64',
  darwin: 'macos mac osx macosx',
  windows: 'win win32 win64 windows_nt mingw cygwin msys nanoserver windowsservercore',
  js: 'wasm browser node',
  wasip1: 'wasi',
});

function names(table: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([ours, theirs]) => theirs.split(' ').map((name) => [name, ours])),
  );
}

/** Go's name for what stands in GOOS or GOARCH; null where that is nobody's name for a machine or system. */
export function meantTarget(key: string, value: string): string | null {
  const word = (meantValue(value)?.meant ?? value).trim().toLowerCase();
  const table = key === 'GOOS' ? SYSTEMS : MACHINES;
  // linux/amd64, linux_amd64, linux/arm64/v8: a platform where one half of it is meant.
  const [, os, machine] = /^([a-z0-9]+)[/_-](.+)$/.exec(word) ?? [];
  const half = key === 'GOOS' ? os : machine;
  const candidates = [word, ...(os !== undefined && half !== undefined && isSystem(os) ? [half] : [])];
  for (const name of candidates) if (Object.hasOwn(table, name)) return table[name] ?? null;
  return candidates.at(-1) ?? null;
}

function isSystem(name: string): boolean {
  return Object.hasOwn(SYSTEMS, name) || Object.values(SYSTEMS).includes(name) || name === 'freebsd';
}
