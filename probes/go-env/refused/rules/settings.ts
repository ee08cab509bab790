import { command, dockerfile, shell } from '../../../../src/core/remedy/forms.ts';
import { quote } from '../../../../src/core/remedy/quote.ts';
import { rule } from '../../../../src/core/rule.ts';
import type { ValueSlip } from '../../../../src/core/text/meant/meant-value.ts';
import { SLIP_WORDS } from '../../../../src/core/text/meant/slip-words.ts';
import { setting, unsetting } from '../../remedies.ts';
import { type From, STAYS, where } from '../../rules/text.ts';

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
} as const;
