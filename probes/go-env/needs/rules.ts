import { byHand, command, dockerfile } from '../../../src/core/remedy/forms.ts';
import { goTree } from '../../../src/core/remedy/go-tree.ts';
import { copyLine, quote, sourceOf } from '../../../src/core/remedy/quote.ts';
import { rule } from '../../../src/core/rule.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import { anotherGoTidied, withSources } from '../remedies.ts';
import { type Closed, STAYS, UNIMPORTED, whyClosed } from '../rules/text.ts';

/** What a build reads beside go.mod. */
export const needRules = {
  'file-unreadable': rule<Closed>({
    title: 'A file of the module may not be read',
    severity: 'error',
    cause:
      'go.mod, go.sum, go.work, the go.mod of each module of a workspace, vendor and vendor/modules.txt are read before anything is built. Copied with another owner or a narrow umask, they refuse the user who builds: "permission denied".',
    says: ['go.mod: permission denied', 'missing go.sum entry'],
    message: (e) => `uid ${e.uid} may not read ${e.path} ${whyClosed(e)}.`,
    remedies: ({ path, uid }) => [
      ...command(`chmod -R a+rX ${quote(path)}`, { why: 'sources are no secret' }),
      // COPY of a directory leaves the mode of one that is there.
      ...(path.endsWith('/vendor')
        ? []
        : [
            dockerfile(copyLine(path, path, '--from=build', `--chown=${uid}`), {
              why: 'with the sources in the stage build',
            }),
          ]),
    ],
    restart: STAYS,
    example: { path: '/src/go.mod', code: 'EACCES', owner: 0, mode: '0600', uid: 1000 },
  }),
  'replacement-missing': rule<{ module: string; directory: string; path: string }>({
    title: 'The directory that replaces a module is not there',
    severity: 'error',
    cause:
      'A replace line of go.mod or go.work names a directory, and it or its go.mod was not copied: "replacement directory … does not exist". It is a warning where go.mod says // indirect: a build may do without.',
    says: ['(replaced by'],
    message: ({ module, directory, path }) =>
      `${path} replaces ${module} by ${directory}, where there is no go.mod.`,
    remedies: ({ directory }) => [dockerfile(copyLine(sourceOf(directory), directory))],
    restart: STAYS,
    example: { module: 'example.com/lib@v1.0.0', directory: '/lib', path: '/src/go.mod' },
  }),
  'dependency-wants-newer-go': rule<{
    module: string;
    wanted: string;
    local: string;
    file: string;
    untidy: string | null;
    goroot: string;
    count: number;
  }>({
    title: 'A module that is used asks for a newer Go',
    severity: 'error',
    otherwise: UNIMPORTED,
    cause:
      'From Go 1.21 on the go line of every module that a build uses is a demand. A build ends with "requires go >= …", also with GOTOOLCHAIN=auto: only go get and go mod tidy fetch a newer Go for it. A newer Go alone ends with "updates to go.mod needed": go mod tidy raises the go line of go.mod too. A vendor directory and a workspace do not need that.',
    message: ({ module, wanted, local, file }) =>
      `${module} asks for go ${wanted} (${file}); this is go ${local}.`,
    remedies: ({ wanted, untidy, goroot }, { family, root }) =>
      untidy === null
        ? goTree(wanted, family, { goroot })
        : anotherGoTidied(wanted, untidy, goroot, root, family),
    restart: STAYS,
    example: {
      module: 'example.com/lib@v1.0.0',
      wanted: '1.99',
      local: '1.26.10',
      file: '/src/lib/go.mod',
      untidy: '/src/go.mod',
      goroot: '/usr/local/go',
      count: 1,
    },
  }),
  'vendor-list-directory': rule<{ vendor: string }>({
    title: 'vendor/modules.txt is a directory',
    severity: 'error',
    cause:
      'Container engines make a directory where a file that is to be mounted is missing on the host. go reads the list of vendored modules before it builds anything, also where nothing is required, and ends with "reading modules.txt … is a directory".',
    message: ({ vendor }) => `${vendor}/modules.txt is a directory, and no list of modules.`,
    remedies: ({ vendor }) => [
      ...withSources(
        `cd ${quote(parentOf(vendor))} && rm -r vendor && if [ -f go.work ]; then go work vendor; else go mod vendor; fi`,
        vendor,
      ),
      byHand('image', `mount nothing at ${vendor}/modules.txt, or a file that is there`),
    ],
    restart: STAYS,
    example: { vendor: '/src/vendor' },
  }),
  'vendor-incomplete': rule<{ vendor: string; package: string; count: number }>({
    title: 'A vendored package is not there',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where no source of the module itself imports it' }],
    cause:
      'vendor/modules.txt lists the package, and its directory is missing: a pattern of .dockerignore or .gitignore that is meant for other directories (lib, build, bin, *.test) fits inside of vendor too. With -mod=vendor nothing is fetched instead: a build ends with "cannot find module providing package … import lookup disabled by -mod=vendor".',
    says: ['import lookup disabled by -mod=vendor'],
    message: ({ vendor, package: name, count }) =>
      `${vendor}/modules.txt lists ${name}, but ${vendor}/${name} is not there${count > 1 ? ` (nor are ${count - 1} more)` : ''}.`,
    remedies: ({ vendor, package: name }) => [
      byHand(
        'image',
        `see which pattern of .dockerignore or .gitignore fits vendor/${name}, and add the line !vendor/** behind it; then build again`,
      ),
      ...withSources(
        `cd ${quote(parentOf(vendor))} && if [ -f go.work ]; then go work vendor; else go mod vendor; fi`,
        vendor,
      ),
    ],
    restart: STAYS,
    example: { vendor: '/src/vendor', package: 'golang.org/x/text/width', count: 1 },
  }),
  'go-line-outdated': rule<{
    module: string;
    wanted: string;
    has: string | null;
    file: string;
    path: string;
    count: number;
  }>({
    title: 'The go line of go.mod is older than that of a module that is used',
    severity: 'error',
    otherwise: UNIMPORTED,
    cause:
      'From Go 1.21 on the go line of go.mod must be at least that of every module that a build uses, as far as that is 1.21 or later. A build does not raise it: it ends with "updates to go.mod needed". A vendor directory and a workspace do without, and so does -mod=mod.',
    says: ['updates to go.mod needed'],
    message: ({ module, wanted, has, file, path }) =>
      `${module} asks for go ${wanted} (${file}); ${path} ${has === null ? 'has no go line' : `says go ${has}`}.`,
    remedies: ({ path }) => withSources(`cd ${quote(parentOf(path))} && go mod tidy`, path),
    restart: STAYS,
    example: {
      module: 'example.com/lib@v1.0.0',
      wanted: '1.25',
      has: '1.21',
      file: '/src/lib/go.mod',
      path: '/src/go.mod',
      count: 1,
    },
  }),
  'godebug-unknown': rule<{
    path: string;
    line: number;
    key: string;
    value: string;
    problem: string;
    goversion: string;
  }>({
    title: 'A godebug line is one that this Go refuses',
    severity: 'error',
    cause:
      'From Go 1.23 on go.mod and go.work may set GODEBUG. A name that this release does not know, or that it no longer has, ends every build: "unknown godebug", "use of removed godebug". An update of the image is a frequent cause.',
    message: ({ path, line, key, value, problem, goversion }) =>
      `Line ${line} of ${path} sets ${key}=${value}, which ${goversion} ${GODEBUG[problem] ?? problem}.`,
    remedies: ({ path, line }) => withSources(`sed -i ${line}d ${quote(path)}`, path),
    restart: STAYS,
    example: {
      path: '/src/go.mod',
      line: 4,
      key: 'x509sha1',
      value: '1',
      problem: 'removed',
      goversion: 'go1.26.10',
    },
  }),
} as const;

const GODEBUG: Readonly<Record<string, string>> = {
  unknown: 'does not know',
  removed: 'no longer has',
  'too-new': 'is older than',
  malformed: 'cannot read',
};
