import { byHand, command, dockerRun, pod, shell } from '../../src/core/remedy/forms.ts';
import { quote, quoteYaml } from '../../src/core/remedy/quote.ts';
import type { Remedy } from '../../src/core/remedy/remedy.ts';
import { linesOfMeant, type Meant } from './repaired.ts';

/** A file that every resolver reads, as data. */
export type MeantArgs = {
  readonly nameservers: readonly string[];
  readonly search: readonly string[];
  readonly options: readonly string[];
};

export const SAME_FILES = {
  mends: false,
  why: 'The kubelet or the runtime writes the same file again for a container that it starts again.',
} as const;

export const SAME_IMAGE = {
  mends: false,
  why: 'The file is part of the image.',
} as const;

/** Whoever runs the container writes resolv.conf: told there, or written anew in the running container. */
export function writeConf(meant: Meant, why = ''): readonly Remedy[] {
  if (meant.nameservers.length === 0) return [];
  const { nameservers, search, options } = meant;
  const lines = linesOfMeant(meant).map(quote).join(' ');
  return [
    pod(`spec: { dnsPolicy: None, dnsConfig: { ${dnsConfig(meant)} } }`, { why }),
    dockerRun(
      [
        ...nameservers.map((one) => `--dns ${quote(one)}`),
        ...search.map((one) => `--dns-search ${quote(one)}`),
        ...options.map((one) => `--dns-option ${quote(one)}`),
      ].join(' '),
      { why },
    ),
    // A mount cannot be replaced, only written to.
    shell(`printf '%s\\n' ${lines} > /etc/resolv.conf`, { needs: ['write:/etc/resolv.conf'], why }),
  ];
}

function dnsConfig({ nameservers, search, options }: Meant): string {
  const list = (words: readonly string[]) => `[${words.map(quoteYaml).join(', ')}]`;
  const pairs = options.map((option) => {
    const [name = '', value] = option.split(':', 2);
    return value === undefined
      ? `{ name: ${quoteYaml(name)} }`
      : `{ name: ${quoteYaml(name)}, value: ${quoteYaml(value)} }`;
  });
  return [
    `nameservers: ${list(nameservers)}`,
    ...(search.length === 0 ? [] : [`searches: ${list(search)}`]),
    ...(pairs.length === 0 ? [] : [`options: [${pairs.join(', ')}]`]),
  ].join(', ');
}

/** Where nobody can tell which server is meant. */
export const nameServer = byHand(
  'pod',
  'take dnsPolicy and dnsConfig out of the pod, so that it gets the DNS service of the cluster; with docker name a server: --dns ADDRESS',
);

/** The line that every resolver reads alike, in place of what is there. */
export function hostsLine(): readonly Remedy[] {
  return command("sed -i 's/^[[:blank:]]*hosts[[:blank:]]*:.*/hosts: files dns/' /etc/nsswitch.conf", {
    needs: ['program:sed'],
    why: 'looks into /etc/hosts first, then asks servers, in every runtime',
  });
}

/** The whole file, where it is not there or says nothing that can be read. */
export function wholeSwitch(): readonly Remedy[] {
  return command("printf '%s\\n' 'passwd: files' 'group: files' 'hosts: files dns' > /etc/nsswitch.conf");
}
