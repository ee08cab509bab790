import { byHand, pod } from '../../../src/core/remedy/forms.ts';
import { type RuleSet, rule } from '../../../src/core/rule.ts';
import { type MeantArgs, SAME_FILES, writeConf } from '../remedies.ts';
import { inWords } from '../runtimes.ts';

const SHOWN = 3;

function some(questions: readonly string[]): string {
  if (questions.length === 0) return 'nothing';
  const more = questions.length - SHOWN;
  return `${questions.slice(0, SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

const LIMITS: Readonly<Record<string, string>> = {
  aborts: 'every program that looks up a name will be ended by glibc itself',
  'musl-line': 'musl will pass over the whole line of 255 bytes or more',
  'old-glibc': 'glibc before 2.26 will search six domains and 256 bytes at most',
};

/** What is asked for, and how often. */
export const searching = {
  'search-too-long': rule<
    { readonly limit: string; readonly domains: number; readonly bytes: number } & MeantArgs
  >({
    title: 'The domains to be searched are more than a resolver takes',
    severity: 'warning',
    otherwise: [{ severity: 'error', when: 'where glibc ends every program that looks up a name' }],
    cause:
      'Kubernetes allows 32 domains and 2048 characters, Go and newer releases of glibc take all. musl reads no line of 255 bytes or more, so searches nothing; glibc up to 2.25 takes six domains and 256 bytes. Newer releases of glibc compare the list with that old form of it, and where a long domain is cut behind short ones they end the program.',
    says: ["Assertion `resolv_conf_matches (resp, conf)' failed"],
    message: ({ limit, domains, bytes }) =>
      `/etc/resolv.conf has ${domains} domains to be searched, ${bytes} bytes: ${LIMITS[limit] ?? limit}.`,
    remedies: (meant) => [
      ...(meant.search.length === meant.domains ? [] : writeConf(meant, 'keeps those that fit')),
      byHand(
        'pod',
        'search fewer domains, and write out the names of the others (dnsConfig.searches adds to what the cluster gives)',
      ),
    ],
    restart: SAME_FILES,
    example: {
      limit: 'musl-line',
      domains: 12,
      bytes: 300,
      nameservers: ['10.96.0.10'],
      search: ['a.corp.example'],
      options: [],
    },
  }),
  'search-ended': rule<
    { readonly domain: string; readonly release: string; readonly names: readonly string[] } & MeantArgs
  >({
    title: 'musl ends its search at a domain that is none',
    severity: 'warning',
    otherwise: [{ severity: 'error', when: 'where a name of the policy is not found because of it' }],
    cause:
      'systemd-resolved writes `search .` on nodes without a domain, and the kubelet hands it on. glibc and Go read it as the name itself. musl up to 1.2.3 (Alpine 3.17) sends a question with it that no server understands, and gives up: a name with fewer dots than ndots that was not found before is never asked for as it is. Later releases pass such a domain over.',
    message: ({ domain, release, names }) =>
      `musl ${release} gives up at the domain "${domain}" of /etc/resolv.conf, and asks for no name as it is that has fewer dots than ndots${names.length === 0 ? '' : `: ${names.join(', ')} will not be found`}.`,
    remedies: (meant) => [
      ...writeConf(meant, 'leaves that domain out'),
      byHand('image', 'build on an image with musl 1.2.4 or later: Alpine 3.18'),
    ],
    restart: SAME_FILES,
    example: {
      domain: '.',
      release: '1.2.3',
      names: ['api.example.com'],
      nameservers: ['10.96.0.10'],
      search: ['svc.cluster.local'],
      options: ['ndots:5'],
    },
  }),
  'ndots-cost': rule<{ readonly name: string; readonly before: number; readonly ndots: number }>({
    title: 'A name outside is asked for with every domain first',
    severity: 'info',
    cause:
      'With ndots:5, which the kubelet writes, a name with fewer than five dots is tried behind each domain that is searched before it is asked for as it is; each time for IPv4 and for IPv6. api.example.com costs eight questions in place of two, at each new connection.',
    message: ({ name, before, ndots }) =>
      `${name} will be asked for after ${before} others (ndots:${ndots}): ${2 * (before + 1)} questions for one connection.`,
    remedies: ({ name }) => [
      pod('spec: { dnsConfig: { options: [{ name: ndots, value: "2" }] } }', {
        why: 'names of services within a namespace and of other namespaces are still found',
      }),
      byHand('image', `let the service ask for ${name}. with a dot at its end, which nothing is added to`),
    ],
    restart: SAME_FILES,
    example: { name: 'api.example.com', before: 3, ndots: 5 },
  }),
  'runtimes-disagree': rule<{
    readonly name: string;
    readonly groups: readonly { readonly names: readonly string[]; readonly questions: readonly string[] }[];
  }>({
    title: 'Programs of the container ask for different names',
    severity: 'warning',
    otherwise: [
      { severity: 'info', when: 'where it is Node’s dns.resolve alone, which never searches domains' },
    ],
    cause:
      'Each resolver reads resolv.conf, nsswitch.conf and the variables in its own way. What is found with getent or curl is then not found by the service, or is another machine.',
    message: ({ name, groups }) =>
      `For ${name} ${groups.map(({ names, questions }) => `${inWords(names)} will ask for ${some(questions)}`).join('; ')}.`,
    remedies: ({ name }) => [
      byHand(
        'pod',
        `let programs ask for the whole name of ${name.replace(/\.$/, '')}, with a dot at its end: all ask for it alike`,
      ),
    ],
    restart: SAME_FILES,
    example: {
      name: 'db',
      groups: [
        { names: ['go'], questions: ['db.default.svc.cluster.local', 'db'] },
        { names: ['musl'], questions: ['db'] },
      ],
    },
  }),
} as const satisfies RuleSet;
