import { byHand, dockerfile } from '../../../src/core/remedy/forms.ts';
import { install } from '../../../src/core/remedy/packages.ts';
import { rule } from '../../../src/core/rule.ts';
import { hostOf } from '../../../src/go/settings/public-services.ts';
import { meant, publicProxy, setting, unsetting } from '../remedies.ts';
import { type From, list, STAYS, UNFETCHED, where } from './text.ts';

/** Why an entry of GOPROXY is no proxy. */
const PROBLEMS: Readonly<Record<string, string>> = {
  'missing-scheme': 'it is neither a URL nor a host, nor direct or off',
  'bad-scheme': 'its scheme is not https, http or file',
  'bad-file-url': 'a directory is written file:///PATH, and nothing else',
  'bad-url': 'go cannot read it as a URL',
  'no-host': 'the URL has no host',
};

/** Where modules come from. */
export const proxyRules = {
  'proxy-empty': rule<{ value: string; from: From; own: readonly string[] }>({
    title: 'GOPROXY has no entry',
    severity: 'error',
    otherwise: UNFETCHED,
    cause:
      'GOPROXY holds nothing but separators or blanks, or nobody sets it: from Go 1.21 on its default is a line of $GOROOT/go.env that some packagers take out. Every download ends with "GOPROXY list is not the empty string, but contains no entries".',
    message: ({ value, from }) =>
      value === ''
        ? 'GOPROXY is empty, and $GOROOT/go.env has no default.'
        : `${where('GOPROXY', from)} is "${value}", which names no proxy.`,
    remedies: ({ from, own }) => publicProxy(own, (proxy) => setting('GOPROXY', proxy, from)),
    restart: STAYS,
    example: { value: ',', from: 'environment', own: [] },
  }),
  'proxy-invalid': rule<{
    value: string;
    entry: string;
    problem: string;
    from: From;
    own: readonly string[];
  }>({
    title: 'GOPROXY holds an entry that is no proxy',
    severity: 'error',
    otherwise: UNFETCHED,
    cause:
      'An entry is an https, http or file URL, a host name, direct or off. With one bad entry every download fails, even of modules that would never get to it.',
    says: ['invalid proxy URL missing scheme'],
    message: ({ entry, problem, from }) =>
      `${where('GOPROXY', from)} holds "${entry}", which is no proxy: ${PROBLEMS[problem] ?? problem}.`,
    remedies: ({ value, entry, from, own }) => {
      const [, directory] = /^file:(\/[^/?#][^?#]*)$/i.exec(entry) ?? [];
      if (directory !== undefined)
        return setting('GOPROXY', value.replace(entry, `file://${directory}`), from);
      const kept = soundProxies(value, entry);
      // Who has a proxy of their own has names that are nobody else's business.
      return kept === ''
        ? meant(
            'GOPROXY',
            value,
            from,
            publicProxy(own, (proxy) => setting('GOPROXY', proxy, from)),
          )
        : setting('GOPROXY', kept, from);
    },
    restart: STAYS,
    example: { value: 'none', entry: 'none', problem: 'missing-scheme', from: 'environment', own: [] },
  }),
  'proxy-off': rule<{
    modules: readonly string[];
    count: number;
    from: From;
    user: { readonly uid: number; readonly gid: number } | null;
    own: readonly string[];
  }>({
    title: 'Downloads are switched off, and modules are missing',
    severity: 'error',
    otherwise: [
      { severity: 'warning', when: 'where no source imports what is missing, or there is no go.mod' },
    ],
    cause:
      'With GOPROXY=off a build has what is vendored or in the module cache. go.mod asks for modules that are in neither ("module lookup disabled by GOPROXY=off"). It is a warning where no source imports any of them (go mod download ends all the same), and where there is no go.mod and the module cache is empty.',
    says: ['module lookup disabled by GOPROXY=off'],
    message: ({ modules, count, from }) =>
      count === 0
        ? `${where('GOPROXY', from)} is off, and the module cache is empty.`
        : `${where('GOPROXY', from)} is off, and the module cache lacks ${list(modules, count)}.`,
    remedies: ({ from, user, own }) =>
      publicProxy(own, (proxy) => [
        dockerfile(
          [
            // What root downloads nobody else may add to.
            ...(user === null ? [] : [`USER ${user.uid}:${user.gid}`]),
            `RUN GOPROXY=${proxy} go mod download`,
          ],
          { why: 'where there is a network, before the switch', needs: ['network', 'program:go'] },
        ),
        ...unsetting('GOPROXY', from),
      ]),
    restart: STAYS,
    example: { modules: ['golang.org/x/text@v0.14.0'], count: 1, from: 'environment', user: null, own: [] },
  }),
  'proxy-direct-only': rule<{ git: boolean; from: From; own: readonly string[] }>({
    title: 'Modules are fetched from their repositories, without a proxy',
    severity: 'info',
    otherwise: [
      { severity: 'error', when: 'where git is not there and something has to be fetched' },
      { severity: 'warning', when: 'where git is not there' },
    ],
    cause:
      'With GOPROXY=direct go asks version control for every module: slower, and a repository that is gone is gone. It is an error where git is not installed, since then no module of a git repository can be fetched.',
    message: ({ git, from }) =>
      git
        ? `${where('GOPROXY', from)} is direct: every module comes from its own repository.`
        : `${where('GOPROXY', from)} is direct, but there is no git on PATH to fetch with.`,
    remedies: ({ git, from, own }, platform) =>
      git
        ? [
            byHand('image', 'none needed if that is meant'),
            ...publicProxy(own, (proxy) => setting('GOPROXY', proxy, from, 'asks a proxy first')),
          ]
        : [
            ...install('git', platform),
            ...publicProxy(own, (proxy) =>
              setting('GOPROXY', proxy, from, 'fetches through a proxy instead'),
            ),
          ],
    restart: STAYS,
    example: { git: false, from: 'environment', own: [] },
  }),
  'proxy-unreachable-entry': rule<{ value: string; end: string; unreachable: readonly string[]; from: From }>(
    {
      title: 'GOPROXY has entries that are never asked',
      severity: 'warning',
      cause: 'The list ends with the first direct or off; go does not read what comes behind it.',
      message: ({ end, unreachable, from }) =>
        `${where('GOPROXY', from)} ends with "${end}": ${list(unreachable)} behind it is never asked.`,
      remedies: ({ value, end, unreachable, from }) =>
        setting('GOPROXY', reordered(value, end, unreachable), from),
      restart: STAYS,
      example: {
        value: 'direct,https://proxy.example.com',
        end: 'direct',
        unreachable: ['https://proxy.example.com'],
        from: 'environment',
      },
    },
  ),
  'proxy-plain-http': rule<{ url: string; value: string; from: From }>({
    title: 'A module proxy is asked over plain http',
    severity: 'warning',
    cause:
      'Whoever sits between can read which modules are fetched, and change what the checksum database does not verify: private modules, and everything where it is off.',
    message: ({ url, from }) => `${where('GOPROXY', from)} names ${url}.`,
    remedies: ({ url, value, from }) =>
      setting(
        'GOPROXY',
        value.replace(url, url.replace(/^http:/i, 'https:')),
        from,
        'where the proxy has a certificate',
      ),
    restart: STAYS,
    example: { url: 'http://athens.build.svc', value: 'http://athens.build.svc,direct', from: 'environment' },
  }),
  'proxy-credentials': rule<{ url: string; from: From }>({
    title: 'GOPROXY holds credentials',
    severity: 'warning',
    cause:
      'A user or password in GOPROXY is seen by everybody who can read the image, the pod or the output of go env, and ends in build logs.',
    message: ({ url, from }) => `${where('GOPROXY', from)} holds credentials: ${url}.`,
    remedies: ({ url }) => [
      byHand(
        'image',
        `put user and password for ${hostOf(url)} into a .netrc that only the build mounts, and take them out of GOPROXY`,
      ),
    ],
    restart: STAYS,
    example: { url: 'https://***@proxy.example.com', from: 'environment' },
  }),
  'noproxy-bypasses-proxy-off': rule<{ key: string; patterns: string; from: From }>({
    title: 'GOPROXY=off does not hold for some modules',
    severity: 'warning',
    cause:
      'GONOPROXY, by default GOPRIVATE, is asked before GOPROXY: modules that match are fetched from their repositories although downloads seem to be off.',
    message: ({ key, patterns, from }) =>
      `GOPROXY is off, but ${where(key, from)} matches ${patterns}: those modules are still fetched.`,
    remedies: ({ from }) => setting('GONOPROXY', 'none', from),
    restart: STAYS,
    example: { key: 'GOPRIVATE', patterns: 'corp.example.com', from: 'environment' },
  }),
} as const;

/** The list without the entry that is no proxy; empty where nothing but keywords is left. */
function soundProxies(value: string, bad: string): string {
  const kept = value
    .split(/[,|]/)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '' && entry !== bad);
  const own = kept.some((entry) => entry !== 'direct' && entry !== 'off');
  const ends = ['direct', 'off'].includes(kept.at(-1) ?? '');
  return own ? [...kept, ...(ends ? [] : ['off'])].join(',') : '';
}

/** The same entries, with the one that ends the list at its end. */
function reordered(value: string, end: string, unreachable: readonly string[]): string {
  const before = value.split(/[,|]/).map((entry) => entry.trim());
  const kept = before.slice(0, before.indexOf(end));
  const behind = unreachable.filter((entry) => entry !== 'direct' && entry !== 'off');
  return [...kept, ...behind, end].filter((entry) => entry !== '').join(',');
}
