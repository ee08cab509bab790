import type { KnownMessage } from './message.ts';

const ASK_APP =
  'probe-env check --app PROGRAM tells which of these it is, and probe-env check --image app.tar tells it of an image.';

const ASK_LIMITS =
  'probe-env check --only limits -v tells the limits of this container, what is in use, and how often one was met.';

/** What is said of programs that do not start, of limits, and of zones. */
export const PROGRAM_MESSAGES: readonly KnownMessage[] = [
  {
    says: /executable file not found/i,
    means:
      'The image does not have the program that is named, or no directory of PATH leads to it. Distroless and scratch images have no shell: nothing can be run there with sh -c, and an exec probe or a command names the program itself by its whole path. For a shell beside such a container: kubectl debug --image=busybox --target=CONTAINER.',
  },
  {
    says: /exec format error/i,
    means: `The kernel cannot run that file: a program for another processor (docker build --platform, GOARCH), a script without #! in its first line, or a file that is empty or cut short. ${ASK_APP}`,
  },
  {
    says: /error while loading shared libraries|Error loading shared library/i,
    means: `The loader does not find a library that the program was linked against: it was not copied, its package is not installed, or it lies where nobody looks (LD_LIBRARY_PATH, /etc/ld.so.conf). A Go program without cgo (CGO_ENABLED=0) needs none. ${ASK_APP}`,
  },
  {
    says: /GLIBC(?:XX)?_[\d.]+' not found|symbol not found|Error relocating/i,
    means: `The program was linked against a newer C library, or another one (glibc, musl), than the image has: build it in an image of the same release, or without cgo (CGO_ENABLED=0). ${ASK_APP}`,
  },
  {
    says: /bad interpreter|\^M\b|env: [^\n]{0,4096}\\r/i,
    means:
      'The first line of the script names a program that is not in the image, or ends with CR (shown as ^M), which is then a part of the name: a script that was written or checked out on Windows. sed -i "s/\\r$//" SCRIPT takes them out; "*.sh text eol=lf" in .gitattributes keeps them out.',
  },
  {
    says: /problem with the SSL CA cert|error setting certificate verify locations|error adding trust anchors|could not find a suitable TLS CA certificate bundle/i,
    means:
      'curl, git or Python was told of a file of CAs that is not there or holds none: CURL_CA_BUNDLE, GIT_SSL_CAINFO (or http.sslCAInfo of git config), REQUESTS_CA_BUNDLE, SSL_CERT_FILE. Take the variable out, or name /etc/ssl/certs/ca-certificates.crt. Go and Node read none of the first three; git does, and go fetches private modules by git.',
  },
  {
    says: /\bsh: (?:\d+: |line \d+: )?[^\n:]+: (?:command )?not found/i,
    means: `The shell found no such program on PATH. Where the file is there and executable, what starts it is not: the loader of another C library (a program of glibc on Alpine: build it with CGO_ENABLED=0), or the interpreter in its #! line. ${ASK_APP}`,
  },
  {
    says: /(?:exec|start)[^\n]{0,4096}: no such file or directory|stat [^\n]{0,4096}: no such file or directory: unknown/i,
    means: `Where the file itself is there, what starts it is not: the loader of another C library (a program of glibc on Alpine or scratch: build it with CGO_ENABLED=0), or the interpreter in the #! line, which ends with CR where the script was written on Windows (sed -i "s/\\r$//"). ${ASK_APP}`,
  },
  {
    says: /(?:fork\/exec|\bexec:? "?|starting container process)[^\n]{0,4096}permission denied|^(?:\w{0,8}sh: )?(?:line \d+: |\d+: )?\.{0,2}\/[^\s:]{1,4096}: permission denied$/i,
    means: `A program that may not be started: its file has no x bit for this user (app/not-executable; COPY --chmod=0755), a directory on the way is closed to it, or its mount is noexec (app/noexec-mount, permissions/noexec-mount). ${ASK_APP}`,
  },
  {
    says: /symbol lookup error|undefined symbol: /i,
    means: `A library is there in another release than the program was linked against, and lacks that symbol; often LD_LIBRARY_PATH leads to it. Build in an image of the same release, or without cgo (CGO_ENABLED=0). ${ASK_APP}`,
  },
  {
    says: /\bmlock[^\n]{0,256}: cannot allocate memory|\bRLIMIT_MEMLOCK\b/i,
    means:
      'The limit is that of memory which may be locked (RLIMIT_MEMLOCK), and not that of the container: docker run --ulimit memlock=-1, or the default of the runtime on the node. probe-env check --only limits -f json tells it as memlock.',
  },
  {
    says: /JavaScript heap out of memory|Reached heap limit/i,
    means:
      'Node ended itself: its heap may not grow beyond a limit of its own, which follows from the memory of the container or from --max-old-space-size in NODE_OPTIONS. probe-env check --only limits -v tells both; the kernel has killed nothing.',
  },
  {
    says: /runtime: out of memory|fatal error: out of memory/i,
    means:
      'Go ended itself: the kernel gave it no more memory, by a limit of the address space (ulimit -v) or of overcommit (vm.overcommit_memory=2). A container that meets its memory limit is killed instead (OOMKilled). probe-env check --only limits -v tells the limits.',
  },
  {
    says: /signal: killed|OOMKilled|out of memory|cannot allocate memory|exit (?:status|code) 137/i,
    means: `The kernel ended the program for the memory limit of the container, or somebody sent SIGKILL. A build needs less with go build -p 1 and GOMEMLIMIT below the limit. ${ASK_LIMITS}`,
  },
  {
    says: /too many open files|resource temporarily unavailable|failed to create new OS thread|pthread_create failed|(?:can't|cannot) fork|\bEMFILE\b|\bEAGAIN\b/i,
    means: `A limit of processes, threads or open files is reached: ulimit -n and -u, the pids limit of the pod or of docker run --pids-limit. A build needs fewer with go build -p 1. ${ASK_LIMITS} What the service needs stands in the policy: limits: { openFiles: 65536, processes: 512 }.`,
  },
  {
    says: /missing location in call to (?:time\.in|date)/i,
    means:
      'time.LoadLocation failed, its error was not looked at, and the zone is nil. It fails where the image has no zone data (tzdata) and the program was not built with -tags timetzdata, or for a name that is none. TZ need not be set for that; timezone: { expected: ZONE } in the policy asks for the zone.',
  },
  {
    says: /unknown time zone/i,
    means:
      'A program that asks for a zone by its name (time.LoadLocation) needs the zone data whether TZ is set or not: where TZ is not set probe-env says nothing of it, unless the policy asks for the zone (timezone: { expected: ZONE }).',
  },
];
