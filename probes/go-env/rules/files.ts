import { byHand, command, dockerfile, shell } from '../../../src/core/remedy/forms.ts';
import { copyLine, quote } from '../../../src/core/remedy/quote.ts';
import { rule } from '../../../src/core/rule.ts';
import { setting, unsetting } from '../remedies.ts';
import { list, STAYS } from './text.ts';

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
            dockerfile(copyLine(path, path, '--from=build', '--chmod=0644'), {
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
      dockerfile(copyLine('/usr/local/go/go.env', `${goroot}/go.env`, '--from=golang:1.27'), {
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
