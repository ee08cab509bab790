import { byHand, command, dockerfile, setEnv } from '../../../src/core/remedy/forms.ts';
import { install } from '../../../src/core/remedy/packages.ts';
import { copyLine, quote, sourceOf } from '../../../src/core/remedy/quote.ts';
import { rule } from '../../../src/core/rule.ts';
import { COMPILER } from '../rules/build.ts';
import { type Closed, STAYS, whyClosed } from '../rules/text.ts';
import type { NotEmbedded } from './embedded.ts';

/** The sources of the module, as far as they are here. */
export const sourceRules = {
  'source-unreadable': rule<Closed & { readonly module: string }>({
    title: 'A source file may not be read',
    severity: 'error',
    otherwise: [
      { severity: 'warning', when: 'where it is of another package than the one of the working directory' },
    ],
    cause:
      'Go lists the directory of a package and opens each of its .go files, tests too: one that may not be read ends the build. COPY keeps the mode that files have in the build context. Go notes in GOCACHE what it found in a directory, and goes by the times of the files: after a chmod alone it may still say "permission denied".',
    says: ['.go: permission denied'],
    message: (e) => `uid ${e.uid} may not read ${e.path} ${whyClosed(e)}.`,
    remedies: ({ path, module, uid }) => [
      ...command([`chmod -R a+rX ${quote(module)}`, `find ${quote(module)} -name '*.go' -exec touch {} +`], {
        why: 'sources are no secret; touch, so that go looks at them anew',
        needs: ['program:find'],
      }),
      // COPY leaves a directory that is there as it is.
      ...(path.endsWith('.go')
        ? [
            dockerfile(copyLine('.', `${module}/`, `--chown=${uid}`), {
              why: 'in the place of the COPY that brings the sources',
            }),
          ]
        : []),
    ],
    restart: STAYS,
    example: {
      path: '/src/main.go',
      code: 'EACCES',
      owner: 0,
      mode: '0600',
      module: '/src',
      uid: 1000,
    },
  }),
  'package-missing': rule<{
    readonly path: string;
    readonly package: string;
    readonly directory: string;
    readonly root: string;
    /** `other-module`: a go.mod stands between, and no line requires that module. */
    readonly why: 'absent' | 'other-module';
  }>({
    title: 'A package of the module itself is not there',
    severity: 'error',
    cause:
      'What .dockerignore names, or a COPY of single directories left out, go does not find, and takes for a module that nobody requires: "no required module provides package", or "is not in std". So it says of sources that are made by go generate and are not yet there.',
    message: ({ path, package: name, directory, why }) =>
      why === 'absent'
        ? `${path} imports ${name}, and ${directory} has no Go files.`
        : `${path} imports ${name}, and ${directory} belongs to a module of its own, which go.mod does not require.`,
    remedies: ({ directory, root, why }) =>
      why === 'absent'
        ? [
            dockerfile(copyLine(sourceOf(directory, root), `${directory}/`), {
              why: 'before the build',
            }),
            byHand('image', `take ${directory} out of .dockerignore, or make its files before: go generate`),
          ]
        : [
            byHand(
              'image',
              'require that module in go.mod and replace it by its directory, or take its go.mod away',
            ),
          ],
    restart: STAYS,
    example: {
      path: '/src/main.go',
      package: 'corp.example/app/internal/web',
      directory: '/src/internal/web',
      root: '/src',
      why: 'absent',
    },
  }),
  'cgo-needed': rule<{ readonly path: string; readonly directory: string }>({
    title: 'A package is written for cgo, and cgo is off',
    severity: 'error',
    cause:
      'Where cgo is off go leaves out each file that imports "C": CGO_ENABLED is 0, there is no C compiler (from Go 1.20 on), or GOOS and GOARCH are those of another machine. Of a package all of whose files do, nothing is left: "build constraints exclude all Go files".',
    message: ({ path, directory }) =>
      `All files of ${directory} import "C", as ${path} does, and cgo is off.`,
    remedies: (_, platform) => [
      ...install(COMPILER, platform),
      ...setEnv({ CGO_ENABLED: '1' }, 'with a C compiler'),
      byHand('image', 'give the package a file without C for builds without cgo: //go:build !cgo'),
    ],
    restart: STAYS,
    example: { path: '/src/main.go', directory: '/src' },
  }),
  'embed-missing': rule<{
    readonly path: string;
    readonly pattern: string;
    readonly directory: string;
    readonly root: string;
    readonly why: Exclude<NotEmbedded, null>;
  }>({
    title: 'A file that is to be embedded is not there',
    severity: 'error',
    cause:
      'go:embed takes files at build time from the directory of the package. Pages, templates and migrations are often made by another stage, or named in .dockerignore: "no matching files found". In a directory, names that begin with a dot or an underscore are left out, unless all: stands before the pattern: "contains no embeddable files".',
    message: ({ path, pattern, why }) => `${path} embeds ${pattern}, ${NOT_EMBEDDED[why]}.`,
    remedies: ({ path, directory, pattern, root, why }) => [
      ...(why === 'hidden'
        ? [
            ...command(`sed -i '${takingAll(pattern)}' ${quote(path)}`, TAKES_ALL),
            byHand('image', `write all:${pattern} there, if those files are meant`),
          ]
        : []),
      ...(pattern.includes('*')
        ? []
        : [
            dockerfile(copyLine(sourceOf(`${directory}/${pattern}`, root), `${directory}/${pattern}`), {
              why: 'before the build, or --from the stage that makes it',
            }),
          ]),
      ...(why === 'hidden' ? [] : [byHand('image', `take ${pattern} out of .dockerignore`)]),
    ],
    restart: STAYS,
    example: { path: '/src/main.go', pattern: 'web/dist', directory: '/src', root: '/src', why: 'absent' },
  }),
} as const;

const NOT_EMBEDDED: Readonly<Record<Exclude<NotEmbedded, null>, string>> = {
  absent: 'which is not there',
  empty: 'a directory without a file',
  hidden: 'a directory in which all names begin with a dot or an underscore, so that go takes none',
};

const TAKES_ALL = {
  why: 'if those files are meant; and so in the repository',
  needs: ['program:sed'],
} as const;

/** For sed: `all:` before the pattern; one on the next line of the same kind is left alone. */
function takingAll(pattern: string): string {
  const literally = pattern.replace(/[.*]/g, String.raw`\$&`);
  return String.raw`/^[[:space:]]*\/\/go:embed/s#\([[:space:]]\)${literally}\([[:space:]].*\)\{0,1\}$#\1all:${pattern}\2#`;
}
