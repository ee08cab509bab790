import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Report as Answer, Finding } from '../../src/core/documents/report.ts';
import { makeFixtures } from '../remedies/roots/fixtures.ts';
import { PROBE_ENV, Roots, toolchain } from '../remedies/roots/roots.ts';
import { BARE, Sandbox } from '../remedies/roots/sandbox.ts';
import { type Mount, ROOT, type Settings } from '../remedies/situation.ts';
import { makeGroup } from '../support/system/cgroup.ts';
import { goToolchains } from '../support/system/real-tools.ts';
import { buildPrograms } from './programs.ts';
import { argumentsOf, type Real, type Report } from './report.ts';

/** What was seen of a report. */
export interface Seen {
  readonly exit: number;
  /** Errors and warnings, by rule. */
  readonly finds: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  /** Where probes could not tell. */
  readonly open: readonly string[];
  readonly real: readonly { readonly code: number; readonly output: string }[];
}

/** Root file systems, each broken for one report and thrown away. */
export class Bench {
  readonly #roots = new Roots();
  readonly #fixtures = makeFixtures(join(this.#roots.home, 'fixtures'), this.#roots.seer);
  readonly #nothing = emptyFolder(this.#roots.home, 'nothing');

  #groups = 0;

  constructor() {
    const go = goToolchains().at(-1);
    if (go !== undefined) buildPrograms(go.go, this.#fixtures);
  }

  async look(report: Report): Promise<Seen> {
    const sandbox = new Sandbox(
      this.#roots,
      this.#roots.layers(report.root ?? 'debian'),
      this.#fixtures,
      this.#nothing,
    );
    const { limits } = report;
    const group =
      limits === undefined ? null : makeGroup(`probe-env-report-${process.pid}-${this.#groups++}`, limits);
    try {
      return await this.#look(report, sandbox, group?.procs ?? []);
    } finally {
      sandbox.close();
      group?.remove();
    }
  }

  async #look(report: Report, sandbox: Sandbox, groups: readonly string[]): Promise<Seen> {
    const settings: Settings = { ...settingsOf(report), groups };
    // Volumes are there while it is made, and mounted where the process is started.
    const volumes = settings.mounts
      .flatMap(({ volume }) => volume ?? [])
      .map((name) => `mkdir -p "$V/${name}"`);
    const tree = settings.mounts.filter(({ from }) => from !== undefined);
    const lines = [...volumes, ...prepare(report), ...(report.made ?? [])];
    const made = await sandbox.outside(lines, tree);
    if (made.code !== 0) throw new Error(`the situation cannot be made: ${made.output}`);
    const [command = '', ...rest] = argumentsOf(report);
    const options = ['--format', 'json', '--timeout', '25000'];
    const argv = [...PROBE_ENV, command, ...options, ...rest];
    const ended = await sandbox.inside(behind(report, argv), settings);
    // The report of `run` goes to stderr, beside what the command says.
    const text = ended.output.slice(ended.output.indexOf('{'), ended.output.lastIndexOf('\n}') + 2);
    if (!text.startsWith('{')) throw new Error(`no report, exit code ${ended.code}: ${ended.output}`);
    const answer: Answer = JSON.parse(text);
    const findings = answer.probes.flatMap((probe) => probe.findings);
    const real = [];
    for (const one of report.real ?? []) real.push(await ask(one, report, sandbox, settings));
    return {
      exit: ended.code,
      finds: Object.fromEntries(
        findings.filter(({ severity }) => severity !== 'info').map(({ rule, severity }) => [rule, severity]),
      ),
      findings,
      open: answer.probes
        .filter(({ status }) => status === 'inconclusive')
        .map(({ name, reason }) => `${name}: ${reason}`),
      real,
    };
  }

  close(): void {
    rmSync(this.#roots.home, { recursive: true, force: true });
  }
}

function ask({ command, ask: question }: Real, report: Report, sandbox: Sandbox, settings: Settings) {
  return question === undefined
    ? sandbox.inside(behind(report, command ?? []), settings)
    : sandbox.ask(question, settings);
}

/** The command behind what the report does before each. */
function behind({ before }: Report, command: readonly string[]): readonly string[] {
  return before === undefined ? command : ['/bin/sh', '-c', `${before}\nexec "$@"`, 'sh', ...command];
}

const GO = '/usr/local/go';
const PATH = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

function settingsOf(report: Report): Settings {
  const { env = {}, mounts = [], as = ROOT, cwd = '/', umask = '0022', go } = report;
  const { userNamespace, withoutCapabilities } = report;
  const tree: readonly Mount[] = go === undefined ? [] : [{ at: GO, volume: 'go', from: gorootOf(go) }];
  const path = go === undefined ? {} : { PATH: `${GO}/bin:${PATH}` };
  return {
    ...BARE,
    podEnv: { ...path, ...env },
    identity: as,
    mounts: [...tree, ...mounts],
    umask,
    cwd,
    ...(userNamespace === undefined ? {} : { userNamespace }),
    ...(withoutCapabilities === undefined ? {} : { withoutCapabilities }),
  };
}

function gorootOf(go: true | string): string {
  const { goroot } = go === true ? (goToolchains().at(-1) ?? toolchain('1.27')) : toolchain(go);
  return goroot;
}

/** The policy, and programs that the root lacks. */
function prepare({ policy, git }: Report): readonly string[] {
  const encoded = Buffer.from(policy ?? '').toString('base64');
  return [
    ...(policy === undefined ? [] : [`mkdir -p etc && echo ${encoded} | base64 -d >etc/probe-env.yaml`]),
    ...(git === undefined ? [] : ['cp "$(command -v git)" usr/bin/git', GIT_LIBRARIES]),
  ];
}

const GIT_LIBRARIES =
  'for lib in $(ldd usr/bin/git | sed -n \'s/.*=> \\(\\/[^ ]*\\).*/\\1/p\'); do [ -e ".$lib" ] || cp "$lib" ".$lib"; done';

function emptyFolder(above: string, name: string): string {
  const path = join(above, name);
  mkdirSync(path);
  return path;
}
