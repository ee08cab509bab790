import { byHand, setEnv } from '../../../src/core/remedy/forms.ts';
import { install, type PackageNames } from '../../../src/core/remedy/packages.ts';
import { rule } from '../../../src/core/rule.ts';
import { setting, unsetting } from '../remedies.ts';
import { type From, list, STAYS, where } from './text.ts';

const FLAG_PROBLEMS: Readonly<Record<string, string>> = {
  'not-a-flag': 'is no flag: values belong behind "=", without blanks',
  unknown: 'is a flag that this go does not know',
  'bad-value': 'has a value that go does not take',
  'needs-value': 'needs a value, as in -flag=value',
  'unterminated-quote': 'has a quote without its end',
  'go-env-only':
    'is a flag of go env alone, which does something else with it; values with blanks need quotes: "-ldflags=-s -w"',
  workspace: 'is refused in a workspace: only readonly and vendor are allowed there',
  'modfile-missing': 'names a file that is not there',
  'workspace-modfile': 'is refused in a workspace',
  'not-together': 'is refused beside another of -race, -msan and -asan',
  'unsupported-target': 'is not there for this GOOS and GOARCH',
  'needs-cgo': 'needs cgo, which is off: CGO_ENABLED is 0, or there is no C compiler',
  'unknown-buildmode': 'names a build mode that go does not know',
  'not-with-race': 'is refused beside -race',
  'shared-output': 'is refused beside -buildmode=shared',
  'asan-compiler': 'needs a C compiler whose name begins with gcc, or clang, and CC without arguments',
  'not-positive': 'must be a positive number',
  'not-atomic': 'is refused beside -race, which takes -covermode=atomic alone',
  'file-missing': 'names a file that is not there',
  'file-unreadable': 'names a file that this user may not read',
  'file-malformed': 'names a file that is not JSON',
  'program-missing': 'names a program that cannot be started',
  'needs-clang': 'needs clang: the C compiler is GCC, which has no such detector',
  'not-shared': 'needs the standard library as shared libraries, which are not in GOROOT',
  'no-pattern': 'begins with neither "-" nor a pattern and "="',
  'tool-unknown': 'hands on what the tool behind it does not know',
  'tool-value': 'hands on a value that the tool behind it refuses',
  'tool-stray': 'hands on a word that is no flag',
};

/** What compiles C, with the headers of the C library. */
/** A C compiler and the headers of the C library. */
export const COMPILER: PackageNames = {
  debian: 'gcc libc6-dev',
  alpine: 'gcc musl-dev',
  rhel: 'gcc glibc-devel',
};

/** Flags, cgo and target. */
export const buildRules = {
  'flags-invalid': rule<{
    flag: string;
    problem: string;
    word: string;
    mended: string;
    from: From;
  }>({
    title: 'GOFLAGS holds a word that go refuses',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where only go test or go env reads that flag' }],
    cause:
      'GOFLAGS is a list of flags, apart by blanks, each with its value behind "=". With a bad word nearly every command fails, most with "parsing $GOFLAGS". What stands in -ldflags, -gcflags and -asmflags goes to the linker, the compiler and the assembler as it is, and a build ends with what they say: "flag provided but not defined". It is a warning where only go test or go env reads that flag.',
    says: ['parsing $GOFLAGS'],
    message: ({ flag, problem, word, from }) =>
      `"${flag}" in ${where('GOFLAGS', from)} ${FLAG_PROBLEMS[problem] ?? problem}${word === '' ? '' : `: ${word}`}.`,
    remedies: ({ flag, mended, from }) => [
      ...(mended === '' ? unsetting('GOFLAGS', from) : setting('GOFLAGS', mended, from)),
      byHand('image', `take "${flag}" out of GOFLAGS`),
    ],
    restart: STAYS,
    example: {
      flag: 'vendor',
      problem: 'not-a-flag',
      word: '',
      mended: '-trimpath',
      from: 'environment',
    },
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
    says: ['cgo: C compiler', '"gcc": executable file not found in $PATH'],
    message: ({ compiler, cc }) =>
      cc === 'default'
        ? `CGO_ENABLED is 1, but there is no ${compiler} on PATH.`
        : `CC is ${compiler}, which is not there.`,
    remedies: ({ cc, compiler }, platform) => [
      ...(cc === 'default' ? [] : unsetting('CC', cc)),
      ...(cc === 'default' || /(?:^|-)gcc$/.test(compiler) ? install(COMPILER, platform) : []),
      ...setEnv({ CGO_ENABLED: '0' }, 'builds without cgo'),
    ],
    restart: STAYS,
    example: { compiler: 'gcc', cc: 'default', from: 'environment' },
  }),
  'cgo-headers-missing': rule<{ compiler: string; header: string; c: boolean }>({
    title: 'cgo is on and the headers of the C library are not there',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where no source seems to need cgo' }],
    cause:
      'Where there is a C compiler go turns cgo on, and compiles net, os/user and what imports "C" with it; from Go 1.20 on nothing of that comes compiled. A compiler that was installed without its recommended packages has nothing to include: "fatal error: stdlib.h: No such file or directory". It is a warning where neither the module nor what it requires seems to need cgo.',
    message: ({ compiler, header }) => `cgo is on, ${compiler} is there, and ${header} is not.`,
    remedies: ({ c }, platform) => {
      const installed = install(COMPILER, platform);
      const without = setEnv({ CGO_ENABLED: '0' }, 'builds without cgo');
      return c ? [...installed, ...without] : [...without, ...installed];
    },
    restart: STAYS,
    example: { compiler: '/usr/bin/gcc', header: '/usr/include/stdlib.h', c: false },
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
