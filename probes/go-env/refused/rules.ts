import { byHand, command, dockerfile, setEnv, shell } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { rule } from '../../../src/core/rule.ts';
import type { ValueSlip } from '../../../src/core/text/meant-value.ts';
import { SLIP_WORDS } from '../../../src/core/text/slip-words.ts';
import { setting, unsetting } from '../remedies.ts';
import { type From, list, STAYS, where } from '../rules/text.ts';

const AUTH: Readonly<Record<string, string>> = {
  'empty-command': 'has an empty command (a ";" too many)',
  'off-combined': 'has off beside other commands',
  'git-without-directory': 'has git without the one directory that it needs',
  'git-relative': 'has git with a directory that is not absolute',
  'git-directory-missing': 'has git with a directory that is not there',
  'git-directory-hidden': 'has git with a directory that this user may not look at',
  'git-not-a-directory': 'has git with a path that is no directory',
};

const TEMPORARY: Readonly<Record<string, string>> = {
  missing: 'is not there, and go does not make it',
  unreachable: 'may not be reached by this user',
  'no-directory': 'is no directory',
};

const PROXY: Readonly<Record<string, string>> = {
  missing: 'which is not there',
  'no-directory': 'which is no directory',
  unreadable: 'which this user may not look into',
};

const HTTPS_PROXY: Readonly<Record<string, string>> = {
  ...SLIP_WORDS,
  scheme: 'a scheme ends with "://"',
  'other-scheme': 'its scheme is none of http, https, socks5 and socks5h',
  userinfo: 'its user name or password has a character that must be written as % and two digits',
  host: 'it has no host that can be asked',
};

/** Values that are spelled right, and with which go ends as soon as it needs them. */
export const refusedRules = {
  'auth-invalid': rule<{
    value: string;
    problem: string;
    command: string;
    directory: string | null;
    instead: string;
    from: From;
  }>({
    title: 'GOAUTH holds a command that go refuses',
    severity: 'error',
    cause:
      'From Go 1.24 on GOAUTH is a list of commands apart by semicolons: netrc, git with an absolute directory that is there, a program, or off alone. With anything else go ends before its first request over https. It is a warning where nothing is asked over https.',
    message: ({ problem, command, from }) =>
      `${where('GOAUTH', from)} ${AUTH[problem] ?? problem}${command === '' ? '' : `: "${command}"`}.`,
    remedies: ({ instead, from }) => setting('GOAUTH', instead, from),
    restart: STAYS,
    example: {
      value: 'git',
      problem: 'git-without-directory',
      command: 'git',
      directory: null,
      instead: 'netrc',
      from: 'environment',
    },
  }),
  'vcs-rules-invalid': rule<{ value: string; problem: string; entry: string; instead: string; from: From }>({
    title: 'GOVCS cannot be read',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where modules come from a proxy first' }],
    cause:
      'GOVCS is a list of pattern:systems apart by commas, such as private:all,public:git|hg. With a malformed one every download from a repository ends with "malformed entry in GOVCS". It is a warning where modules come from a proxy first.',
    message: ({ problem, entry, from }) =>
      `${where('GOVCS', from)} cannot be read: ${entry === '' ? 'an entry is empty' : `"${entry}" (${problem})`}.`,
    remedies: ({ instead, from }) => setting('GOVCS', instead, from),
    restart: STAYS,
    example: {
      value: 'git',
      problem: 'no-colon',
      entry: 'git',
      instead: 'private:all,public:git',
      from: 'environment',
    },
  }),
  'bin-relative': rule<{ value: string; instead: string; from: From }>({
    title: 'GOBIN is not absolute',
    severity: 'error',
    cause:
      'go install ends with "cannot install, GOBIN must be an absolute path". A tilde is expanded by shells, not by go, nor by Dockerfile ENV or a pod.',
    says: ['GOBIN must be an absolute path'],
    message: ({ value, from }) => `${where('GOBIN', from)} is "${value}", which is not absolute.`,
    remedies: ({ instead, from }) => setting('GOBIN', instead, from),
    restart: STAYS,
    example: { value: '~/bin', instead: '/root/bin', from: 'environment' },
  }),
  'path-misspelt': rule<{ key: string; value: string; slip: ValueSlip; meant: string; from: From }>({
    title: 'A path holds what an env file left in it',
    severity: 'warning',
    cause:
      'Go takes the value letter by letter and makes the directory that it names: a carriage return, a blank, a comment or quotes belong to it. Nothing fails, and a cache that was brought along is not used, or fills the working directory.',
    message: ({ key, slip, from, meant: path }) =>
      `${where(key, from)} is meant to be ${path}: ${SLIP_WORDS[slip]}.`,
    remedies: ({ key, meant: path, from }) => setting(key, path, from),
    restart: STAYS,
    example: {
      key: 'GOCACHE',
      value: '/cache/go-build\r',
      slip: 'carriage-return',
      meant: '/cache/go-build',
      from: 'environment',
    },
  }),
  'bin-cross': rule<{ value: string; target: string; from: From }>({
    title: 'GOBIN is set while programs are built for another machine',
    severity: 'warning',
    cause:
      'go install refuses to put programs of another GOOS or GOARCH into GOBIN: "cannot install cross-compiled binaries when GOBIN is set". go build works.',
    message: ({ value, target, from }) =>
      `${where('GOBIN', from)} is ${value}, and the target is ${target}: go install refuses that.`,
    remedies: ({ from }) => unsetting('GOBIN', from),
    restart: STAYS,
    example: { value: '/usr/local/bin', target: 'linux/arm64', from: 'environment' },
  }),
  'cache-program-missing': rule<{ program: string; reason: string; from: From }>({
    title: 'GOCACHEPROG names a program that cannot be started',
    severity: 'error',
    cause:
      'From Go 1.24 on GOCACHEPROG is started before every build and takes the place of the build cache. Where it cannot be started every build ends with "error starting GOCACHEPROG program".',
    says: ['error starting GOCACHEPROG program'],
    message: ({ program, reason, from }) =>
      `${where('GOCACHEPROG', from)} names ${program}, which ${reason === 'missing' ? 'is not there' : reason === 'unterminated-quote' ? 'cannot be told: a quote has no end' : 'this user may not execute'}.`,
    remedies: ({ program, reason, from }) => [
      ...(reason === 'not-executable' ? command(`chmod a+x ${quote(program)}`) : []),
      ...unsetting('GOCACHEPROG', from),
    ],
    restart: STAYS,
    example: { program: '/usr/local/bin/go-cacher', reason: 'missing', from: 'environment' },
  }),
  'tmpdir-invalid': rule<{ value: string; path: string; reason: string; meant: string | null; from: From }>({
    title: 'GOTMPDIR names no directory',
    severity: 'error',
    cause:
      'Go makes the work directory of every build below GOTMPDIR, and not GOTMPDIR itself: "creating work dir: no such file or directory". A relative one is looked for in the working directory.',
    says: ['creating work dir: stat'],
    message: ({ value, path, reason, from }) =>
      `${where('GOTMPDIR', from)} is "${value}": ${path} ${TEMPORARY[reason] ?? reason}.`,
    remedies: ({ path, reason, meant: value, from }) => [
      ...(value?.startsWith('/') ? setting('GOTMPDIR', value, from) : []),
      ...(reason === 'missing' && path.startsWith('/') && !value?.startsWith('/')
        ? [
            shell(`mkdir -p ${quote(path)}`, { needs: [`write:${path}`] }),
            dockerfile(`RUN mkdir -p -m 1777 ${quote(path)}`),
          ]
        : []),
      ...unsetting('GOTMPDIR', from),
    ],
    restart: STAYS,
    example: { value: '/build/tmp', path: '/build/tmp', reason: 'missing', meant: null, from: 'environment' },
  }),
  'proxy-directory-incomplete': rule<{
    url: string;
    path: string;
    reason: string;
    modules: readonly string[];
    count: number;
    from: From;
  }>({
    title: 'The directory of a file:// proxy lacks files of a module that go.mod requires',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where only go mod download asks for the file (.info)' }],
    cause:
      'A directory that serves as the only proxy must have three files of each module version: .info, .mod and .zip, as they are in GOMODCACHE/cache/download of a machine where go mod download ran. A build ends at the first that is missing or closed: "reading file:///…".',
    says: ['reading file:///'],
    message: ({ path, reason, modules, count }) =>
      `GOPROXY has no other source, and ${reason === 'missing' ? `${path} is not there` : `this user may not read ${path}`}: ${path.endsWith('.info') ? `go mod download fails at ${list(modules, count)}` : `${list(modules, count)} cannot be fetched`}.`,
    remedies: ({ path, reason }) => [
      ...(reason === 'missing'
        ? []
        : command(`chmod -R a+rX ${quote(path.replace(/\/[^/]*\/@v\/[^/]*$/, ''))}`, {
            why: 'what a proxy hands out is no secret',
          })),
      byHand(
        'ci',
        'run go mod download where the sources and a network are, and copy GOMODCACHE/cache/download of that machine over the directory',
      ),
    ],
    restart: STAYS,
    example: {
      url: 'file:///srv/goproxy',
      path: '/srv/goproxy/golang.org/x/text/@v/v0.14.0.zip',
      reason: 'missing',
      modules: ['golang.org/x/text@v0.14.0'],
      count: 1,
      from: 'environment',
    },
  }),
  'https-proxy-invalid': rule<{ variable: string; problem: string; meant: string | null }>({
    title: 'HTTPS_PROXY is no address that go can read',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where nothing is known to be fetched' }],
    cause:
      'go takes the value as it stands: quotes and blanks of an env file are a part of it, and a password with # % / or \\ ends the address. It asks at what is left ("lookup http: no such host"), or without a proxy, and never says that the value is wrong. The same value fails in every Go service.',
    says: ['proxyconnect tcp: dial tcp: lookup'],
    message: ({ variable, problem }) =>
      `${variable} is no address of a proxy: ${HTTPS_PROXY[problem] ?? problem}.`,
    remedies: ({ variable, meant }) =>
      meant === null
        ? [
            byHand(
              'pod',
              `write ${variable} as http://HOST:PORT, or http://USER:PASSWORD@HOST:PORT with %23 for #, %25 for %, %2F for /, %5C for \\ and %20 for a blank`,
            ),
          ]
        : setEnv({ [variable]: meant }),
    restart: STAYS,
    example: { variable: 'HTTPS_PROXY', problem: 'quoted', meant: 'http://proxy.corp.example:3128' },
  }),
  'proxy-directory-missing': rule<{
    url: string;
    path: string;
    reason: string;
    others: number;
    from: From;
  }>({
    title: 'The directory of a file:// proxy is not there',
    severity: 'error',
    cause:
      'GOPROXY=file:///… takes modules from a directory of this machine, often a volume. Without it go finds no module there. It is a warning where other sources follow (a missing file counts as 404), or where all that go.mod requires is here already.',
    message: ({ url, path, reason, from }) =>
      `${where('GOPROXY', from)} names ${url}: ${path}, ${PROXY[reason] ?? reason}.`,
    remedies: ({ path, reason }) =>
      reason === 'unreadable'
        ? [
            ...command(`chmod -R a+rX ${quote(path)}`, { why: 'what a proxy hands out is no secret' }),
            byHand('image', `copy it with --chmod=0755 into a directory that is not there yet`),
          ]
        : [byHand('pod', `mount the volume with the modules at ${path}, or take it out of GOPROXY`)],
    restart: STAYS,
    example: {
      url: 'file:///srv/goproxy',
      path: '/srv/goproxy',
      reason: 'missing',
      others: 0,
      from: 'environment',
    },
  }),
} as const;
