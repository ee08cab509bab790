import type { KnownMessage } from './message.ts';

/** Programs that are written in Go and come by go install. */
const GO_TOOLS =
  'air|swag|dlv|stringer|mockgen|mockery|wire|protoc-gen-[\\w-]{1,32}|goose|sqlc|templ|buf|reflex|CompileDaemon|fresh|realize|modd|controller-gen|ginkgo|gotestsum|gofumpt|goimports|golint|golangci-lint|staticcheck|govulncheck|migrate|oapi-codegen|gopls|easyjson|go-bindata|statik|gox|ko|task';

const ASK_APP =
  'probe-env check --app PROGRAM tells which of these it is, and probe-env check --image app.tar tells it of an image.';

/** What is said of programs that do not start, and of zones. */
export const PROGRAM_MESSAGES: readonly KnownMessage[] = [
  {
    says: /(?:su-exec|gosu|setpriv|chroot|runuser|su): (?:setgroups|setgid|setuid|setresuid|cannot set groups)[^\n]{0,256}|failed switching to "[^"\n]{1,256}"[^\n]{0,256}/i,
    rules: ['app/cannot-change-user', 'app/no-such-user'],
    means: `Only root with CAP_SETUID and CAP_SETGID may become another user: the container is started as somebody else already (USER, runAsUser; then leave su-exec or gosu out), or its capabilities are dropped. ${ASK_APP}`,
  },
  {
    says: new RegExp(`(?:"|^|[\\s:])(?:${GO_TOOLS})(?:"|:|: \\d+:)[^\\n]{0,64}not found`, 'im'),
    rules: ['app/missing'],
    means:
      'That is a program which go install brings, to GOBIN, or $GOPATH/bin: /go/bin in the golang images, ~/go/bin elsewhere. It was not installed in this stage, by another user, or PATH does not lead there (ENV PATH=$PATH:/go/bin); a volume over /go hides it too. go tool NAME runs what go.mod names as tool, from Go 1.24 on.',
  },
  {
    says: /sh: (?:\d{1,9}: |line \d{1,9}: )?(?:set: )?illegal option -\s*$|\$'\\r': command not found|set: (?:-\S{0,8}: )?invalid option/im,
    rules: ['app/script-crlf'],
    means:
      'The lines of the script end with CR, which the shell takes for a part of the last word: it was written or checked out on Windows. sed -i "s/\\r$//" SCRIPT takes them out; "*.sh text eol=lf" in .gitattributes keeps them out.',
  },
  {
    says: /\bsh: (?:\d{1,9}: |line \d{1,9}: )?\[[^\n]{1,1024}: (?:command )?not found|\bsh: (?:\d{1,9}: |line \d{1,9}: )?\[[^\n]{1,1024}: no such file/i,
    rules: ['app/missing'],
    means: `ENTRYPOINT or CMD was meant as a list and is none of JSON, which wants double quotes, commas between words and none behind the last: so a shell is given it as text, brackets and all. Write ENTRYPOINT ["/app", "--flag"]. ${ASK_APP}`,
  },
  {
    says: /exec: \\?"[^"\n]{1,512}[^\s"\\] [^"\n]{1,512}": (?:executable file not found|stat )[^\n]{0,1024}/i,
    rules: ['app/missing', 'container/program-not-started', 'pod/program-not-started'],
    means: `One word of the command holds a program and its arguments: nothing takes it apart. Write each word by itself, command: ["/app", "--flag", "value"], or let a shell read it, command: ["/bin/sh", "-c", "TEXT"], where the image has one. ${ASK_APP}`,
  },
  {
    says: /could not (?:launch process|attach to pid)[^\n]{0,1024}(?:operation not permitted|kernel security setting)/i,
    rules: [],
    means:
      'A debugger needs ptrace(2), which the container refuses: docker run --cap-add SYS_PTRACE (of Docker before 19.03 also --security-opt seccomp=unconfined), capabilities: { add: [SYS_PTRACE] } in the pod. To attach, kernel.yama.ptrace_scope of the node decides too; only one debugger at a time can hold a process.',
  },
  {
    says: /qemu: uncaught target signal|lfstack\.push invalid packing|rosetta error|qemu-\w{1,16}(?:-static)?: could not open/i,
    rules: ['app/wrong-architecture', 'app/loader-missing'],
    means: `The program runs under an emulator of another processor: that fails by errors of the emulator, and where the image lacks the loader of that processor (could not open, failed to open elf). go builds for another processor without any: FROM --platform=$BUILDPLATFORM for the stage that builds, and GOARCH=$TARGETARCH. ${ASK_APP}`,
  },
  {
    says: /exec: "[^"\n]{1,1024}": is a directory/i,
    rules: ['app/not-executable', 'container/program-not-started', 'pod/program-not-started'],
    means:
      'What is to be started is a directory: COPY --from=build /src/app /app made one where /src/app is one. Name the program in it: ENTRYPOINT ["/app/NAME"].',
  },
  {
    says: /"(?:gcc|cc|g\+\+|clang)": executable file not found in \$PATH|C compiler "[^"\n]{1,256}" not found/i,
    rules: ['go-env/cgo-without-compiler'],
    means:
      'cgo wants a C compiler and the header files of the C library: CGO_ENABLED=0 where nothing in the program is written in C (net and os/user have their own Go), else apk add gcc musl-dev, or apt-get install gcc libc6-dev.',
  },
  {
    says: /"go": executable file not found|\bgo: (?:command )?not found/i,
    rules: ['go-version/not-on-path', 'go-version/missing'],
    means:
      'There is no go on PATH. In the golang images it is /usr/local/go/bin, which a login shell (sh -l, su -) and an ENV PATH of your own leave out; the image that runs the service needs none.',
  },
  {
    says: /cannot find module '[^'\n]{0,4096}\/[^'\n]{0,4096}\.[cm]?[jt]s'|can't open file '[^\n]{1,4096}errno 2\]|unable to access jarfile|error opening zip file or JAR manifest missing|can't open perl script [^\n]{1,4096}no such file|\bsh: (?:\d{1,9}: )?(?:cannot|can't) open [^\n]{1,4096}: no such file|\bbash: [^\s:]{1,4096}\.(?:sh|bash): no such file/i,
    rules: ['app/script-missing', 'app/script-crlf', 'app/missing'],
    means: `What the interpreter is to run is not there: it was not copied, WORKDIR is another one, or a volume over the directory hides it. ${ASK_APP}`,
  },
  {
    says: /\bsh: (?:\d{1,9}: )?cannot open [^\n]{1,4096}: permission denied|can't open (?:file|perl script) [^\n]{1,4096}(?:errno 13\]|permission denied)/i,
    rules: ['app/script-unreadable', 'app/not-executable'],
    means: `The user may not read what the interpreter is to run: the x bit is not enough (COPY --chmod=0755), and each directory above has to let that user pass. ${ASK_APP}`,
  },
  {
    says: /"(?:ba|da|a)?sh": executable file not found|exec: "\/bin\/(?:ba|da|a)?sh": stat [^\n]{0,64}no such file or directory/i,
    rules: ['app/shell-missing', 'app/missing', 'pod/probe-program', 'container/healthcheck-program'],
    means:
      'Distroless and scratch images have no shell: ENTRYPOINT app and CMD app want one, ENTRYPOINT ["/app"] does not, nor do probes whose command is a list. For a shell beside such a container: kubectl debug --image=busybox --target=CONTAINER.',
  },
  {
    says: /(?:exec: )?"[^"\n]{1,256}": executable file not found(?: in \$PATH)?|executable file not found/i,
    rules: ['app/missing', 'container/program-not-started', 'pod/program-not-started'],
    means:
      'The image does not have the program that is named, or no directory of PATH leads to it. Distroless and scratch images have no shell: nothing can be run there with sh -c, and an exec probe or a command names the program itself by its whole path. For a shell beside such a container: kubectl debug --image=busybox --target=CONTAINER.',
  },
  {
    says: /\.(?:sh|bash|py)"?: exec format error/i,
    rules: ['app/script-no-shebang', 'app/wrong-architecture'],
    means: `The kernel wants #! as the first two characters of a script, without a blank line, a comment or a byte order mark before them; and the program that it names has to be one for this processor. ${ASK_APP}`,
  },
  {
    says: /exec format error|cannot execute binary file/i,
    rules: [
      'app/wrong-architecture',
      'app/script-no-shebang',
      'app/truncated',
      'app/not-a-program',
      'container/architecture-differs',
      'pod/architecture-differs',
      'go-version/wrong-architecture',
    ],
    means: `The kernel cannot run that file: a program for another processor (docker build --platform, GOARCH), a script without #! in its first line, or a file that is empty or cut short. ${ASK_APP}`,
  },
  {
    says: /Error loading shared library (?:ld-linux[^\n:]{0,64}|lib(?:c|m|dl|rt|pthread|resolv|nsl|util)\.so\.\d|libgcc_s\.so\.1|libstdc\+\+\.so\.6): no such file or directory|Error relocating [^\n]{1,1024}: symbol not found|libc\.musl-[^\n]{1,64} => not found/i,
    rules: ['app/loader-missing', 'app/library-missing', 'app/symbol-version-missing'],
    means: `The program was linked against another C library than the image has: one of glibc (Debian, Ubuntu, golang:1.N) on musl (Alpine), or the other way round. Build it with CGO_ENABLED=0, in golang:1.N-alpine for Alpine, or let it run on debian:stable-slim; a link from /lib64/ld-linux-x86-64.so.2 to musl hides that only until a function is missing. ${ASK_APP}`,
  },
  {
    says: /error while loading shared libraries|Error loading shared library [^\n]{1,512}/i,
    rules: ['app/library-missing', 'app/library-unreadable'],
    means: `The loader does not find a library that the program was linked against: it was not copied, its package is not installed, or it lies where nobody looks (LD_LIBRARY_PATH, /etc/ld.so.conf). A Go program without cgo (CGO_ENABLED=0) needs none. ${ASK_APP}`,
  },
  {
    says: /(?:GLIBC|GLIBCXX|CXXABI)_[\d.]+['’]? not found(?: \(required by)?|symbol not found/i,
    rules: ['app/symbol-version-missing'],
    means: `The program was linked against a newer C library, or another one (glibc, musl), than the image has: build it in an image of the same release, or without cgo (CGO_ENABLED=0). ${ASK_APP}`,
  },
  {
    says: /bad interpreter|\^M\b|env: [^\n]{0,4096}\\r[^\n]{0,64}no such file or directory|env: [^\n]{0,4096}\\r/i,
    rules: ['app/script-crlf', 'app/interpreter-missing'],
    means:
      'The first line of the script names a program that is not in the image, or ends with CR (shown as ^M), which is then a part of the name: a script that was written or checked out on Windows. sed -i "s/\\r$//" SCRIPT takes them out; "*.sh text eol=lf" in .gitattributes keeps them out.',
  },
  {
    says: /problem with the SSL CA cert|error setting certificate verify locations|error adding trust anchors|could not find a suitable TLS CA certificate bundle/i,
    rules: ['ca-certs/git-ca-missing', 'ca-certs/override-missing'],
    means:
      'curl, git or Python was told of a file of CAs that is not there or holds none: CURL_CA_BUNDLE, GIT_SSL_CAINFO (or http.sslCAInfo of git config), REQUESTS_CA_BUNDLE, SSL_CERT_FILE. Take the variable out, or name /etc/ssl/certs/ca-certificates.crt. Go and Node read none of the first three; git does, and go fetches private modules by git.',
  },
  {
    says: /\b\w{0,8}sh: (?:\d+: |line \d+: )?[^\n:]{0,256}\/[^\n:]{0,256}: (?:(?:command )?not found|no such file or directory|cannot execute: required file not found)|cannot execute: required file not found|^[^\n:]{0,64}(?:\/usr\/local\/bin|\/s?bin|\/usr\/s?bin|\/opt)\/[^\s:]{1,256}: no such file or directory$/im,
    rules: ['app/loader-missing', 'app/interpreter-missing', 'app/script-crlf', 'app/missing'],
    means: `Where the file is there and executable, what starts it is not: the loader of another C library (a program of glibc on Alpine: build it with CGO_ENABLED=0), or the interpreter in its #! line. ${ASK_APP}`,
  },
  {
    says: /\b\w{0,8}sh: (?:\d+: |line \d+: )?[^\n:/]{1,256}: (?:command )?not found|^[\w.-]{1,64}: command not found/im,
    rules: ['app/missing', 'app/loader-missing'],
    means: `The shell found no such program on PATH: the image does not have it, or PATH does not lead there. A program that is there and starts with its whole path alone is a matter of PATH; one that does not, of its loader (a program of glibc on Alpine: build it with CGO_ENABLED=0). ${ASK_APP}`,
  },
  {
    says: /stat [^\n]{0,4096}: no such file or directory: unknown/i,
    rules: ['app/missing', 'container/program-not-started', 'pod/program-not-started'],
    means: `The program that is to be started is not in the image at that path: it was copied to another one, WORKDIR or a volume that is mounted over the directory hides it, or command in the manifest names another. ${ASK_APP}`,
  },
  {
    says: /exec[^\n]{0,4096}\.(?:sh|bash|py)"?:? no such file or directory/i,
    rules: ['app/script-crlf', 'app/interpreter-missing', 'app/missing'],
    means: `Where the script is there, the program in its #! line is not: the line ends with CR where the script was written on Windows (sed -i "s/\\r$//" SCRIPT takes it out), or it names a bash that Alpine does not have. ${ASK_APP}`,
  },
  {
    isBroad: true,
    says: /(?:exec|start)[^\n]{0,4096}no such file or directory/i,
    rules: ['app/loader-missing', 'app/interpreter-missing', 'app/script-crlf', 'app/missing'],
    means: `Where the file itself is there, what starts it is not: the loader of another C library (a program of glibc on Alpine or scratch: build it with CGO_ENABLED=0), or the interpreter in the #! line, which ends with CR where the script was written on Windows (sed -i "s/\\r$//"). ${ASK_APP}`,
  },
  {
    says: /fork\/exec \/(?:tmp|var\/tmp)\/[^\n]{0,4096}permission denied/i,
    rules: ['permissions/noexec-mount', 'app/noexec-mount', 'go-env/tmpdir-invalid'],
    means:
      'go builds what go run, go test and go generate start below TMPDIR, and that mount lets nothing be started (noexec). GOTMPDIR=DIR names another directory for it.',
  },
  {
    says: /(?:fork\/exec|\bexec:? "?|starting container process)[^\n]{0,4096}permission denied|(?:^|\bsh: )(?:line \d+: |\d+: )?\.{0,2}\/[^\s:]{1,4096}: permission denied$/im,
    rules: [
      'app/not-executable',
      'app/noexec-mount',
      'permissions/noexec-mount',
      'permissions/not-executable',
      'permissions/not-searchable',
    ],
    means: `A program that may not be started: its file has no x bit for this user (app/not-executable; COPY --chmod=0755), a directory on the way is closed to it, or its mount is noexec (app/noexec-mount, permissions/noexec-mount). ${ASK_APP}`,
  },
  {
    says: /symbol lookup error|undefined symbol: /i,
    rules: ['app/symbol-version-missing', 'app/library-missing'],
    means: `A library is there in another release than the program was linked against, and lacks that symbol; often LD_LIBRARY_PATH leads to it. Build in an image of the same release, or without cgo (CGO_ENABLED=0). ${ASK_APP}`,
  },
  {
    says: /missing location in call to (?:time\.in|date)/i,
    rules: ['timezone/zoneinfo-missing', 'timezone/tz-unknown'],
    means:
      'time.LoadLocation failed, its error was not looked at, and the zone is nil. It fails where the image has no zone data (tzdata) and the program was not built with -tags timetzdata, or for a name that is none. TZ need not be set for that; timezone: { expected: ZONE } in the policy asks for the zone.',
  },
  {
    says: /unknown time zone/i,
    rules: ['timezone/tz-unknown', 'timezone/zoneinfo-missing', 'timezone/tz-wrong-case'],
    means:
      'A program that asks for a zone by its name (time.LoadLocation) needs the zone data whether TZ is set or not: where TZ is not set probe-env says nothing of it, unless the policy asks for the zone (timezone: { expected: ZONE }).',
  },
];
