import { WHOLE } from '../../support/suite/whole.ts';
import { machine } from './machine.ts';
import { said, type WayOut } from './said.ts';

/* Texts on a machine that the real probes and the other commands look at, one at a time. */

/** One call a text; of dear ones CI makes each `of` which comes round. */
const each =
  (say: (text: string, at: number) => Promise<string>, of = 1): WayOut['say'] =>
  async (texts) => {
    const all: string[] = [];
    for (const [at, text] of texts.entries()) if (WHOLE || at % of === 0) all.push(await say(text, at));
    return all.join('\n');
  };

/** Variables that reports tell of. */
const TOLD = [
  ...['GOFLAGS', 'GOPROXY', 'GOSUMDB', 'GOPRIVATE', 'GONOPROXY', 'GOAUTH', 'GOVCS', 'GOTOOLCHAIN', 'GOROOT'],
  ...[
    'HTTPS_PROXY',
    'NO_PROXY',
    'SSL_CERT_FILE',
    'TZ',
    'CC',
    'GOENV',
    'GODEBUG',
    'HOME',
    'TMPDIR',
    'GOCACHE',
  ],
];

const variable = (at: number) => TOLD[at % TOLD.length] ?? 'TZ';

const pick = (formats: readonly string[], at: number) => formats[at % formats.length] ?? 'json';

export const CALLS: readonly WayOut[] = [
  {
    name: 'check, of variables',
    say: each(
      (text, at) =>
        said(['-v', '-f', pick(['json', 'text', 'text'], at)], machine({ env: { [variable(at)]: text } })),
      2,
    ),
  },
  {
    name: 'check, of what go says',
    say: each(
      (text, at) =>
        said(
          ['-v', '-f', pick(['text', 'json', 'tap'], at)],
          machine({ go: () => ({ code: 1, stdout: text, stderr: `go: ${text}` }) }),
        ),
      2,
    ),
  },
  {
    name: 'route',
    say: each((text, at) =>
      said(
        ['route', '-v', '-f', pick(['text', 'json'], at), 'corp.example/lib@v1.0.0'],
        machine({ env: { [pick(['GOPROXY', 'GOSUMDB', 'GOAUTH', 'GOPRIVATE', 'HTTPS_PROXY'], at)]: text } }),
      ),
    ),
  },
  ...['text', 'json'].map((format) => ({
    name: `target -f ${format}, of variables and the command`,
    say: (texts: readonly string[]) =>
      said(
        ['target', '-f', format],
        machine({
          env: Object.fromEntries(
            texts.flatMap((text, at) => [
              [`V${at}`, text],
              [`X${at}`, `x\n${text}`],
            ]),
          ),
          trees: { '/proc/1/cmdline': ['sh', '-c', ...texts].join('\0') },
        }),
      ),
  })),
  {
    name: 'explain, of what is pasted',
    say: each((text) => said(['explain', `go: ${text}`], machine()), 13),
  },
  {
    name: 'policy, what holds',
    say: each((text, at) =>
      said(
        ['policy', '-f', pick(['text', 'json'], at)],
        machine({
          trees: {
            '/etc/probe-env.yaml': JSON.stringify({
              goEnv: { expect: { GOFLAGS: text }, ...(at % 3 === 0 ? { privateModules: [text] } : {}) },
              app: { command: ['sh', '-c', text] },
              rules: { 'umask/too-open': { severity: 'off', because: text } },
            }),
          },
        }),
      ),
    ),
  },
  {
    name: 'a policy that is refused',
    say: each((text) =>
      said([], machine({ trees: { '/etc/probe-env.yaml': `only: [${JSON.stringify(text)}]` } })),
    ),
  },
  {
    name: 'init',
    // What has a secret in it is left out.
    says: 'no text',
    say: each((text, at) => said(['init'], machine({ env: { [variable(at)]: text } })), 5),
  },
  {
    name: 'wrong usage',
    say: each((text, at) =>
      said(
        [[`--only=${text}`], ['explain', 'umask', text], ['route', text], ['check', text]][at % 4] ?? [],
        machine(),
      ),
    ),
  },
];
