import { byHand } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { type MeantArgs, nameServer, SAME_FILES, writeConf } from '../remedies.ts';
import { inWords } from '../runtimes.ts';

type Names = { readonly names: readonly string[] };

const EXAMPLE: MeantArgs = {
  nameservers: ['10.96.0.10'],
  search: ['default.svc.cluster.local', 'svc.cluster.local', 'cluster.local'],
  options: ['ndots:5'],
};

const WHY: Readonly<Record<string, string>> = {
  'line-end': 'the line ends with a carriage return, as Windows writes it',
  'byte-order-mark': 'a byte order mark stands before the first word',
  indented: 'the line begins with a blank',
  address: 'it names no address',
  keyword: 'its first word is none that resolvers know',
  'too-long': 'it is longer than 254 bytes',
};

/** Whom resolvers ask. */
export const servers = {
  'resolv-conf-missing': rule<{ readonly target: string | null }>({
    title: 'There is no resolv.conf',
    severity: 'warning',
    otherwise: [{ severity: 'error', when: 'where the policy names what must be found' }],
    cause:
      'The kubelet, docker and podman write /etc/resolv.conf when they start a container. Where it is not there, or is a link that leads out of the container (to the file of systemd-resolved, as images that were made from a running machine have it), all resolvers ask 127.0.0.1, where nobody answers.',
    message: ({ target }) =>
      target === null
        ? '/etc/resolv.conf is not there: names are asked for at 127.0.0.1.'
        : `/etc/resolv.conf is a link to ${target}, which is not there: names are asked for at 127.0.0.1.`,
    remedies: ({ target }) =>
      target === null
        ? [nameServer]
        : [
            byHand(
              'image',
              'take the link out of the image: rm /etc/resolv.conf where it is built; the runtime writes the file',
            ),
            nameServer,
          ],
    restart: SAME_FILES,
    example: { target: '/run/systemd/resolve/stub-resolv.conf' },
  }),
  'resolv-conf-unreadable': rule<{ readonly errno: string }>({
    title: 'resolv.conf cannot be read',
    severity: 'error',
    cause:
      'Programs read /etc/resolv.conf as their own user. Where they may not, or a directory stands there (docker makes one in the place of a file that is not there to be mounted), Go and musl ask 127.0.0.1, and glibc finds no name at all.',
    message: ({ errno }) =>
      errno === 'EISDIR'
        ? '/etc/resolv.conf is a directory.'
        : errno === 'FIFO'
          ? '/etc/resolv.conf is a FIFO: whoever looks up a name waits for somebody who writes into it.'
          : `/etc/resolv.conf cannot be read by the user of the container (${errno}).`,
    remedies: ({ errno }) => [
      byHand(
        'pod',
        errno === 'EISDIR' || errno === 'FIFO'
          ? 'mount a file that is there, or none: the runtime writes /etc/resolv.conf itself'
          : 'mount no file at /etc/resolv.conf that only root may read (defaultMode: 0644), or none at all',
      ),
    ],
    restart: SAME_FILES,
    example: { errno: 'EACCES' },
  }),
  'no-nameserver': rule<Record<never, never>>({
    title: 'resolv.conf names no server',
    severity: 'warning',
    otherwise: [{ severity: 'error', when: 'where the policy names what must be found' }],
    cause:
      'Without a line `nameserver` all resolvers ask 127.0.0.1 (Go ::1 too), where nobody answers. So it is in a container without a network (--network none), and in a pod with dnsPolicy None that names no server.',
    message: '/etc/resolv.conf names no server: names are asked for at 127.0.0.1, where nobody answers.',
    remedies: () => [nameServer],
    restart: SAME_FILES,
    example: {},
  }),
  'nameserver-loopback-without-listener': rule<
    { readonly servers: readonly string[]; readonly others: readonly string[] } & MeantArgs
  >({
    title: 'A server of resolv.conf is this very container, in which nobody answers',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where other servers are named too' }],
    cause:
      '127.0.0.53 is the address of systemd-resolved on the node: within a container it is the container itself. So it comes where the file of the node is mounted, or copied into an image that no runtime writes to. Each question goes there first, and is refused.',
    message: ({ servers: asked, others }) =>
      `Nobody answers at ${asked.join(' and ')} port 53 in this container${others.length === 0 ? ', and no other server is named' : `; ${others.join(' and ')} is asked after it`}.`,
    remedies: ({ servers: _, others, ...meant }) => [
      ...(others.length === 0 ? [] : writeConf(meant, 'leaves out what nobody answers')),
      byHand(
        'host',
        'let the kubelet hand on /run/systemd/resolve/resolv.conf of the node (resolvConf), which names the real servers',
      ),
      nameServer,
    ],
    restart: SAME_FILES,
    example: { servers: ['127.0.0.53'], others: [], ...EXAMPLE, nameservers: [] },
  }),
  'resolv-conf-malformed': rule<
    Names & {
      readonly why: string;
      readonly lines: readonly number[];
      readonly text: string;
      readonly without: readonly string[];
    } & MeantArgs
  >({
    title: 'Lines of resolv.conf have no effect',
    severity: 'warning',
    otherwise: [{ severity: 'error', when: 'where a resolver is left without any server' }],
    cause:
      'What a resolver does not understand it passes over without a word. They differ: glibc takes a carriage return for a part of the address, Go and musl do not; glibc and musl read no line that begins with a blank, Go does; musl reads no line of 255 bytes or more. A resolver without a server asks 127.0.0.1.',
    message: ({ names, why, lines, text, without }) =>
      `${inWords(names)} will pass over ${lines.length === 1 ? 'line' : 'lines'} ${lines.slice(0, 4).join(', ')} of /etc/resolv.conf ("${text}"): ${WHY[why] ?? why}${without.length === 0 ? '' : `; ${inWords(without)} will have no server`}.`,
    remedies: (meant) => [
      ...writeConf(meant),
      byHand(
        'pod',
        'write the file as resolv.conf(5) says: a word at the beginning of each line, one address behind nameserver',
      ),
    ],
    restart: SAME_FILES,
    example: {
      names: ['glibc'],
      why: 'line-end',
      lines: [1],
      text: 'nameserver 10.96.0.10',
      without: ['glibc'],
      ...EXAMPLE,
    },
  }),
  'too-many-nameservers': rule<{ readonly passedOver: readonly string[] } & MeantArgs>({
    title: 'resolv.conf names more servers than resolvers ask',
    severity: 'warning',
    cause:
      'Resolvers ask three servers at most, in this order, and the kubelet hands on no more (it tells so in an event, "Nameserver limits were exceeded"). What only the fourth knows is never found.',
    message: ({ passedOver }) =>
      `${passedOver.join(' and ')} will never be asked: three servers stand before.`,
    remedies: (meant) => [
      ...writeConf(meant, 'keeps the first three'),
      byHand(
        'pod',
        'name those three that know all names; a server that forwards is better than several that know a part each',
      ),
    ],
    restart: SAME_FILES,
    example: { passedOver: ['10.0.0.4'], ...EXAMPLE },
  }),
  'cut-by-kubelet': rule<{
    readonly what: string;
    readonly left: readonly string[];
    readonly file: string;
    readonly line: number;
  }>({
    title: 'The kubelet leaves out servers or domains of the manifest',
    severity: 'warning',
    cause:
      'The kubelet writes three servers at most, and 32 domains with 2048 characters. Those of the cluster, or of the node, stand first, and dnsConfig of the manifest adds to them: what is beyond is left out, and told in an event of the pod alone (DNSConfigForming).',
    message: ({ what, left }) =>
      what === 'nameservers'
        ? `The kubelet will leave out ${left.join(' and ')}: three servers stand before, that of the cluster or the node among them.`
        : `The kubelet will leave out ${left.length} of the domains to be searched, ${left[0]} first.`,
    remedies: ({ what, file, line }) => [
      byHand(
        'pod',
        what === 'nameservers'
          ? `name two servers at most at ${file}:${line}, or all three with dnsPolicy: None`
          : `name fewer domains at ${file}:${line}, and write out the names of the others`,
      ),
    ],
    restart: SAME_FILES,
    example: { what: 'nameservers', left: ['10.0.0.3'], file: 'web.yaml', line: 9 },
  }),
  'musl-asks-all': rule<{ readonly servers: readonly string[] }>({
    title: 'musl asks all servers at once and takes the first answer',
    severity: 'info',
    cause:
      'Go and glibc ask the second server only where the first says nothing. musl asks all at the same time, and what comes first counts, "no such name" too: where one server knows a name and another does not, it is found now and then.',
    message: ({ servers: asked }) =>
      `Programs with musl will ask ${asked.join(' and ')} at once, and take what comes first.`,
    remedies: () => [byHand('pod', 'name servers that all know the same names, or one alone')],
    restart: SAME_FILES,
    example: { servers: ['10.96.0.10', '192.0.2.53'] },
  }),
} as const satisfies RuleSet;
