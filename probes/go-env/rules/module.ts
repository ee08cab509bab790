import { byHand, dockerfile, setEnv, shell } from '../../../src/core/remedy/forms.ts';
import { goTree } from '../../../src/core/remedy/go-tree.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { rule } from '../../../src/core/rule.ts';
import { meant, setting, unsetting, withSources } from '../remedies.ts';
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
  'module-missing': rule<{ directory: string }>({
    title: 'There is no go.mod',
    severity: 'error',
    cause:
      'The policy asks for a module (goEnv.requireModule), and neither the directory nor one above it has a go.mod or go.work. A build ends with "go.mod file not found in current directory or any parent directory".',
    message: ({ directory }) => `No go.mod in ${directory} or above it.`,
    remedies: ({ directory }) => {
      const there = directory === '/' ? '/src' : directory;
      return [
        dockerfile([`WORKDIR ${quote(there)}`, 'COPY . .']),
        byHand('policy', 'name the directory in goEnv.directory'),
      ];
    },
    restart: STAYS,
    example: { directory: '/src' },
  }),
  'go-mod-invalid': rule<{ path: string; line: number; error: string }>({
    title: 'go.mod or go.work cannot be read',
    severity: 'error',
    cause: 'The go command ends with "errors parsing go.mod" before it does anything else.',
    says: ['errors parsing go.mod'],
    message: ({ path, line, error }) => `Line ${line} of ${path} cannot be read: ${error}.`,
    remedies: ({ path, line }) => [
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
      ...withSources(`cd ${quote(vendor.replace(/\/vendor$/, '') || '/')} && go mod vendor`, vendor),
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

/** Which toolchain does the work. */
export const toolchainRules = {
  'toolchain-download': rule<{
    name: string;
    because: string;
    local: string;
    file: string | null;
    obstacle: string | null;
    goroot: string;
  }>({
    title: 'The first go command will download another toolchain',
    severity: 'warning',
    otherwise: [{ severity: 'error', when: 'where nothing lets it be downloaded' }],
    cause:
      'From Go 1.21 on, a go or toolchain line of go.mod, or GOTOOLCHAIN, can ask for another Go than the one installed; go then downloads it (some 70 MB) and runs it instead, even for go version. It is an error where the settings forbid the download: GOPROXY=off, GOSUMDB=off (toolchains are always verified), or GOTOOLCHAIN=path.',
    message: ({ name, because, local, file, obstacle }) => {
      const asks = because === 'GOTOOLCHAIN' ? 'GOTOOLCHAIN' : `the ${because} of ${file}`;
      const end =
        obstacle === null ? 'go downloads it first.' : `it can neither be found nor fetched: ${obstacle}.`;
      return `Installed is ${local}, but ${asks} asks for ${name}: ${end}`;
    },
    remedies: ({ name, because, local, file, goroot }, { family }) => [
      ...goTree(name.replace(/^go/, ''), family, { goroot }),
      ...(because === 'go line'
        ? [
            shell(
              `GOTOOLCHAIN=local go mod edit ${quote(`-go=${local.replace(/^go/, '')}`)} ${quote(file ?? '')}`,
              {
                why: 'asks for the installed one',
                needs: ['program:go', `write:${file}`],
              },
            ),
          ]
        : setEnv({ GOTOOLCHAIN: 'local' }, 'keeps to the installed one')),
    ],
    restart: STAYS,
    example: {
      name: 'go1.27.0',
      because: 'go line',
      local: 'go1.26.10',
      file: '/src/go.mod',
      obstacle: null,
      goroot: '/usr/local/go',
    },
  }),
  'toolchain-too-old': rule<{
    wanted: string;
    local: string;
    file: string;
    setting: string | null;
    from: From;
    goroot: string;
  }>({
    title: 'go.mod asks for a newer Go than may be used',
    severity: 'error',
    cause:
      'The go line of go.mod or go.work is the least version that may build the module. With GOTOOLCHAIN=local (the official golang images set it) or a fixed version, go does not fetch a newer one and ends with "go.mod requires go >= …". Go before 1.21 cannot even read such a file.',
    says: ['requires go >='],
    message: ({ wanted, local, file, setting }) =>
      setting === null
        ? `${file} is written for go ${wanted}; go ${local} cannot read it.`
        : `${file} requires go ${wanted}; this is go ${local}, and GOTOOLCHAIN=${setting} keeps it.`,
    remedies: ({ wanted, from, setting: toolchain, goroot }, { family }) => {
      if (toolchain === null) return goTree(wanted, family, { goroot });
      const fetched = setting('GOTOOLCHAIN', 'auto', from, 'go fetches that release itself');
      // Of a fixed version go would be asked, whatever is installed.
      return toolchain === 'local' ? [...goTree(wanted, family, { goroot }), ...fetched] : fetched;
    },
    restart: STAYS,
    example: {
      wanted: '1.27.0',
      local: '1.26.10',
      file: '/src/go.mod',
      setting: 'local',
      from: 'environment',
      goroot: '/usr/local/go',
    },
  }),
  'toolchain-unverifiable': rule<{ name: string; from: From }>({
    title: 'The toolchain is cached, and go may not use it unverified',
    severity: 'error',
    cause:
      'A toolchain of the module cache is looked up in the checksum database each time that go switches to it. With GOSUMDB=off every command ends, go version included: "checksum database disabled by GOSUMDB=off". Only where GOPROXY is a single file:// URL it is trusted.',
    message: ({ name, from }) =>
      `${name} is in the module cache, but ${where('GOSUMDB', from)} is off: go refuses to switch to it.`,
    remedies: ({ from }) => [
      ...setting('GOSUMDB', 'sum.golang.org', from),
      ...setEnv({ GOTOOLCHAIN: 'local' }, 'keeps to the installed one'),
    ],
    restart: STAYS,
    example: { name: 'go1.28.1', from: 'environment' },
  }),
  'toolchain-invalid': rule<{
    what: string;
    value: string;
    from: From;
    file: string | null;
    instead: string | null;
  }>({
    title: 'GOTOOLCHAIN or the toolchain line names no toolchain',
    severity: 'error',
    cause:
      'GOTOOLCHAIN is local, auto, path, the name of a toolchain such as go1.26.0, or such a name with +auto or +path. A toolchain line is such a name or default. A name without the third number, such as go1.27, is a language and no release. With anything else every go command fails.',
    says: ['invalid GOTOOLCHAIN'],
    message: ({ what, value, file }) =>
      what === 'GOTOOLCHAIN'
        ? `GOTOOLCHAIN is "${value}", which names no toolchain.`
        : `The toolchain line of ${file} says "${value}", which names no toolchain.`,
    remedies: ({ what, value, from, file, instead }) =>
      what === 'GOTOOLCHAIN'
        ? instead === null
          ? meant(
              'GOTOOLCHAIN',
              value,
              from,
              setting('GOTOOLCHAIN', /^\d+\.\d+\.\d+$/.test(value) ? `go${value}` : 'local', from),
            )
          : setting('GOTOOLCHAIN', instead, from)
        : withSources(
            `sed -i ${instead === null ? "'/^toolchain /d'" : `'s/^toolchain .*/toolchain ${instead}/'`} ${quote(file ?? '')}`,
            file ?? '',
          ),
    restart: STAYS,
    example: { what: 'GOTOOLCHAIN', value: '1.26.0', from: 'environment', file: null, instead: null },
  }),
} as const;
