/** A message that no rule explains, or not all of it: what it means, and what of the environment decides about it. */
interface Outside {
  readonly says: RegExp;
  readonly means: string;
  /** What is printed behind it, as it stands. */
  readonly behind?: string;
}

const WHO_IS_ASKED = `What decides whom go asks:

  GOPROXY      by default proxy.golang.org, then each module's own host: where neither can be reached, name
               a proxy that can (GOPROXY=https://proxy.corp.example), or vendor the modules (go mod vendor)
  GOSUMDB      by default sum.golang.org, through GOPROXY where that mirrors it
  GOPRIVATE    what it matches goes past GOPROXY, to the host in the module's own name
  HTTPS_PROXY  the way out, where there is one; NO_PROXY is what does without

  probe-env route MODULE@VERSION    names the hosts that go would ask for a module, in their order
`;

const NO_NETWORK = 'probe-env asks no network and has no rule for it.';

/** The first that fits is told. */
const OUTSIDE: readonly Outside[] = [
  {
    says: /runAsNonRoot and image (?:will run as root|has non-numeric user)|runAsUser breaks non-root policy/i,
    means:
      'The kubelet does not start the container (CreateContainerConfigError): with runAsNonRoot it wants a number that is not 0, of the image (USER 10001) or of the manifest (runAsUser: 10001); a name it does not look up. probe-env explain pod/root-refused tells more; probe-env check --image app.tar --pod web.yaml finds it before the deploy.',
  },
  {
    says: /couldn't find key [^\n]{1,512} in (?:ConfigMap|Secret)|references non-existent (?:config|secret) key/i,
    means:
      'The ConfigMap or Secret is there, and has no such key; the container starts (CreateContainerConfigError), or its volume is mounted (FailedMount), when the key is there or optional: true says that it need not be. probe-env explain pod/key-missing tells more; probe-env check --pod names the line.',
  },
  {
    says: /unable to find (?:user|group) [^\n]{1,256}: no matching entries in (?:passwd|group) file|: no users found/i,
    means:
      'USER of the image, or user of the call, is a name that the /etc/passwd or /etc/group of the image does not have: the line was made in another stage of the build, or the base image is another one now. A number needs no line (USER 10001). probe-env explain container/user-missing tells more; probe-env check --image app.tar finds it.',
  },
  {
    says: /user group "[^"\n]{1,64}" is specified without user/i,
    means:
      'containerd makes the sandbox by the securityContext of the pod alone, which has runAsGroup without runAsUser: give it both, or move runAsGroup to the container. probe-env explain pod/group-without-user tells more.',
  },
  {
    says: /proxyconnect|invalid proxy address|first path segment in URL cannot contain colon/i,
    means:
      'The value of HTTPS_PROXY (or of GOPROXY) is used as it stands: quotes and blanks of an env file are a part of it, a scheme needs "://", and in a password the characters # % / \\ and blank must be written as %23 %25 %2F %5C %20. Nothing answers at the name or the port that is left.',
    behind: WHO_IS_ASKED,
  },
  {
    says: /no such host|server misbehaving|could not resolve host|temporary failure in name resolution|\bENOTFOUND\b|\bEAI_AGAIN\b/i,
    means: `The name server of the container did not give an address for that name. ${NO_NETWORK}`,
    behind: WHO_IS_ASKED,
  },
  {
    says: /connection refused|i\/o timeout|no route to host|network is unreachable|connection timed out|context deadline exceeded|TLS handshake timeout|\bECONNREFUSED\b|\bETIMEDOUT\b/i,
    means: `Nothing answered at that address: no network, a firewall in between, or a proxy that is not named. ${NO_NETWORK}`,
    behind: WHO_IS_ASKED,
  },
  {
    says: /could not read (?:username|password)|terminal prompts disabled|permission denied \(publickey|host key verification failed|authentication failed|authentication required|401 unauthorized|403 forbidden|repository not found/i,
    means:
      'The host of a module wants to know who asks, and nobody in the container can tell: a container has no terminal to ask at, and no keys of its own. What go and git take a login from:\n\n  ~/.netrc     machine git.corp.example login USER password TOKEN; of the user who builds, mode 0600\n  git config   url."https://USER:TOKEN@git.corp.example/".insteadOf "https://git.corp.example/"\n  GOAUTH       from Go 1.24 on\n  SSH          a key and known_hosts in ~/.ssh, and git config url."ssh://git@HOST/".insteadOf "https://HOST/"\n\nIn a Dockerfile mount it (RUN --mount=type=secret), and never COPY it.',
    behind: WHO_IS_ASKED,
  },
  {
    says: /404 not found|410 gone|unknown revision|invalid version: git ls-remote/i,
    means:
      'Whoever was asked does not know that module or version. For a module of your own the public proxy and the public checksum database were asked, which cannot know it: name its host in GOPRIVATE.',
    behind: WHO_IS_ASKED,
  },
  {
    says: /certificate is (?:not )?valid for|doesn't contain any IP SANs|legacy Common Name|does not match certificate's altnames|ALTNAME_INVALID|subject name does not match/i,
    means:
      "The server's certificate is for another name than the one that was asked for: nothing in this container mends that. Ask for the server by a name that stands in its certificate, or have one issued with that name as subject alternative name; Go and Node pass over the common name (CN).",
  },
  {
    says: /first record does not look like a TLS handshake|wrong version number|server gave HTTP response to HTTPS client|\bEPROTO\b/i,
    means:
      'What answered does not speak TLS: a server of plain HTTP, or HTTPS_PROXY=https://… for a proxy that is spoken to by http://…. For modules of such a host go wants GOINSECURE.',
  },
  {
    says: /self-signed certificate|unable to verify the first certificate/i,
    means:
      "Node and curl say this where the chain of the server ends in a CA that they do not have, or where the server does not send its intermediate certificates (openssl s_client -showcerts -connect HOST:443 shows what it sends). Node goes by a list of its own and by NODE_EXTRA_CA_CERTS, and reads the container's store with --use-openssl-ca or --use-system-ca alone. Whether a CA is in the stores of this container: caCerts: { required: [{ subject: NAME }] } in the policy.",
  },
  {
    says: /"git": executable file not found/i,
    means:
      'A module comes from its repository, and the image has no git: what GOPRIVATE or GONOPROXY matches, and all with GOPROXY=direct. Install git where the image is built (apt-get install git, apk add git), or let a proxy have these modules.',
    behind: WHO_IS_ASKED,
  },
  {
    says: /executable file not found/i,
    means:
      'The image does not have the program that is named, or no directory of PATH leads to it. Distroless and scratch images have no shell: nothing can be run there with sh -c, and an exec probe or a command names the program itself by its whole path. For a shell beside such a container: kubectl debug --image=busybox --target=CONTAINER.',
  },
  {
    says: /exec format error/i,
    means:
      'The kernel cannot run that file: a program for another processor (docker build --platform, GOARCH), a script without #! in its first line, or a file that is empty or cut short. file PROGRAM and uname -m tell.',
  },
  {
    says: /GLIBC(?:XX)?_[\d.]+' not found|symbol not found|Error relocating/i,
    means:
      'The program was linked against a newer C library, or another one (glibc, musl), than the image has: build it in an image of the same release, or without cgo (CGO_ENABLED=0).',
  },
  {
    says: /bad interpreter|\^M\b|env: [^\n]{0,4096}\\r/i,
    means:
      'The first line of the script names a program that is not in the image, or ends with CR (shown as ^M), which is then a part of the name: a script that was written or checked out on Windows. sed -i "s/\\r$//" SCRIPT takes them out; "*.sh text eol=lf" in .gitattributes keeps them out.',
  },
  {
    says: /error setting certificate verify locations|error adding trust anchors|could not find a suitable TLS CA certificate bundle/i,
    means:
      'curl, git or Python was told of a file of CAs that is not there or holds none: CURL_CA_BUNDLE, GIT_SSL_CAINFO (or http.sslCAInfo of git config), REQUESTS_CA_BUNDLE, SSL_CERT_FILE. Take the variable out, or name /etc/ssl/certs/ca-certificates.crt. Go and Node read none of the first three; git does, and go fetches private modules by git.',
  },
  {
    says: /\bsh: (?:\d+: |line \d+: )?[^\n:]+: (?:command )?not found/i,
    means:
      'The shell found no such program on PATH. Where the file is there and executable, what starts it is not: the loader of another C library (a program of glibc on Alpine: build it with CGO_ENABLED=0), or the interpreter in its #! line.',
  },
  {
    says: /(?:exec|start)[^\n]{0,4096}: no such file or directory|stat [^\n]{0,4096}: no such file or directory: unknown/i,
    means:
      'Where the file itself is there, what starts it is not: the loader of another C library (a program of glibc on Alpine or scratch: build it with CGO_ENABLED=0), or the interpreter in the #! line, which ends with CR where the script was written on Windows (sed -i "s/\\r$//").',
  },
  {
    says: /signal: killed|OOMKilled|out of memory|cannot allocate memory|exit (?:status|code) 137/i,
    means:
      'The kernel ended the program for the memory limit of the container, or somebody sent SIGKILL. A build needs less with go build -p 1 and GOMEMLIMIT below the limit.',
  },
  {
    says: /too many open files|resource temporarily unavailable|failed to create new OS thread|\bEMFILE\b|\bEAGAIN\b/i,
    means:
      'A limit of processes, threads or open files is reached: ulimit -n and -u, the pids limit of the pod or of docker run --pids-limit. A build needs fewer with go build -p 1.',
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

/** What there is to say of a message beside the rules; null where nobody knows it. */
export function explainOutside(message: string): string | null {
  const found = OUTSIDE.find(({ says }) => says.test(message));
  if (found === undefined) return null;
  return found.behind === undefined ? found.means : `${found.means} ${found.behind}`;
}
