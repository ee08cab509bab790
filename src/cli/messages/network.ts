import type { KnownMessage } from './message.ts';
import { WHO_IS_ASKED } from './who-is-asked.ts';

const NO_NETWORK =
  'Unasked, probe-env sends nothing: probe-env check --online asks for the names and servers of the policy, probe-env route --online MODULE@VERSION as go would for a module.';

/** What is said of hosts, proxies, logins and certificates of servers. */
export const NETWORK_MESSAGES: readonly KnownMessage[] = [
  {
    says: /connection refused|\bECONNREFUSED\b/i,
    rules: ['listeners/not-listening', 'listeners/loopback-only', 'online/unreachable'],
    means:
      'Somebody is at that address, and nobody listens there at that port: the program is not up yet, listens at another port, or at 127.0.0.1 alone. In the container that should listen, probe-env check --port PORT tells which; where go asks for a module, the address is that of a proxy or a host which is not up.',
    behind: WHO_IS_ASKED,
  },
  {
    says: /(?:listen|bind)[^\n]{0,256}address already in use|address already in use|\bEADDRINUSE\b/i,
    rules: ['listeners/port-taken', 'listeners/other-process', 'listeners/ephemeral-port'],
    means:
      'Another program of the pod, or the same one once more, has that port. Before the service starts, probe-env check --for preflight --port PORT tells who has it.',
  },
  {
    says: /\bbind[^\n]{0,256}permission denied|could not bind to address[^\n]{0,128}|permission denied[^\n]{0,128}could not bind to address|listen EACCES(?:: permission denied)?/i,
    rules: ['listeners/privileged-port', 'app/needs-privileged-port'],
    means:
      'Ports below 1024 belong to CAP_NET_BIND_SERVICE, or to everybody where the sysctl net.ipv4.ip_unprivileged_port_start says so. Before the service starts, probe-env check --for preflight --port PORT tells what this user may have.',
  },
  {
    says: /connection reset by peer|i\/o timeout|no route to host|network is unreachable|connection timed out|context deadline exceeded|TLS handshake timeout|\bETIMEDOUT\b/i,
    rules: ['online/unreachable', 'proxy/not-proxied', 'proxy/https-direct'],
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
    rules: ['go-env/private-pattern-ineffective', 'go-env/private-module-exposed'],
    means:
      'Whoever was asked does not know that module or version. For a module of your own the public proxy and the public checksum database were asked, which cannot know it: name its host in GOPRIVATE.',
    behind: WHO_IS_ASKED,
  },
  {
    says: /insecure algorithm \S{1,32}/i,
    rules: ['online/certificate-refused', 'ca-certs/weak-signature'],
    means:
      'A certificate of the chain is signed with SHA-1 or MD5, which Go takes no more: it has to be issued anew. No CA of this container and no setting of a new Go makes it good.',
  },
  {
    says: /private key does not match public key|failed to find any PEM data|failed to find "[^"\n]{1,64}" PEM block|found a certificate rather than a key/i,
    rules: [],
    means:
      'That is said of the certificate and key with which the program itself serves or logs in: the files are swapped, of two issues, empty, or not PEM. openssl x509 -noout -pubkey -in tls.crt and openssl pkey -pubout -in tls.key print the same where they belong together. A Secret that was changed needs a moment, and with subPath never comes.',
  },
  {
    // What the rules say begins before it, so that all of those stay behind these.
    says: /signed by unknown authority/i,
    rules: [
      'ca-certs/bundle-missing',
      'ca-certs/never-configured',
      'ca-certs/anchors-unmerged',
      'ca-certs/override-missing',
    ],
    means:
      'For a public server the image has no CAs: apk add ca-certificates, apt-get install ca-certificates, or COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ into a scratch image. For a server of your own, or behind a proxy that opens TLS, its CA is not among them. probe-env check --online asks the servers of the policy and names the CA that is missing (online/issuer-unknown, online/intercepted).',
  },
  {
    says: /certificate is (?:not )?valid for|doesn't contain any IP SANs|legacy Common Name|does not match certificate's altnames|ALTNAME_INVALID|subject name does not match/i,
    rules: ['online/name-mismatch'],
    means:
      "The server's certificate is for another name than the one that was asked for: nothing in this container fixes that. Ask for the server by a name that stands in its certificate, or have one issued with that name as subject alternative name; Go and Node pass over the common name (CN).",
  },
  {
    says: /first record does not look like a TLS handshake|wrong version number|server gave HTTP response to HTTPS client|\bEPROTO\b/i,
    rules: ['online/not-tls'],
    means:
      'What answered does not speak TLS: a server of plain HTTP, or HTTPS_PROXY=https://… for a proxy that is spoken to by http://…. For modules of such a host go wants GOINSECURE.',
  },
  {
    says: /self-signed certificate|unable to verify the first certificate/i,
    means:
      "Node and curl say this where the chain of the server ends in a CA that they do not have, or where the server does not send its intermediate certificates (openssl s_client -showcerts -connect HOST:443 shows what it sends). Node goes by a list of its own and by NODE_EXTRA_CA_CERTS, and reads the container's store with --use-openssl-ca or --use-system-ca alone. Whether a CA is in the stores of this container: caCerts: { required: [{ subject: NAME }] } in the policy.",
  },
  {
    says: /server certificate verification failed/i,
    rules: ['ca-certs/bundle-missing', 'ca-certs/anchors-unmerged', 'ca-certs/git-ca-missing'],
    means:
      'git does not know the CA of that server. CAfile: none means that it has no list of CAs at all: apt-get install ca-certificates. Where it names a file, that is too old, or lacks the CA of a server of your own or of a proxy that opens TLS; git goes by GIT_SSL_CAINFO and http.sslCAInfo before it.',
  },
  {
    says: /"(?:hg|svn|bzr|fossil)": executable file not found|missing (?:Mercurial|Subversion|Bazaar|Fossil) command|unable to find remote helper for '(?:https|ssh)/i,
    rules: ['go-env/module-blocked'],
    means:
      'A module comes from its repository, and the image lacks the program that reads it, or a part of that: git reads https by git-remote-https, which is a file of its own. Install the whole package where the image is built, or let a proxy have these modules.',
    behind: WHO_IS_ASKED,
  },
  {
    says: /address family not supported by protocol|\bEAFNOSUPPORT\b/i,
    rules: ['listeners/wrong-family'],
    means:
      'The kernel has no IPv6 (ipv6.disable=1 on the node), or the container none of it, and the program asks for an address of IPv6 by name, as [::]:8080 on tcp6. :8080 takes whichever there is.',
  },
  {
    says: /cannot assign requested address|\bEADDRNOTAVAIL\b/i,
    rules: ['listeners/wrong-address', 'listeners/wrong-family'],
    means:
      'No interface of the container has that address: of listen, it is one of the host or of the pod from before (listen at :PORT); of connect, localhost is ::1 and the container has no IPv6, or all ports for outgoing connections are in use.',
  },
  {
    says: /"git": executable file not found/i,
    rules: ['go-env/module-blocked'],
    means:
      'A module comes from its repository, and the image has no git: what GOPRIVATE or GONOPROXY matches, and all with GOPROXY=direct. Install git where the image is built (apt-get install git, apk add git), or let a proxy have these modules.',
    behind: WHO_IS_ASKED,
  },
  {
    says: /failed to load system roots|no roots provided/i,
    rules: [
      'ca-certs/bundle-missing',
      'ca-certs/unreadable',
      'ca-certs/override-missing',
      'go-env/roots-missing',
    ],
    means:
      'Go found no file of CAs that it can read: the image has none, or SSL_CERT_FILE or SSL_CERT_DIR names what is not there (ca-certs/bundle-missing, ca-certs/unreadable, ca-certs/override-missing). probe-env check --only ca-certs tells which.',
  },
  {
    says: /server selected unsupported protocol version|no cipher suite supported by both|tls: handshake failure|handshake failure|protocol version not supported|no supported versions satisfy/i,
    rules: ['online/handshake-failed'],
    means:
      'The server ended the handshake: it wants a certificate of the client, another version of TLS, or knows no such name (SNI). The CAs of this container are not asked before that. probe-env check --online asks the servers of the policy and tells what they answer (online/handshake-failed).',
  },
  {
    says: /Client\.Timeout exceeded|awaiting headers/i,
    rules: ['online/unreachable', 'proxy/not-proxied'],
    means:
      'The connection may stand, and the answer did not come in time: a server that is slow, a firewall that lets nothing through, a proxy that is not named. probe-env check --online asks the servers of the policy (online/unreachable), probe-env check --only proxy -v tells whom each program asks.',
  },
  {
    says: /TLS handshake error from/i,
    rules: [],
    means:
      'A server says this of a client that gave up: EOF and connection reset are probes and load balancers that only try the port; bad or unknown certificate is a client that does not trust the certificate of this server (caBundle of a webhook, a CA that it lacks); a first record that is not TLS is one that speaks plain HTTP to this port. The stores of this container do not decide about it.',
  },
  {
    says: /remote error: tls: (?:expired|bad|unknown|revoked|unsupported) certificate[^\n]{0,64}|remote error: tls: certificate required/i,
    rules: ['online/clock-drift'],
    means:
      'The other side refuses the certificate that this program sent as a client: it has ended or is not yet valid by the clock over there, is from a CA that the other side does not know, or none was sent. The stores of this container do not decide about it.',
  },
  {
    says: /port is already allocated/i,
    rules: ['listeners/port-taken'],
    means:
      'The port is taken on the host, and not in the container: another container publishes it, or a program of the host has it. docker ps --filter publish=PORT and ss -ltnp on the host tell which; publish another one (-p 8081:8080).',
  },
];
