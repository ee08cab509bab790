import { byHand, dockerRun, pod, shell } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { hostsLine, SAME_FILES, SAME_IMAGE, wholeSwitch } from '../remedies.ts';
import { inWords } from '../runtimes.ts';

/** What stands beside resolv.conf. */
export const files = {
  'nsswitch-missing': rule<{ readonly order: string }>({
    title: 'There is no nsswitch.conf',
    severity: 'info',
    otherwise: [
      { severity: 'warning', when: 'where an old glibc asks servers before it looks into /etc/hosts' },
    ],
    cause:
      'Without /etc/nsswitch.conf Go and glibc from 2.34 on look into /etc/hosts first and then ask servers. Older releases of glibc ask servers first, and look into /etc/hosts only where none can be reached. musl never reads it.',
    message: ({ order }) => `/etc/nsswitch.conf is not there: glibc will go by "hosts: ${order}".`,
    remedies: () => wholeSwitch(),
    restart: SAME_IMAGE,
    example: { order: 'files dns' },
  }),
  'nsswitch-invalid': rule<Record<never, never>>({
    title: 'nsswitch.conf cannot be read as one',
    severity: 'error',
    cause:
      'One criterion in brackets that is none ([NOTFOUND], [FOUND=return], a bracket that is never closed), in any line of the file, and glibc finds no name any more, localhost included. Go without cgo looks into /etc/hosts and asks servers.',
    message: 'A line of /etc/nsswitch.conf is malformed: programs with glibc will find no host at all.',
    remedies: () => wholeSwitch(),
    restart: SAME_IMAGE,
    example: {},
  }),
  'nss-without-dns': rule<{ readonly sources: readonly string[]; readonly names: readonly string[] }>({
    title: 'nsswitch.conf asks no server',
    severity: 'error',
    cause:
      'Where `dns` is not among the sources of hosts, or stands behind one that ends the search ([NOTFOUND=return]), no question is sent: nothing but what /etc/hosts says is found.',
    message: ({ sources, names }) =>
      `With "hosts: ${sources.join(' ')}" ${inWords(names)} will never ask a server.`,
    remedies: () => hostsLine(),
    restart: SAME_IMAGE,
    example: { sources: ['files'], names: ['glibc'] },
  }),
  'nss-module-missing': rule<{ readonly modules: readonly string[] }>({
    title: 'A source of nsswitch.conf has no module',
    severity: 'warning',
    cause:
      'glibc loads libnss_NAME.so.2 for each source. Where that is not there the source is passed over without a word, as if nothing answered; and Go with cgo leaves every name to glibc on account of such a source. The file comes from another machine than the libraries.',
    message: ({ modules }) =>
      `/etc/nsswitch.conf names ${modules.join(', ')} for hosts, and there is no ${modules.map((name) => `libnss_${name}.so.2`).join(', ')}.`,
    remedies: () => hostsLine(),
    restart: SAME_IMAGE,
    example: { modules: ['resolve'] },
  }),
  'hosts-no-localhost': rule<{ readonly names: readonly string[] }>({
    title: '/etc/hosts does not say where localhost is',
    severity: 'warning',
    cause:
      'Runtimes write 127.0.0.1 localhost into /etc/hosts. Where a file without it is mounted over, Go, glibc and musl ask the DNS servers for localhost, and get what those say: nothing, mostly.',
    message: ({ names }) => `${inWords(names)} will ask DNS servers for localhost.`,
    remedies: () => [
      pod('spec: { hostAliases: [{ ip: 127.0.0.1, hostnames: [localhost] }] }'),
      dockerRun('--add-host localhost:127.0.0.1'),
      shell("printf '%s\\n' '127.0.0.1 localhost' '::1 localhost' >> /etc/hosts", {
        needs: ['write:/etc/hosts'],
      }),
      byHand('pod', 'mount no file at /etc/hosts: the kubelet and the runtime write it'),
    ],
    restart: SAME_FILES,
    example: { names: ['go', 'glibc'] },
  }),
} as const satisfies RuleSet;
