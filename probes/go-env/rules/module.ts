import { withoutMark } from '../../../src/core/remedy/byte-order-mark.ts';
import { byHand, command, dockerfile } from '../../../src/core/remedy/forms.ts';
import { copyLine, quote, sourceOf } from '../../../src/core/remedy/quote.ts';
import type { Remedy } from '../../../src/core/remedy/remedy.ts';
import { rule } from '../../../src/core/rule.ts';
import { BYTE_ORDER_MARK } from '../../../src/go/modules/mod-syntax.ts';
import { unsetting, withSources } from '../remedies.ts';
import { type From, list, STAYS, where } from './text.ts';

/** Module mode, go.mod, vendor. */
export const moduleRules = {
  'modules-off': rule<{ from: From; gomod: string | null }>({
    title: 'Modules are switched off',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'where there is no go.mod and the policy asks for none' }],
    cause:
      'With GO111MODULE=off go works in GOPATH mode: it passes over go.mod, knows no versions, and verifies nothing. It is a warning where there is no go.mod and the policy asks for none.',
    message: ({ from, gomod }) =>
      gomod === null
        ? `${where('GO111MODULE', from)} is off: go works in GOPATH mode.`
        : `${where('GO111MODULE', from)} is off, so go passes over ${gomod}.`,
    remedies: ({ from }) => unsetting('GO111MODULE', from, 'modules are on by default'),
    restart: STAYS,
    example: { from: 'environment', gomod: '/src/go.mod' },
  }),
  'modules-auto': rule<{ from: From; directory: string }>({
    title: 'Whether modules are on depends on the directory',
    severity: 'warning',
    otherwise: [{ severity: 'info', when: 'inside a module' }],
    cause:
      'With GO111MODULE=auto go uses modules where it finds a go.mod and GOPATH mode elsewhere: the same command does different things in different directories. It is a remark inside a module, where auto is the same as on.',
    message: ({ from, directory }) =>
      `${where('GO111MODULE', from)} is auto: in ${directory} the nearest go.mod decides about modules.`,
    remedies: ({ from }) => unsetting('GO111MODULE', from, 'modules are on by default'),
    restart: STAYS,
    example: { from: 'environment', directory: '/' },
  }),
  'module-missing': rule<{ directory: string; ignored: string | null }>({
    title: 'There is no go.mod',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'in a workspace, whose modules can be built' }],
    cause:
      'The directory has sources, or the policy asks for a module (goEnv.requireModule), and neither it nor one above it has a go.mod or go.work that go takes. A build ends with "go.mod file not found in current directory or any parent directory"; go run and go build with the names of files work. Go passes over a go.mod that lies in the directory for temporary files itself, such as /tmp/go.mod. It is a warning in a workspace, whose modules can be built.',
    says: ['go.mod file not found in current directory or any parent directory', 'cannot find main module'],
    message: ({ directory, ignored }) =>
      ignored === null
        ? `No go.mod in ${directory} or above it.`
        : `No go.mod in ${directory} or above it that go takes: it passes over ${ignored}.`,
    remedies: ({ directory }) => {
      const there = directory === '/' ? '/src' : directory;
      return [
        dockerfile([`WORKDIR ${quote(there)}`, 'COPY . .']),
        byHand('policy', 'name the directory in goEnv.directory'),
      ];
    },
    restart: STAYS,
    example: { directory: '/src', ignored: null },
  }),
  'module-not-a-file': rule<{ path: string; gomod: string | null; link: string | null; mounted: boolean }>({
    title: 'What stands in the place of go.mod or go.work is no file',
    severity: 'error',
    otherwise: [{ severity: 'warning', when: 'in the place of go.work' }],
    cause:
      'Docker makes a directory where the source of a bind mount does not exist, as of -v ./go.mod:/src/go.mod, and COPY takes a link without what it leads to. go passes over both without a word and looks for a file further up; where there is none, a build ends with "go.mod file not found in current directory or any parent directory".',
    says: ['go.mod file not found in current directory or any parent directory'],
    message: ({ path, gomod, link }) =>
      `${path} ${link === null ? 'is a directory, not a file' : `is a link to ${link}, which is not there`}: ${gomod === null ? 'go works in no module' : `go works in the module of ${gomod}`}.`,
    remedies: (e) => inPlaceOfFile(e),
    restart: STAYS,
    example: { path: '/src/go.mod', gomod: null, link: null, mounted: false },
  }),
  'go-mod-invalid': rule<{ path: string; line: number; error: string }>({
    title: 'go.mod or go.work cannot be read',
    severity: 'error',
    cause:
      'The go command ends with "errors parsing go.mod" before it does anything else. From Go 1.21 on a build ends with "updates to go.mod needed" where a toolchain line says what the go line says, or default, or a Go before 1.21, and where the go line is no version, as 1.21.0rc1.',
    says: ['errors parsing go.mod', 'updates to go.mod needed'],
    message: ({ path, line, error }) => `Line ${line} of ${path} cannot be read: ${error}.`,
    remedies: ({ path, line, error }) => [
      ...(error === BYTE_ORDER_MARK ? command(withoutMark(path), { needs: ['program:tail'] }) : []),
      ...(/ for "toolchain /.test(error) ? withSources(`sed -i ${line}d ${quote(path)}`, path) : []),
      byHand('ci', `correct line ${line} of ${path}; go mod edit -fmt shows when it can be read`),
    ],
    restart: STAYS,
    example: { path: '/src/go.mod', line: 5, error: 'unknown directive: requires' },
  }),
  'go-work-missing': rule<{ path: string; from: From }>({
    title: 'GOWORK names a file that is not there',
    severity: 'error',
    cause:
      'With GOWORK set go works in that workspace, whatever the directory; every command that needs a module ends with "reading go.work".',
    says: ['reading go.work: open'],
    message: ({ path, from }) => `${where('GOWORK', from)} is ${path}, which cannot be read.`,
    remedies: ({ from }) => unsetting('GOWORK', from),
    restart: STAYS,
    example: { path: '/src/go.work', from: 'environment' },
  }),
  'vendor-missing': rule<{ vendor: string; from: From | null }>({
    title: 'Builds want vendored packages that are not there',
    severity: 'error',
    cause:
      'With -mod=vendor, or with a vendor directory and go 1.14 or later in go.mod, go takes packages from vendor alone and reads their list from vendor/modules.txt. Without it a build ends with "inconsistent vendoring".',
    says: ['inconsistent vendoring'],
    message: ({ vendor, from }) =>
      from === null
        ? `${vendor} is there, but has no modules.txt.`
        : `${where('GOFLAGS', from)} has -mod=vendor, but ${vendor}/modules.txt is not there.`,
    remedies: ({ vendor, from }) => [
      ...withSources(
        `cd ${quote(vendor.replace(/\/vendor$/, '') || '/')} && if [ -f go.work ]; then go work vendor; else go mod vendor; fi`,
        vendor,
      ),
      ...(from === null ? [dockerfile(`RUN rm -rf ${quote(vendor)}`)] : []),
    ],
    restart: STAYS,
    example: { vendor: '/src/vendor', from: 'environment' },
  }),
  'vendor-inconsistent': rule<{ vendor: string; modules: readonly string[]; count: number }>({
    title: 'vendor/modules.txt and go.mod disagree',
    severity: 'error',
    cause:
      'go.mod was changed and the vendor directory was not made anew, or they were copied from different states. Builds end with "inconsistent vendoring".',
    says: ['inconsistent vendoring in'],
    message: ({ vendor, modules, count }) =>
      `${vendor}/modules.txt does not agree with go.mod about ${list(modules, count)}.`,
    remedies: ({ vendor }) =>
      withSources(
        `cd ${quote(vendor.replace(/\/vendor$/, '') || '/')} && if [ -f go.work ]; then go work vendor; else go mod vendor; fi`,
        vendor,
      ),
    restart: STAYS,
    example: { vendor: '/src/vendor', modules: ['golang.org/x/text@v0.14.0'], count: 1 },
  }),
} as const;

/** What stands there is taken away; where nothing else says what the module is, the file itself is brought. */
function inPlaceOfFile({
  path,
  gomod,
  link,
  mounted,
}: {
  readonly path: string;
  readonly gomod: string | null;
  readonly link: string | null;
  readonly mounted: boolean;
}): readonly Remedy[] {
  if (mounted)
    return [byHand('pod', `take out the mount of ${path}, or make the file that it is to show on the host`)];
  const removal = `${link === null ? 'rmdir' : 'rm'} ${quote(path)}`;
  const itself = byHand('image', `COPY the file ${path} itself`);
  if (gomod !== null || path.endsWith('.work')) return [...command(removal), itself];
  const lines = [`RUN ${removal}`, copyLine(sourceOf(path), path)];
  return [dockerfile(lines, { needs: [`program:${link === null ? 'rmdir' : 'rm'}`] }), itself];
}
