import { byHand, dockerfile } from '../../../src/core/remedy/forms.ts';
import { copyLine, quote } from '../../../src/core/remedy/quote.ts';
import { rule } from '../../../src/core/rule.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import { withSources } from '../remedies.ts';
import { list, STAYS, UNIMPORTED } from '../rules/text.ts';

/** What a build compares modules with. */
export const goSumRules = {
  'go-sum-missing': rule<{ path: string; there: boolean; modules: readonly string[]; count: number }>({
    title: 'go.sum has no hashes of modules that go.mod requires',
    severity: 'error',
    otherwise: UNIMPORTED,
    cause:
      'A build only reads go.sum, and ends at the first module that it imports and go.sum does not know: "missing go.sum entry". That the module is cached, or GOSUMDB off, makes no difference. COPY go.mod without go.sum is a frequent cause.',
    says: ['missing go.sum entry for'],
    message: ({ path, there, modules, count }) =>
      there
        ? `${path} has no hash of ${list(modules, count)}.`
        : `${path} is not there, but go.mod requires ${list(modules, count)}.`,
    remedies: ({ path }) => [
      ...withSources(
        `cd ${quote(parentOf(path))} && go mod tidy`,
        path,
        'where the sources are; commit or copy go.sum too',
      ),
      dockerfile([copyLine('go.mod', `${parentOf(path)}/`), copyLine('go.sum', `${parentOf(path)}/`)]),
    ],
    restart: STAYS,
    example: { path: '/src/go.sum', there: false, modules: ['golang.org/x/text@v0.14.0'], count: 1 },
  }),
  'go-sum-invalid': rule<{ path: string; line: number }>({
    title: 'go.sum cannot be read',
    severity: 'error',
    otherwise: UNIMPORTED,
    cause:
      'A line of go.sum is a module, a version and a hash. With any other line, often the mark of a merge conflict, every command that reads it ends with "malformed go.sum: wrong number of fields".',
    says: ['malformed go.sum'],
    message: ({ path, line }) => `Line ${line} of ${path} has not three fields.`,
    remedies: ({ path, line }) =>
      withSources([`sed -i ${line}d ${quote(path)}`, `cd ${quote(parentOf(path))} && go mod tidy`], path),
    restart: STAYS,
    example: { path: '/src/go.sum', line: 12 },
  }),
  'go-sum-mismatch': rule<{
    path: string;
    module: string;
    cached: string;
    listed: string;
    count: number;
  }>({
    title: 'go.sum has another hash of a module than the module cache',
    severity: 'error',
    cause:
      'Go compares what is in the module cache with go.sum at every build, and ends with "checksum mismatch" and "SECURITY ERROR". Somebody moved the tag, or a proxy or a cache holds another module under its name, or go.sum was merged by hand. GOSUMDB=off, GONOSUMDB and GOPRIVATE do not change that.',
    says: ['checksum mismatch', 'SECURITY ERROR'],
    message: ({ path, module, cached, listed }) =>
      `${path} lists ${listed} for ${module}; the module cache has ${cached}.`,
    remedies: () => [
      byHand(
        'ci',
        'find out which of the two is right before anything is built: ask another machine or sum.golang.org for the hash of this version',
      ),
      byHand('ci', 'where go.sum is right: GOMODCACHE=/tmp/go-mod, an empty cache, which go fills again'),
      byHand(
        'ci',
        'where the cache is right: take the lines of that module out of go.sum and run go mod tidy; commit the result',
      ),
    ],
    restart: STAYS,
    example: {
      path: '/src/go.sum',
      module: 'example.com/lib@v1.0.0',
      cached: 'h1:yhPBp0Ga7qy9WHiRUCFbbKlFpsAgxzonvGu+Ixzsrqo=',
      listed: 'h1:AhPBp0Ga7qy9WHiRUCFbbKlFpsAgxzonvGu+Ixzsrqo=',
      count: 1,
    },
  }),
} as const;
