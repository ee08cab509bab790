import { byHand, dockerfile, shell } from '../../../src/core/remedy/forms.ts';
import { copyLine } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { rule } from '../../../src/core/rule.ts';
import { milliseconds } from '../../../src/core/time/duration.ts';
import { LIMIT_UNITS, memoryLimitMeantBy } from '../../../src/go/memory-limit.ts';
import { meant, placeOfGopath, setting, settingGopath, unsetting } from '../remedies.ts';
import { type From, noDirectory, STAYS, where } from './text.ts';

/** Where a shell finds the file of go env -w, which go itself cannot be asked for. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: the shell's own words
const ENV_FILE = '${GOENV:-${XDG_CONFIG_HOME:-$HOME/.config}/go/env}';

function namedSetting(key: string, value: string, from: From): readonly Remedy[] {
  return key === 'GOMEMLIMIT'
    ? setting(key, memoryLimitMeantBy(value), from, LIMIT_UNITS)
    : meant(key, value, from, unsetting(key, from));
}

/** The go command does not answer. */
export const commandRules = {
  failed: rule<{
    code: number | null;
    message: string;
    directory: string;
    key: string | null;
    value: string | null;
    from: From;
  }>({
    title: 'go env ends with an error',
    severity: 'error',
    cause:
      'The go command refuses its own settings, so that every other command fails too. Where the setting is one that probe-env knows, a more precise rule is reported instead.',
    message: ({ code, message, directory }) =>
      `go env failed in ${directory}${code === null ? '' : ` with exit code ${code}`}; it says "${message}".`,
    remedies: ({ directory, key, value, from }) => [
      ...(key === null ? [] : namedSetting(key, value ?? '', from)),
      byHand(
        'image',
        `fix the setting that it names; to see it as the container does: cd ${directory} && go env`,
      ),
    ],
    restart: STAYS,
    example: {
      code: 2,
      message: 'go: unknown GOEXPERIMENT rangefunk',
      directory: '/src',
      key: 'GOEXPERIMENT',
      value: 'rangefunk',
      from: 'environment',
    },
  }),
  'timed-out': rule<{ afterMs: number; directory: string }>({
    title: 'go env does not answer in time',
    severity: 'error',
    cause:
      'Named keys take the go command a few milliseconds. When they take longer, the CPU limit starves it, a directory above the working directory is on a file system that hangs, or go is a wrapper that waits for something.',
    message: ({ afterMs, directory }) =>
      `go env gave no answer in ${directory} within ${milliseconds(afterMs)}.`,
    remedies: () => [byHand('pod', 'raise the CPU limit, or the deadline with --timeout')],
    restart: {
      mends: false,
      why: 'A restarted container has the same CPU limit and the same mounts, and starts cold.',
    },
    example: { afterMs: 850, directory: '/src' },
  }),
  unparsable: rule<{ start: string }>({
    title: 'go env prints something that is not its JSON',
    severity: 'error',
    cause:
      'What is found as go is not the go command, or a wrapper around it that writes to stdout. Tools that read the output of go fail on it in the same way.',
    message: ({ start }) =>
      start === '' ? 'go env -json printed nothing.' : `go env -json did not print JSON but "${start}".`,
    remedies: () => [
      byHand('image', 'a wrapper must write its own words to stderr (>&2); type -a go shows what go is'),
    ],
    restart: STAYS,
    example: { start: 'Using go from the corporate mirror' },
  }),
  'directory-missing': rule<{ directory: string; error: string }>({
    title: "The module's directory is not there",
    severity: 'error',
    cause:
      'The policy names the directory in which the module is built (goEnv.directory), and there is none.',
    message: ({ directory, error }) =>
      `The policy looks for the module in ${directory}, which ${noDirectory(error)}.`,
    remedies: ({ directory }) => [
      dockerfile(copyLine('.', directory)),
      byHand('policy', 'correct goEnv.directory'),
    ],
    restart: STAYS,
    example: { directory: '/src/app', error: 'ENOENT' },
  }),
  'goroot-missing': rule<{ goroot: string; error: string; from: From }>({
    title: 'GOROOT names no directory',
    severity: 'error',
    cause:
      'GOROOT is set to something that is not a directory. Every go command ends with "cannot find GOROOT directory". The go command finds its own root, so GOROOT need not be set at all.',
    says: ['cannot find GOROOT directory'],
    message: ({ goroot, error, from }) =>
      `${where('GOROOT', from)} is ${goroot}, which ${noDirectory(error)}.`,
    remedies: ({ from }, _) =>
      from === 'env-file'
        ? [
            shell(`sed -i '/^GOROOT=/d' "${ENV_FILE}"`),
            byHand('image', 'take the line GOROOT= out of the file of go env -w'),
          ]
        : unsetting('GOROOT', from, 'go finds its own tree'),
    restart: STAYS,
    example: { goroot: '/usr/lib/go-1.21', error: 'ENOENT', from: 'environment' },
  }),
  'modules-invalid': rule<{ value: string; from: From }>({
    title: 'GO111MODULE has a value that go does not know',
    severity: 'error',
    cause:
      'GO111MODULE is on, off, auto or unset, in lower case. With anything else nearly every command ends with "unknown environment setting".',
    says: ['unknown environment setting GO111MODULE'],
    message: ({ value, from }) => `${where('GO111MODULE', from)} is "${value}"; go knows on, off and auto.`,
    remedies: ({ from }) => unsetting('GO111MODULE', from, 'modules are on by default'),
    restart: STAYS,
    example: { value: 'ON', from: 'environment' },
  }),
  'gopath-relative': rule<{ entry: string; value: string; from: From }>({
    title: 'GOPATH holds a path that is not absolute',
    severity: 'error',
    cause:
      'Every entry of GOPATH must begin with a slash: a tilde is expanded by shells, not by go, nor by Dockerfile ENV or a pod. Every go command ends with an error.',
    says: ['GOPATH entry cannot start with shell metacharacter'],
    message: ({ entry, from }) => `${where('GOPATH', from)} holds "${entry}", which is not absolute.`,
    remedies: ({ value, from }, { root }) =>
      settingGopath(value, (entry) => entry.startsWith('/'), placeOfGopath(root), from),
    restart: STAYS,
    example: { entry: '~/go', value: '~/go', from: 'environment' },
  }),
} as const;
