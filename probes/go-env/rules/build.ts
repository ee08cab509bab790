import { byHand, command, dockerfile, setEnv, shell } from '../../../src/core/remedy/forms.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { rule } from '../../../src/core/rule.ts';
import { meantValue } from '../../../src/core/text/meant-value.ts';
import { trimEndOf } from '../../../src/core/text/trim.ts';
import { placeOfGopath, setting, settingGopath, unsetting } from '../remedies.ts';
import { type From, list, STAYS, where } from './text.ts';

const FLAG_PROBLEMS: Readonly<Record<string, string>> = {
  'not-a-flag': 'is no flag: values belong behind "=", without blanks',
  unknown: 'is a flag that this go does not know',
  'bad-value': 'has a value that go does not take',
  'needs-value': 'needs a value, as in -flag=value',
  'unterminated-quote': 'has a quote without its end',
  'go-env-only': 'is a flag of go env alone, and breaks it; values with blanks need quotes: "-ldflags=-s -w"',
  workspace: 'is refused in a workspace: only readonly and vendor are allowed there',
  'modfile-missing': 'names a file that is not there',
  'workspace-modfile': 'is refused in a workspace',
  'not-together': 'is refused beside another of -race, -msan and -asan',
  'unsupported-target': 'is not there for this GOOS and GOARCH',
  'needs-cgo': 'needs cgo, which is off: CGO_ENABLED is 0, or there is no C compiler',
  'unknown-buildmode': 'names a build mode that go does not know',
  'not-positive': 'must be a positive number',
  'file-missing': 'names a file that is not there',
  'file-unreadable': 'names a file that this user may not read',
  'file-malformed': 'names a file that is not JSON',
  'program-missing': 'names a program that cannot be started',
};

/** What compiles C, with the headers of the C library. */
const COMPILER: Readonly<Record<string, readonly string[]>> = {
  debian: ['apt-get update', 'apt-get install -y --no-install-recommends gcc libc6-dev'],
  alpine: ['apk add --no-cache gcc musl-dev'],
  rhel: ['dnf install -y gcc glibc-devel'],
  scratch: [],
};

/** Paths, flags, cgo and target. */
export const buildRules = {
  'gopath-empty': rule<Record<string, never>>({
    title: 'GOPATH is empty',
    severity: 'warning',
    cause:
      'Neither GOPATH nor HOME is set, or HOME/go is GOROOT itself. The caches are set one by one, so builds work; go install has no directory for its programs.',
    message: 'GOPATH is empty and GOBIN is not set: go install has nowhere to write.',
    remedies: (_, { root }) => setEnv({ GOPATH: root ? '/go' : '/tmp/go' }),
    restart: STAYS,
    example: {},
  }),
  'gopath-is-goroot': rule<{ goroot: string; value: string; from: From }>({
    title: 'GOPATH and GOROOT are the same directory',
    severity: 'warning',
    cause:
      'Every go command prints a warning, and modules and programs that are installed mix with the toolchain: an update of Go takes them away.',
    message: ({ goroot, from }) => `${where('GOPATH', from)} is ${goroot}, which is GOROOT.`,
    remedies: ({ goroot, value, from }, { root }) =>
      settingGopath(value, (entry) => trimEndOf(entry, '/') !== goroot, placeOfGopath(root), from),
    restart: STAYS,
    example: { goroot: '/usr/local/go', value: '/usr/local/go', from: 'environment' },
  }),
  'cache-undefined': rule<{
    keys: readonly string[];
    home: string | null;
    /** The values of those that somebody set. */
    own: Readonly<Record<string, string>>;
  }>({
    title: 'There is no place for the build or module cache',
    severity: 'error',
    cause:
      'Without HOME, XDG_CACHE_HOME and GOPATH go cannot tell where its caches are, and GOCACHE=off or a relative path count for nothing. Builds end with "build cache is required, but could not be located", downloads with "module cache not found". A missing module cache alone is a remark where nothing has to come from it: no requirements, or vendored ones.',
    says: ['build cache is required, but could not be located'],
    message: ({ keys, home, own }) => {
      const set = Object.entries(own).map(
        ([key, value]) => `${key} is "${value}", which is no absolute path`,
      );
      const others = keys.filter((key) => !Object.hasOwn(own, key));
      const why = `${others.length === 1 ? 'has' : 'have'} no usable value${home === null ? ': HOME is not set' : ''}`;
      return `${[...set, ...(others.length === 0 ? [] : [`${list(others)} ${why}`])].join('; ')}.`;
    },
    remedies: ({ keys, own }, { root }) => {
      const absolute = (key: string) => {
        const value = meantValue(own[key] ?? '')?.meant ?? '';
        return value.startsWith('/') ? value : undefined;
      };
      const [cache, modules] = [absolute('GOCACHE'), absolute('GOMODCACHE')];
      return setEnv(
        {
          ...(keys.includes('GOCACHE')
            ? { GOCACHE: cache ?? `${root ? '/var/cache' : '/tmp'}/go-build` }
            : {}),
          // The module cache is below it, and go install needs it too.
          ...(keys.includes('GOMODCACHE') && modules === undefined
            ? { GOPATH: root ? '/go' : '/tmp/go' }
            : {}),
          ...(Object.hasOwn(own, 'GOMODCACHE') ? { GOMODCACHE: modules ?? '' } : {}),
        },
        'the user that builds must be able to write there',
      );
    },
    restart: STAYS,
    example: { keys: ['GOCACHE', 'GOMODCACHE'], home: null, own: {} },
  }),
  'flags-invalid': rule<{ flag: string; problem: string; rest: string; quoted: string | null; from: From }>({
    title: 'GOFLAGS holds a word that go refuses',
    severity: 'error',
    cause:
      'GOFLAGS is a list of flags, apart by blanks, each with its value behind "=". With a bad word nearly every command fails, most with "parsing $GOFLAGS".',
    says: ['parsing $GOFLAGS'],
    message: ({ flag, problem, from }) =>
      `"${flag}" in ${where('GOFLAGS', from)} ${FLAG_PROBLEMS[problem] ?? problem}.`,
    remedies: ({ flag, rest, quoted, from }) => [
      ...(quoted === null ? [] : setting('GOFLAGS', quoted, from, 'one flag with all of its value')),
      ...(rest === '' ? unsetting('GOFLAGS', from) : setting('GOFLAGS', rest, from)),
      byHand('image', `take "${flag}" out of GOFLAGS`),
    ],
    restart: STAYS,
    example: { flag: 'vendor', problem: 'not-a-flag', rest: '-trimpath', quoted: null, from: 'environment' },
  }),
  'cgo-invalid': rule<{ value: string; effective: string; meant: string; from: From }>({
    title: 'CGO_ENABLED has a value that go does not read',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where go takes it for what was meant' }],
    cause:
      'Only 0 and 1 count; anything else is as if the variable were not set, and go decides by itself. It is a warning where that happens to be what was meant.',
    message: ({ value, effective, from }) =>
      `${where('CGO_ENABLED', from)} is "${value}", which go passes over: cgo is ${effective === '1' ? 'on' : 'off'}.`,
    remedies: ({ meant: value, from }) => setting('CGO_ENABLED', value, from),
    restart: STAYS,
    example: { value: 'false', effective: '1', meant: '0', from: 'environment' },
  }),
  'cgo-without-compiler': rule<{ compiler: string; cc: From; from: From }>({
    title: 'cgo is on and its C compiler is not there',
    severity: 'error',
    cause:
      'With CGO_ENABLED=1, or CC set, go compiles C code, its own packages net and os/user among it, and ends with "C compiler not found". Left alone, go turns cgo off where there is no compiler (from 1.20 on).',
    message: ({ compiler, cc }) =>
      cc === 'default'
        ? `CGO_ENABLED is 1, but there is no ${compiler} on PATH.`
        : `CC is ${compiler}, which is not there.`,
    remedies: ({ cc, compiler }, { family }) => [
      ...(cc === 'default' ? [] : unsetting('CC', cc)),
      ...(cc === 'default' || /(?:^|-)gcc$/.test(compiler)
        ? command(COMPILER[family] ?? [], { needs: ['network'] }).filter(({ lines }) => lines.length > 0)
        : []),
      ...setEnv({ CGO_ENABLED: '0' }, 'builds without cgo'),
    ],
    restart: STAYS,
    example: { compiler: 'gcc', cc: 'default', from: 'environment' },
  }),
  'cross-target': rule<{ target: string; machine: string; keys: readonly string[] }>({
    title: 'Programs are built for another machine',
    severity: 'info',
    cause:
      'GOOS or GOARCH differ from the machine that go runs on. That is how images for other platforms are built; set by mistake, the result ends with "exec format error" here.',
    message: ({ target, machine, keys }) => `${list(keys)} make go build for ${target}; this is ${machine}.`,
    remedies: ({ keys }) => [
      byHand('image', 'none needed if that is meant'),
      ...setEnv(Object.fromEntries(keys.map((key) => [key, '']))),
    ],
    restart: STAYS,
    example: { target: 'linux/arm64', machine: 'linux/amd64', keys: ['GOARCH'] },
  }),
} as const;

const LINE_PROBLEMS: Readonly<Record<string, string>> = {
  'carriage-return': 'ends with a carriage return, which go takes into the value',
  'blank-at-end': 'ends with a blank, which go takes into the value',
  'blank-at-start': 'has a blank behind "=", which go takes into the value',
  quoted: 'has quotes, which go takes into the value',
  'ignored-line': 'is passed over: a setting begins in the first column with its name, without export',
};

/** The files that set Go's environment, and the values that the policy wants. */
export const fileRules = {
  'env-file-defect': rule<{
    path: string;
    line: number;
    key: string;
    problem: string;
    value: string | null;
  }>({
    title: 'A line of the go env file does not say what it seems to',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where it spoils no value' }],
    cause:
      'The file that go env -w writes (GOENV) is KEY=VALUE and nothing else: no quotes, no export, no blanks, lines end with LF alone. Whatever else is there becomes part of the value or makes go pass over the line, without a word. It is a warning where go trims the value anyway.',
    message: ({ path, line, key, problem }) =>
      `${path}:${line} (${key}) ${LINE_PROBLEMS[problem] ?? problem}.`,
    remedies: ({ path, line, key, problem, value }) => [
      ...(problem === 'carriage-return'
        ? [`s/\\r$//`]
        : problem === 'ignored-line'
          ? [`${line}s/^.*${key}=/${key}=/`]
          : []
      ).flatMap((edit) => [
        shell(`sed -i '${edit}' ${quote(path)}`, { needs: [`write:${path}`] }),
        dockerfile(`RUN sed -i '${edit}' ${quote(path)}`),
      ]),
      ...(value === null ? [] : setting(key, value, 'env-file')),
      byHand('image', `write line ${line} of ${path} as ${key}=… without quotes and blanks`),
    ],
    restart: STAYS,
    example: {
      path: '/root/.config/go/env',
      line: 2,
      key: 'GOSUMDB',
      problem: 'carriage-return',
      value: 'off',
    },
  }),
  'env-file-unread': rule<{ path: string; state: string }>({
    title: 'The go env file is not read',
    severity: 'warning',
    cause:
      'GOENV names a file that is not there, or the file may not be read. Go goes on without its settings and without a word.',
    message: ({ path, state }) =>
      state === 'missing'
        ? `GOENV is ${path}, which is not there.`
        : `${path} ${state === 'directory' ? 'is a directory, and no file of settings' : 'cannot be read'}.`,
    remedies: ({ path, state }) =>
      state !== 'unreadable'
        ? unsetting('GOENV', 'environment', 'go then reads its usual file')
        : [
            ...command(`chmod a+r ${quote(path)}`, { why: 'settings of go are no secret' }),
            dockerfile(`COPY --from=build --chmod=0644 ${quote(path)} ${quote(path)}`, {
              why: 'with the file in the stage build',
            }),
          ],
    restart: STAYS,
    example: { path: '/etc/go/env', state: 'missing' },
  }),
  'go-env-file-missing': rule<{ goroot: string; lost: readonly string[]; error: string }>({
    title: '$GOROOT/go.env is missing, or cannot be read',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where nothing is lost by it' }],
    cause:
      'From Go 1.21 on the defaults of GOPROXY, GOSUMDB and GOTOOLCHAIN are in $GOROOT/go.env. Copied without it, or with a mode that keeps this user out, a toolchain has none, and says nothing of it: downloads end with "GOPROXY list is not the empty string, but contains no entries" or "missing GOSUMDB". It is a warning where both are set elsewhere.',
    message: ({ goroot, lost, error }) =>
      `${goroot}/go.env ${error === 'ENOENT' ? 'is not there' : `cannot be read (${error})`}${lost.length === 0 ? '' : `, so that ${list(lost)} ${lost.length === 1 ? 'is' : 'are'} empty`}.`,
    remedies: ({ goroot, error }) => [
      ...(error === 'EACCES' ? command(`chmod a+rX ${quote(goroot)} ${quote(`${goroot}/go.env`)}`) : []),
      ...command(
        `printf 'GOPROXY=https://proxy.golang.org,direct\\nGOSUMDB=sum.golang.org\\nGOTOOLCHAIN=auto\\n' > ${quote(`${goroot}/go.env`)}`,
        { why: 'what the file holds as it is shipped' },
      ),
      dockerfile(`COPY --from=golang:1.27 /usr/local/go/go.env ${quote(`${goroot}/go.env`)}`, {
        why: 'it is the same in every release',
      }),
    ],
    restart: STAYS,
    example: { goroot: '/usr/local/go', lost: ['GOPROXY', 'GOSUMDB'], error: 'ENOENT' },
  }),
  'unexpected-value': rule<{ key: string; expected: string; actual: string }>({
    title: 'A value is not the one that the policy expects',
    severity: 'error',
    cause: 'The policy names what go env must print for this key (goEnv.expect).',
    message: ({ key, expected, actual }) =>
      `go env ${key} prints ${actual === '' ? 'nothing' : `"${actual}"`}; the policy expects ${expected === '' ? 'nothing' : `"${expected}"`}.`,
    remedies: ({ key, expected }) => setting(key, expected, 'environment'),
    restart: STAYS,
    example: { key: 'GOFLAGS', expected: '-mod=vendor', actual: '' },
  }),
} as const;
