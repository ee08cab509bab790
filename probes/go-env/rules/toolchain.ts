import { setEnv, shell } from '../../../src/core/remedy/forms.ts';
import { goTree } from '../../../src/core/remedy/go-tree.ts';
import { quote } from '../../../src/core/remedy/quote.ts';
import { rule } from '../../../src/core/rule.ts';
import { meant, setting, withSources } from '../remedies.ts';
import { type From, STAYS, where } from './text.ts';

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
    says: ['toolchain not available'],
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
