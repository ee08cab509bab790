import { rule } from '../../src/core/rule.ts';
import { hostOf } from './modules/public-services.ts';
import { type From, list, STAYS, set, unset, where } from './rules-text.ts';

const DEFAULT = 'https://proxy.golang.org,direct';

/** Where modules come from. */
export const proxyRules = {
  'proxy-empty': rule<{ value: string; from: From }>({
    title: 'GOPROXY has no entry',
    severity: 'error',
    cause:
      'GOPROXY holds nothing but separators or blanks, or nobody sets it: from Go 1.21 on its default is a line of $GOROOT/go.env that some packagers take out. Every download ends with "GOPROXY list is not the empty string, but contains no entries".',
    message: ({ value, from }) =>
      value === ''
        ? 'GOPROXY is empty, and $GOROOT/go.env has no default.'
        : `${where('GOPROXY', from)} is "${value}", which names no proxy.`,
    remedy: ({ from }) => set('GOPROXY', DEFAULT, from),
    restart: STAYS,
    example: { value: ',', from: 'environment' },
  }),
  'proxy-invalid': rule<{ value: string; entry: string; problem: string; from: From }>({
    title: 'GOPROXY holds an entry that is no proxy',
    severity: 'error',
    cause:
      'An entry is an https, http or file URL, a host name, direct or off. With one bad entry every download fails, even of modules that would never get to it.',
    message: ({ entry, problem, from }) =>
      `${where('GOPROXY', from)} holds "${entry}", which is no proxy (${problem}).`,
    remedy: ({ from }) => `correct the entry, for example: ${set('GOPROXY', DEFAULT, from)}`,
    restart: STAYS,
    example: { value: 'none', entry: 'none', problem: 'missing-scheme', from: 'environment' },
  }),
  'proxy-off': rule<{ modules: readonly string[]; count: number; from: From }>({
    title: 'Downloads are switched off, and modules are missing',
    severity: 'error',
    cause:
      'With GOPROXY=off a build has what is vendored or in the module cache. go.mod asks for modules that are in neither ("module lookup disabled by GOPROXY=off"). It is a warning where there is no go.mod and the module cache is empty.',
    message: ({ modules, count, from }) =>
      count === 0
        ? `${where('GOPROXY', from)} is off, and the module cache is empty.`
        : `${where('GOPROXY', from)} is off, and the module cache lacks ${list(modules, count)}.`,
    remedy: ({ from }) =>
      `fill the cache where there is a network, in an earlier stage of the Dockerfile: RUN GOPROXY=${DEFAULT} go mod download\nor vendor the modules: go mod vendor\nor ${unset('GOPROXY', from)}`,
    restart: STAYS,
    example: { modules: ['golang.org/x/text@v0.14.0'], count: 1, from: 'environment' },
  }),
  'proxy-direct-only': rule<{ git: boolean; from: From }>({
    title: 'Modules are fetched from their repositories, without a proxy',
    severity: 'info',
    cause:
      'With GOPROXY=direct go asks version control for every module: slower, and a repository that is gone is gone. It is an error where git is not installed, since then no module of a git repository can be fetched.',
    message: ({ git, from }) =>
      git
        ? `${where('GOPROXY', from)} is direct: every module comes from its own repository.`
        : `${where('GOPROXY', from)} is direct, but there is no git on PATH to fetch with.`,
    remedy: {
      debian: ({ git }) => (git ? NONE : 'apt-get update && apt-get install -y --no-install-recommends git'),
      alpine: ({ git }) => (git ? NONE : 'apk add --no-cache git'),
      rhel: ({ git }) => (git ? NONE : 'dnf install -y git'),
      scratch: ({ git }) =>
        git ? NONE : `fetch through a proxy instead, in the Dockerfile: ENV GOPROXY=${DEFAULT}`,
    },
    restart: STAYS,
    example: { git: false, from: 'environment' },
  }),
  'proxy-unreachable-entry': rule<{ value: string; end: string; unreachable: readonly string[]; from: From }>(
    {
      title: 'GOPROXY has entries that are never asked',
      severity: 'warning',
      cause: 'The list ends with the first direct or off; go does not read what comes behind it.',
      message: ({ end, unreachable, from }) =>
        `${where('GOPROXY', from)} ends with "${end}": ${list(unreachable)} behind it is never asked.`,
      remedy: ({ value, end, unreachable, from }) => set('GOPROXY', reordered(value, end, unreachable), from),
      restart: STAYS,
      example: {
        value: 'direct,https://proxy.example.com',
        end: 'direct',
        unreachable: ['https://proxy.example.com'],
        from: 'environment',
      },
    },
  ),
  'proxy-plain-http': rule<{ url: string; from: From }>({
    title: 'A module proxy is asked over plain http',
    severity: 'warning',
    cause:
      'Whoever sits between can read which modules are fetched, and change what the checksum database does not vouch for: private modules, and everything where it is off.',
    message: ({ url, from }) => `${where('GOPROXY', from)} names ${url}.`,
    remedy: ({ url }) => `use the proxy over https, in GOPROXY: ${url.replace(/^http:/i, 'https:')}`,
    restart: STAYS,
    example: { url: 'http://athens.build.svc', from: 'environment' },
  }),
  'proxy-credentials': rule<{ url: string; from: From }>({
    title: 'GOPROXY holds credentials',
    severity: 'warning',
    cause:
      'A user or password in GOPROXY is seen by everybody who can read the image, the pod or the output of go env, and ends in build logs.',
    message: ({ url, from }) => `${where('GOPROXY', from)} holds credentials: ${url}.`,
    remedy: ({ url }) =>
      `put them into a .netrc that only the build mounts, and leave them out of GOPROXY: machine ${hostOf(url)} login … password …`,
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
    remedy: ({ from }) => set('GONOPROXY', 'none', from),
    restart: STAYS,
    example: { key: 'GOPRIVATE', patterns: 'corp.example.com', from: 'environment' },
  }),
} as const;

const NONE = 'none needed; to ask a proxy first: ENV GOPROXY=https://proxy.golang.org,direct';

/** The same entries, with the one that ends the list at its end. */
function reordered(value: string, end: string, unreachable: readonly string[]): string {
  const before = value.split(/[,|]/).map((entry) => entry.trim());
  const kept = before.slice(0, before.indexOf(end));
  const behind = unreachable.filter((entry) => entry !== 'direct' && entry !== 'off');
  return [...kept, ...behind, end].filter((entry) => entry !== '').join(',');
}
