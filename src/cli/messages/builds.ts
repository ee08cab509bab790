import type { KnownMessage } from './message.ts';

/** Packages that came into the standard library with Go 1.15 and later. */
const NEW_PACKAGES =
  'embed|io/fs|net/netip|time/tzdata|testing/fstest|debug/buildinfo|slices|maps|cmp|iter|unique|weak|structs|log/slog|testing/slogtest|testing/synctest|math/rand/v2|go/version|encoding/json/v2|encoding/json/jsontext|crypto/(?:mlkem|hkdf|pbkdf2|sha3|hpke|fips140|ecdh)';

/** What go itself says of a build, beyond what the rules say of it. */
export const BUILD_MESSAGES: readonly KnownMessage[] = [
  {
    says: /build cache is disabled by GOCACHE=off|cannot use modules with build cache disabled/i,
    rules: ['go-env/cache-undefined'],
    means:
      'GOCACHE=off is no more, from Go 1.12 on: take it out, or name a directory (GOCACHE=/tmp/go-build).',
  },
  {
    says: /(?:invalid|unknown) \/\/go:debug|\bgodebug "[^"\n]{0,128}"[^\n]{0,64}unknown|go:debug: unknown setting/i,
    rules: ['go-env/godebug-unknown'],
    means:
      'A setting of //go:debug in the sources, or of godebug in go.mod, is not known to this release of Go: it came later, or was taken away.',
  },
  {
    says: /\bgit (?:fetch|ls-remote|init|clone|-c )[^\n]{0,2048}: exit status 128/i,
    rules: [],
    means:
      'git was asked for a module and ended; the line below says why: give that to probe-env explain. Mostly it may not read that repository without a login, does not find its host, or does not trust its certificate.',
  },
  {
    says: /plugin was built with a different version of package/i,
    rules: [],
    means:
      'A plugin and its program must be built by the same Go, with the same flags (-trimpath), GOFLAGS and versions of every module: build both in one image.',
  },
  {
    says: /maximum (?:supported version|version supported by tidy) is|undefined: (?:any|min|max|clear|comparable)\b|invalid go version '[^'\n]{1,64}': must match format|unknown (?:block|directive): (?:toolchain|godebug|tool|ignore)\b|note: module requires Go/i,
    rules: ['go-env/toolchain-too-old', 'go-version/out-of-range'],
    means:
      'go.mod is written for a newer Go than this one, which is from before Go 1.21 and cannot fetch another by itself: take a newer image (FROM golang:1.N with the number of the go line).',
  },
  {
    says: new RegExp(`package (?:${NEW_PACKAGES}) is not in (?:GOROOT|std)`, 'i'),
    rules: ['go-env/toolchain-too-old', 'go-version/out-of-range', 'go-env/go-line-outdated'],
    means:
      'That package is a part of newer Go releases: this go is too old for the sources, or for a module that they need. go version tells which it is; take a newer image (FROM golang:1.N).',
  },
  {
    says: /package (?:[a-z][\w-]{0,63}\/){0,8}(?:internal|pkg|cmd|api|config|models?|utils?|handlers?|routes|controllers|server|common)(?:\/[\w-]{1,64}){0,8} is not in (?:GOROOT|std)/i,
    rules: ['go-env/module-missing', 'go-env/modules-off'],
    means:
      'A path whose first part has no dot is looked for in the standard library, unless the module in go.mod is named so: compare its module line with the import. In a Dockerfile the directory may not have been copied (COPY, .dockerignore), or go.mod belongs to another directory (WORKDIR).',
  },
  {
    says: /package [\w/]{1,128} is not in (?:GOROOT|std)/i,
    rules: ['go-env/build-cache-unwritable', 'go-version/goroot-incomplete', 'go-version/goroot-unreadable'],
    means:
      'Either there is no such package in this release, or go cannot see it: its sources are not in GOROOT/src or may not be read, or GOCACHE may not be written, where go keeps what it found out about them.',
  },
  {
    says: /flag provided but not defined: -|\(from \$GOFLAGS\)|usage: (?:link|compile|asm) \[options\]|requires argument of the form importpath\.name=value|-modfile=[^\n]{1,256} does not have \.mod extension|cannot implicitly include runtime\/cgo in a shared library/i,
    rules: ['go-env/flags-invalid'],
    means:
      'A flag is not known, or has a value that it does not take: a flag of go in GOFLAGS or on the command line, or one that -ldflags, -gcflags or -asmflags hand on to the linker, the compiler or the assembler, whose flags differ from release to release.',
  },
  {
    says: /no such tool "covdata"/i,
    rules: ['go-env/toolchain-download', 'go-version/goroot-incomplete'],
    means:
      'From Go 1.25 on covdata is built when go test -cover first needs it, for packages without tests; a go that was switched to a downloaded toolchain does not find it. Take an image of the release that go.mod asks for, so that nothing is downloaded.',
  },
  {
    says: /used to build golangci-lint is lower than the targeted Go version/i,
    rules: [],
    means:
      'golangci-lint was built by an older Go than go.mod asks for, and the go of the image does not matter: take a newer release of golangci-lint.',
  },
  {
    says: /build constraints exclude all Go files in/i,
    rules: ['go-env/cgo-needed', 'go-env/cgo-without-compiler', 'go-env/cross-target'],
    means:
      'Each file of that package is for another system (GOOS, GOARCH, _windows.go, //go:build) or imports "C" while cgo is off: CGO_ENABLED=0, no C compiler, or a target of another machine. go list -e -f "{{.IgnoredGoFiles}}" names them.',
  },
  {
    says: /no Go (?:source )?files in|no buildable Go source files|stat [^\n]{1,1024}: directory not found/i,
    rules: [],
    means:
      'go builds the package of the directory that is named, or of the working directory, and no Go source lies there: it was not copied (COPY, .dockerignore; COPY *.go takes no directories), WORKDIR is another one, or main lies below it (go build ./cmd/NAME). A path that begins with / is taken from the root of the image.',
  },
  {
    says: /pattern [^\s:]{1,256}: no matching files found/i,
    rules: ['go-env/embed-missing'],
    means:
      'A //go:embed line names files that are not there: they were not copied, or .dockerignore leaves them out.',
  },
  {
    says: /is a language version but not a toolchain version/i,
    rules: ['go-env/toolchain-invalid'],
    means:
      'GOTOOLCHAIN, or the toolchain line of go.mod, names a line of releases such as go1.27; a toolchain has three numbers, go1.27.0.',
  },
  {
    says: /go env -w \w{1,32}=[^\n]{0,256} does not override conflicting OS environment variable/i,
    rules: [],
    means:
      'A variable of the environment (ENV, --build-arg, env of the pod) always wins over what go env -w wrote: set it there instead. go env NAME tells what holds.',
  },
  {
    says: /unsafe repository \('[^'\n]{1,4096}' is owned by someone else\)|error obtaining VCS status|dubious ownership in repository/i,
    rules: ['go-env/vcs-stamp-refused'],
    means:
      'git does nothing in a checkout of another user, or in one that is incomplete, and go build asks it for the revision: git config --system --add safe.directory DIR for the user who builds, or go build -buildvcs=false (in GOFLAGS for all builds).',
  },
  {
    says: /not a git repository(?:: [^\n]{1,1024}| \(or any)/i,
    rules: ['go-env/vcs-stamp-refused'],
    means:
      'There is a .git, and git cannot use it: that of a submodule or worktree is a file, which points to a directory outside of what was copied; or HEAD is not there. Leave it out of the image (.dockerignore), or go build -buildvcs=false (in GOFLAGS for all builds).',
  },
  {
    says: /pkg\/tool\/[^\n]{1,256}: permission denied/i,
    rules: ['go-version/goroot-unreadable', 'permissions/noexec-mount'],
    means:
      'The programs of the toolchain may not be started by this user: it was unpacked with a umask of 077, copied with --chmod, or lies on a mount with noexec.',
  },
  {
    says: /download go1[^\n]{0,1024}|golang\.org\/toolchain@[^\n]{0,1024}|toolchain not available/i,
    rules: ['go-env/toolchain-download', 'go-env/toolchain-unverifiable', 'go-env/toolchain-invalid'],
    means:
      'go.mod wants a newer Go than this one, and go went to fetch it by GOPROXY, as a module: that failed. Take an image of that release, or let GOPROXY lead to a proxy that has it; GOTOOLCHAIN=local makes go say what it needs at once.',
  },
  {
    says: /cannot run ssh: no such file or directory/i,
    rules: [],
    means:
      'git wants SSH for that repository (git config url.*.insteadOf, or a path that begins with git@), and the image has no ssh: apk add openssh-client, or apt-get install openssh-client; and it needs a key (RUN --mount=type=ssh) and known_hosts.',
  },
];
