import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stringify } from 'yaml';
import type { Finding, Report } from '../../src/core/documents/report.ts';
import type { Remedy } from '../../src/core/remedy/remedy.ts';
import { type Applied, apply, Refused } from './apply.ts';
import { type RootKind, type Roots, SEER, ZONED_SEER } from './roots.ts';
import { BARE, Sandbox } from './sandbox.ts';
import { type Identity, ROOT, type Settings, type Situation } from './situation.ts';

/** One situation on one root, as one user, with its variables set by image or pod. */
export interface Case {
  readonly situation: Situation;
  readonly root: RootKind;
  readonly as: Identity;
  readonly envBy: 'image' | 'pod';
}

/** What became of one remedy. */
export interface Outcome {
  readonly name: string;
  readonly where: string;
  /** Null where it mends. */
  readonly fault: string | null;
}

export function casesOf(situation: Situation): readonly Case[] {
  const { env, envBy, roots, as = [ROOT] } = situation;
  const sources =
    env === undefined ? (['image'] as const) : envBy === undefined ? (['image', 'pod'] as const) : [envBy];
  const places = pairs(roots, as);
  const count = Math.max(places.length, sources.length);
  return Array.from({ length: count }, (_, index) => {
    const [root, identity] = places[index % places.length] ?? [roots[0] as RootKind, ROOT];
    return { situation, root, as: identity, envBy: sources[index % sources.length] ?? 'image' };
  });
}

/** Every root with every user where these are few; else each root once, with the users in turn. */
function pairs(
  roots: readonly RootKind[],
  as: readonly Identity[],
): readonly (readonly [RootKind, Identity])[] {
  if (roots.length * as.length <= 4) return roots.flatMap((root) => as.map((one) => [root, one] as const));
  return roots.map((root, index) => [root, as[index % as.length] ?? ROOT] as const);
}

export function nameOf({ situation, root, as, envBy }: Case): string {
  const by = situation.env === undefined ? '' : `, set by the ${envBy}`;
  return `${situation.rule}: ${situation.what} (${root}, ${as.uid}:${as.gid}${by})`;
}

/** Where everything lies that the trials share. */
export interface Bench {
  readonly roots: Roots;
  readonly fixtures: string;
  readonly packages: string;
}

/** Breaks a root, and applies every remedy that is offered, each to a copy of it. */
export async function tryRemedies(one: Case, bench: Bench): Promise<readonly Outcome[]> {
  try {
    return await tryAll(one, bench);
  } catch (error) {
    return [{ name: nameOf(one), where: '', fault: `cannot be tried: ${error}` }];
  }
}

async function tryAll(one: Case, bench: Bench): Promise<readonly Outcome[]> {
  const { sandbox, settings } = await broken(one, bench);
  try {
    const report = await sandbox.probe(settings, argsOf(one.situation));
    return await tryEach(one, report, (remedies, finding) =>
      tryOne(remedies, finding, report, one.situation, { sandbox: sandbox.copy(), settings }),
    );
  } finally {
    sandbox.close();
  }
}

async function tryEach(
  one: Case,
  report: Report,
  fault: (remedies: readonly Remedy[], finding: Finding) => Promise<string | null>,
): Promise<readonly Outcome[]> {
  const name = nameOf(one);
  const finding = report.probes
    .flatMap(({ findings }) => findings)
    .find(({ rule }) => rule === one.situation.rule);
  if (finding === undefined) return [{ name, where: '', fault: `does not fire: ${told(report)}` }];
  if (finding.remedies.length === 0)
    return [{ name, where: '', fault: `no remedy as data: ${finding.remedy}` }];
  const outcomes: Outcome[] = [];
  for (const [index, remedy] of finding.remedies.entries()) {
    if (!isMeantHere(remedy, one)) continue;
    const { where, lines } = remedy;
    const first = / the line above /.test(remedy.why) ? finding.remedies[index - 1] : undefined;
    outcomes.push({
      name,
      where: `${where}: ${lines.join(' ⏎ ') || remedy.why}`,
      fault: await fault([...(first === undefined ? [] : [first]), remedy], finding),
    });
  }
  if (outcomes.length === 0) return [{ name, where: '', fault: `nothing to type: ${finding.remedy}` }];
  return outcomes;
}

/** A variable of the pod wins over that of the image, so of such a pair one is meant. */
function isMeantHere({ where, lines, why }: Remedy, { situation, envBy }: Case): boolean {
  // Where the image is built is another machine.
  if (where === 'ci') return false;
  if (lines.length === 0) return /^take [A-Z_0-9]+/.test(why);
  const sets = Object.keys(situation.env ?? {}).some((name) =>
    lines.some((line) => line.startsWith(`ENV `) && line.includes(`${name}=`)),
  );
  return !(where === 'image' && envBy === 'pod' && sets);
}

async function tryOne(
  remedies: readonly Remedy[],
  finding: Finding,
  before: Report,
  situation: Situation,
  { sandbox, settings }: Broken,
): Promise<string | null> {
  try {
    const homes = sandbox.homes();
    const open = sandbox.exposed(homes);
    let applied: Applied = { settings };
    for (const remedy of remedies) applied = await apply(remedy, sandbox, applied.settings);
    if (applied.policy !== undefined) await writePolicy(sandbox, merged(situation.policy, applied.policy));
    const after = await sandbox.probe(applied.settings, argsOf(situation));
    return (
      judge(finding, before, after, situation.beside) ??
      (await works(situation, sandbox, applied.settings, programFor(remedies))) ??
      harmOf(open, sandbox.exposed(homes))
    );
  } catch (error) {
    if (error instanceof Refused) return `refused: ${error.message}`;
    throw error;
  } finally {
    sandbox.close();
  }
}

function harmOf(before: ReadonlySet<string>, after: ReadonlySet<string>): string | null {
  const harm = [...after].filter((one) => !before.has(one));
  return harm.length === 0 ? null : `harmful: ${harm.join(', ')}`;
}

const count = (report: Report, rule: string) =>
  report.probes.flatMap(({ findings }) => findings).filter((f) => f.rule === rule && f.severity !== 'info')
    .length;

/** The finding is gone, and nothing of weight came instead. */
function judge(
  finding: Finding,
  before: Report,
  after: Report,
  beside: readonly string[] = [],
): string | null {
  const info = finding.severity === 'info';
  const left = info
    ? after.probes.flatMap(({ findings }) => findings).filter(({ rule }) => rule === finding.rule).length
    : count(after, finding.rule);
  const was = info ? 1 : count(before, finding.rule);
  if (left >= was) return `the finding stays: ${told(after)}`;
  const rules = new Set(after.probes.flatMap(({ findings }) => findings).map(({ rule }) => rule));
  for (const rule of rules) {
    if (!beside.includes(rule) && count(after, rule) > count(before, rule))
      return `a new finding: ${rule}: ${told(after)}`;
  }
  return null;
}

/** Some of what a remedy is for is a property of the program. */
function programFor(remedies: readonly Remedy[]): string {
  return remedies.some(({ why }) => why.includes('the program has the zone data inside')) ? ZONED_SEER : SEER;
}

async function works(
  situation: Situation,
  sandbox: Sandbox,
  settings: Settings,
  seer: string,
): Promise<string | null> {
  for (const question of situation.works ?? []) {
    const { code, output } = await sandbox.ask(question, settings, seer);
    if (code !== 0) return `does not work: ${question}: ${output.trim()}`;
  }
  for (const command of situation.commands ?? []) {
    const { code, output } = await sandbox.inside(['/bin/sh', '-c', command], settings);
    if (code !== 0) return `does not work: ${command}: ${output.trim()}`;
  }
  return null;
}

function told(report: Report): string {
  const findings = report.probes
    .flatMap((probe) => probe.findings)
    .filter(({ severity }) => severity !== 'info');
  const open = report.probes
    .filter(({ status }) => status === 'inconclusive')
    .map(({ name, reason }) => `${name}: ${reason}`);
  return (
    [...open, ...findings.map(({ rule, message }) => `${rule}: ${message}`)].join(' | ') || 'nothing is found'
  );
}

/** A root that is broken, and how its process is run. */
interface Broken {
  readonly sandbox: Sandbox;
  readonly settings: Settings;
}

async function broken(one: Case, { roots, fixtures, packages }: Bench): Promise<Broken> {
  const { situation, root, as, envBy } = one;
  const {
    env = {},
    mounts = [],
    readOnly = false,
    umask = '0022',
    cwd = '/',
    go,
    context = 'context',
  } = situation;
  const sandbox = new Sandbox(roots, roots.layers(root, go), fixtures, packages);
  const prepared = [...PREPARE[root], ...(go === undefined ? [] : GO_IMAGE.prepared)];
  const { code, output } = await sandbox.outside([...prepared, ...(situation.broken ?? [])]);
  if (code !== 0) throw new Error(`${nameOf(one)} cannot be broken: ${output}`);
  if (situation.policy !== undefined) await writePolicy(sandbox, situation.policy);
  const settings: Settings = {
    ...BARE,
    imageEnv: {
      ...(go === undefined ? {} : { ...GO_IMAGE.env, HOME: as.uid === 0 ? '/root' : '/home/app' }),
      ...situation.image,
      ...(envBy === 'image' ? env : {}),
    },
    podEnv: envBy === 'pod' ? env : {},
    identity: as,
    mounts,
    readOnly,
    umask,
    cwd,
    context,
  };
  return { sandbox, settings };
}

/** As the image golang is made, and a user with a home beside root. */
const GO_IMAGE = {
  env: {
    PATH: '/go/bin:/usr/local/go/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    GOPATH: '/go',
    GOTOOLCHAIN: 'local',
  },
  prepared: [
    'mkdir -p go/bin go/src home/app root etc && chmod 1777 go go/bin go/src && chown 12345 home/app',
    // Who downloads modules has certificates.
    '[ -e etc/ssl ] || { mkdir -p etc/ssl/certs && cp "$B/etc/ssl/certs/ca-certificates.crt" etc/ssl/certs; }',
    '[ -e etc/passwd ] || echo root:x:0:0:root:/root:/sbin/nologin >etc/passwd',
  ],
} as const;

/** Packages are installed from a folder: what the archive has, without a network. */
const PREPARE: Readonly<Record<RootKind, readonly string[]>> = {
  debian: [
    'mkdir -p opt/packages && rm -rf etc/apt/sources.list etc/apt/sources.list.d',
    'echo "deb [trusted=yes] file:/opt/packages ./" >etc/apt/sources.list',
    'echo force-unsafe-io >etc/dpkg/dpkg.cfg.d/quick',
  ],
  alpine: ['mkdir -p opt/packages'],
  distroless: [],
  empty: [],
};

async function writePolicy(sandbox: Sandbox, text: string): Promise<void> {
  const encoded = Buffer.from(text).toString('base64');
  await sandbox.outside([`mkdir -p etc && echo ${encoded} | base64 -d >etc/probe-env.yaml`]);
}

function merged(policy: string | undefined, change: unknown): string {
  return policy === undefined ? stringify(change) : `${policy}\n${stringify(change)}`;
}

function argsOf({ args = [] }: Situation): readonly string[] {
  return ['--verbose', ...(args.includes('--profile') ? [] : ['--profile', 'runtime']), ...args];
}

/** A folder that fixtures are written to. */
export function makeFolder(...parts: string[]): string {
  const path = join(...parts);
  mkdirSync(path, { recursive: true });
  return path;
}

export { writeFileSync as write };
