import { byHand, setEnv } from '../../../src/core/remedy/forms.ts';
import { install } from '../../../src/core/remedy/packages.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { rule } from '../../../src/core/rule.ts';
import { meant, publicSumdb, setting, unsetting } from '../remedies.ts';
import { type From, list, STAYS, UNFETCHED, where } from './text.ts';

/** Why an element misses: PatternSlip in words. */
const SLIPS: Readonly<Record<string, string>> = {
  space: 'it has a blank, which go does not trim',
  quote: 'it has quotes, which are part of it',
  comment: 'it has a comment behind it, which is part of it',
  separator: 'elements stand apart by commas',
  placeholder: 'it is a placeholder that nobody filled in',
  scheme: 'it has a scheme, and module paths have none',
  brace: 'go does not expand braces',
  dots: 'the dots are taken literally, and a prefix matches without them',
  'leading-dot': 'a leading dot stands for nothing; sub-domains are *.host',
  authority: 'it has a port or a user, and module paths have none',
  case: 'case counts',
  slash: 'it has an empty element',
  malformed: 'its brackets or backslashes are not closed, so that go passes over it',
  'star-dot': '*.host stands for the sub-domains, not for the host itself',
  'no-subdomain': 'a host stands for itself, not for its sub-domains',
  'star-depth': '* stands for exactly one element, which the module does not have',
};

/** Who vouches for modules, and which are nobody else's business. */
export const sumdbRules = {
  'sumdb-off': rule<{ key: string; value: string; from: From; nosumdb: string; own: readonly string[] }>({
    title: 'The checksum database is not asked',
    severity: 'warning',
    cause:
      'Modules that go.sum does not know yet are taken as the proxy or the repository hands them out; a changed or forged version is not noticed. GONOSUMDB or GOPRIVATE with the element * does the same for every module. Go still downloads no toolchain that the database does not verify.',
    message: ({ key, value, from }) => `${where(key, from)} is ${value}: new modules are not verified.`,
    remedies: ({ key, from, nosumdb, own }) =>
      key === 'GOSUMDB'
        ? publicSumdb(own, nosumdb, from)
        : [byHand('image', `name the private hosts in ${key} instead of *`)],
    restart: STAYS,
    example: { key: 'GOSUMDB', value: 'off', from: 'environment', nosumdb: '', own: [] },
  }),
  'sumdb-invalid': rule<{
    value: string;
    problem: string;
    from: From;
    nosumdb: string;
    own: readonly string[];
  }>({
    title: 'GOSUMDB names no checksum database',
    severity: 'error',
    otherwise: UNFETCHED,
    cause:
      'GOSUMDB is off, sum.golang.org, or NAME+HASH+KEY of another database, each with a URL behind it if it is to be asked elsewhere. With anything else (OFF, none, a URL alone, sum.golang.org+insecure) every download that must be verified ends with "invalid GOSUMDB".',
    message: ({ value, problem, from }) =>
      value === ''
        ? 'GOSUMDB is empty, and $GOROOT/go.env has no default.'
        : `${where('GOSUMDB', from)} is "${value}", which names no database (${problem}).`,
    remedies: ({ value, from, nosumdb, own }) =>
      meant('GOSUMDB', value, from, publicSumdb(own, nosumdb, from)),
    restart: STAYS,
    example: {
      value: 'sum.golang.org+insecure',
      problem: 'malformed-verifier',
      from: 'environment',
      nosumdb: '',
      own: [],
    },
  }),
  'insecure-set': rule<{ patterns: string; from: From }>({
    title: 'Some modules may be fetched without a valid certificate',
    severity: 'warning',
    cause:
      'GOINSECURE lets go fetch matching modules over plain http and with any certificate. It does not switch the checksum database off, which is often why it was set.',
    message: ({ patterns, from }) =>
      `${where('GOINSECURE', from)} is ${patterns}: those modules may come over plain http or from anybody.`,
    remedies: ({ from }) => unsetting('GOINSECURE', from, 'with the CA of that host in the trust store'),
    restart: STAYS,
    example: { patterns: 'git.corp.example.com', from: 'environment' },
  }),
  'private-pattern-ineffective': rule<{
    key: string;
    value: string;
    pattern: string;
    problem: string;
    instead: string;
    module: string | null;
    from: From;
  }>({
    title: 'A pattern for private modules does not match what it means',
    severity: 'warning',
    cause:
      'Elements are compared with the first elements of a module path, letter by letter: go neither trims blanks nor expands braces nor reads URLs, and *.corp.com does not stand for corp.com. For modules that were meant to be private the proxy is asked, and the checksum database, which refuses them.',
    message: ({ key, pattern, problem, module, from }) =>
      `"${pattern}" of ${where(key, from)} does not match ${module ?? 'any module'}: ${SLIPS[problem] ?? problem}.`,
    remedies: ({ key, value, pattern, instead, from }) => {
      const mended = replaced(value, pattern, instead);
      return mended === '' ? unsetting(key, from) : setting(key, mended, from);
    },
    restart: STAYS,
    example: {
      key: 'GOPRIVATE',
      value: 'a.example.com, git.example.com',
      pattern: ' git.example.com',
      problem: 'space',
      instead: 'git.example.com',
      module: null,
      from: 'environment',
    },
  }),
  'private-module-exposed': rule<{
    module: string;
    to: readonly string[];
    pattern: string | null;
    goprivate: string;
    /** The lists in force that nobody has left to GOPRIVATE, with what they hold. */
    lists: readonly { readonly key: string; readonly value: string }[];
  }>({
    title: 'A public service would be asked for a private module',
    severity: 'error',
    cause:
      'The policy calls the module private (goEnv.privateModules). Go would ask a public proxy or the public checksum database for it, which tells them its name, and ends with 404 or 410 for a module that they cannot see.',
    message: ({ module, to, pattern }) =>
      `${list(to, to.length)} would be asked for ${module}${pattern === null ? '' : `; "${pattern}" does not match it`}.`,
    remedies: ({ module, goprivate, lists }) => setEnv(withPrivate(module, goprivate, lists)),
    restart: STAYS,
    example: {
      module: 'git.example.com/team',
      to: ['https://proxy.golang.org', 'sum.golang.org'],
      pattern: '*.git.example.com',
      goprivate: '*.git.example.com',
      lists: [],
    },
  }),
  'module-blocked': rule<{
    modules: readonly string[];
    count: number;
    reason: string;
    programs: readonly string[];
    govcs: string;
  }>({
    title: 'A module that is needed cannot be fetched from its repository',
    severity: 'error',
    cause:
      'Modules that GONOPROXY or GOPRIVATE match, and all where GOPROXY begins with direct, come from their repositories. That takes a version control program, and GOVCS must allow it. The modules are those of goEnv.requiredModules in the policy, and of go.mod those that go past the proxies; what is in the module cache is left out.',
    says: ['missing Git command', 'no secure protocol found for repository'],
    message: ({ modules, count, reason, programs }) =>
      reason === 'govcs'
        ? `GOVCS allows no version control system for ${list(modules, count)}.`
        : `${list(modules, count)} would be fetched with ${programs.join(' or ')}, which is not on PATH.`,
    remedies: ({ reason, programs, modules, govcs }, platform) => [
      ...(reason === 'govcs'
        ? setting('GOVCS', allowing(govcs, modules), 'environment')
        : install(packageOf(programs[0] ?? 'git'), platform)),
      byHand(
        'ci',
        'fetch the modules in an earlier stage of the Dockerfile, where the program is: RUN go mod download',
      ),
    ],
    restart: STAYS,
    example: {
      modules: ['git.example.com/team/lib'],
      count: 1,
      reason: 'program',
      programs: ['git'],
      govcs: '',
    },
  }),
  'roots-missing': rule<{ uses: readonly string[] }>({
    title: 'Modules cannot be fetched: there are no root certificates',
    severity: 'error',
    cause:
      'Proxies, repositories and the checksum database are asked over https, and Go finds no root certificate to verify them with: "certificate signed by unknown authority". The trust store is what has to be corrected.',
    message: ({ uses }) => `Go has no root certificates, but needs them for ${list(uses)}.`,
    remedies: () => [byHand('image', 'fix what ca-certs reports; nothing about the settings of go is wrong')],
    restart: STAYS,
    example: { uses: ['https://proxy.golang.org', 'sum.golang.org'] },
  }),
} as const;

/** A version control program has a package of its own, seldom of its own name. */
const packageOf = (program: string) =>
  ({ bzr: 'brz', hg: 'mercurial', svn: 'subversion' })[program] ?? quote(program);

/** GOVCS with a rule in front that allows git for the hosts of these modules: the first that matches counts. */
function allowing(govcs: string, modules: readonly string[]): string {
  const hosts = [...new Set(modules.map((module) => module.split('/', 1)[0] ?? module))];
  return [...hosts.map((host) => `${host}:git`), ...(govcs === '' ? [] : [govcs])].join(',');
}

/** What the lists hold and the module: GOPRIVATE counts only for those of the two that nobody has set. */
function withPrivate(
  module: string,
  goprivate: string,
  lists: readonly { readonly key: string; readonly value: string }[],
): Record<string, string> {
  const added = (value: string) => (value === '' || value === 'none' ? module : `${value},${module}`);
  const own = lists.map(({ key, value }) => [key, added(value)] as const);
  return Object.fromEntries([...(own.length < 2 ? [['GOPRIVATE', added(goprivate)] as const] : []), ...own]);
}

/** The list with one element mended. */
function replaced(value: string, pattern: string, instead: string): string {
  return value.replace(pattern, instead).replace(/,{2,}/g, ',').replace(/^,|,$/g, '');
}
