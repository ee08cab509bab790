import type { KnownMessage } from './message.ts';
import { WHO_IS_ASKED } from './who-is-asked.ts';

const ONLINE =
  'probe-env check --only resolver tells what /etc/resolv.conf and /etc/nsswitch.conf of this container say; unasked it sends nothing: probe-env check --online asks for the names of the policy.';

/** What is said of names that have no address. Names and answers of servers are never part of the match. */
export const NAME_MESSAGES: readonly KnownMessage[] = [
  {
    says: /lookup [^\n]{0,1024} on (?:\[::1\]|127\.0\.0\.1|localhost):53|dial udp (?:\[::1\]|127\.0\.0\.1):53/i,
    rules: [
      'resolver/no-nameserver',
      'resolver/resolv-conf-missing',
      'resolver/resolv-conf-unreadable',
      'resolver/nameserver-loopback-without-listener',
    ],
    means: `Go asks a name server at loopback where /etc/resolv.conf is not there, may not be read or names none; or the file was taken from a host on which a server of its own (systemd-resolved, dnsmasq) listens there. In a container loopback is the container itself. ${ONLINE}`,
  },
  {
    says: /lookup [^\n]{0,1024}:53: (?:read|write|dial) [^\n]{0,1024}|lookup [^\n]{1,512}: i\/o timeout|could not resolve host[^\n]{0,512}timed? ?out/i,
    rules: ['online/name-unresolved', 'resolver/nameserver-loopback-without-listener'],
    means: `The name server of the container did not answer: it cannot be reached from this network (a name server of the host, or a public one that a firewall keeps out), or a policy of the network lets no port 53 through. docker run --dns, dns in the daemon's configuration, or dnsConfig of the pod name another. ${ONLINE}`,
    behind: WHO_IS_ASKED,
  },
  {
    says: /no such host|server misbehaving|could not resolve (?:host|proxy)|(?:temporary|non-recoverable) failure in name resolution|name does not resolve|no address (?:for host|associated with hostname)|bad address '|name or service not known|\bENOTFOUND\b|\bEAI_AGAIN\b/i,
    rules: [
      'online/name-unresolved',
      'resolver/musl-asks-all',
      'resolver/too-many-nameservers',
      'resolver/cut-by-kubelet',
      'resolver/nss-without-dns',
    ],
    means: `The name server of the container did not give an address for that name: it is misspelt or of another namespace (SERVICE.NAMESPACE.svc.cluster.local), that server does not know it, or only another one in /etc/resolv.conf does. ${ONLINE}`,
    behind: WHO_IS_ASKED,
  },
];
