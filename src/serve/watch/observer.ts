import type { Config } from '../../config/config.ts';
import type { Profile, Registry } from '../../core/probe.ts';
import { type Breathe, Turns } from '../../core/time/turns.ts';
import type { Seen } from '../../pipeline.ts';
import type { Outcome } from '../../run/outcome.ts';
import type { Host } from '../../target/host.ts';
import type { Around } from './around.ts';
import { Comparison } from './comparison.ts';
import type { Dependency } from './dependency.ts';
import { Recorder } from './recorder.ts';
import { look } from './two-steps.ts';
import { Ways } from './ways.ts';

/** What is needed for a report whether it is shown or not: which facts are looked at does not change with who asks. */
const DETAIL = { facts: true, info: true } as const;

/** A command that runs beside: its words, and the files that they name. */
export interface BesideCommand {
  readonly words: readonly string[];
  readonly programs: readonly string[];
}

/** Facts, and what they follow from. */
export interface Observation {
  readonly seen: Seen;
  readonly config: Config;
  readonly host: Host;
  /** By the name of a probe; the choice of the profile is the empty name. */
  readonly dependencies: ReadonlyMap<string, Dependencies>;
}

export interface Dependencies {
  readonly list: readonly Dependency[];
  /** More was looked at than is listed. */
  readonly tooMany: boolean;
  /** Monotonic: from then on it counts as changed. Null: as long as what is listed is as it was. */
  readonly untilMs: number | null;
  /** Directories, and the names in them that mattered. */
  readonly names: ReadonlyMap<string, ReadonlySet<string>>;
  /** What was asked beside; null where nobody wrote it down. */
  readonly around: Around | null;
}

/** What one look did. */
export interface Looked {
  readonly observation: Observation;
  /** Probes that ran. */
  readonly ran: readonly string[];
}

/** How it is looked. */
export interface Manner {
  readonly command?: BesideCommand;
  /** Probes (and the choice of the profile) of which it is known that nothing that they looked at has changed; else it is asked. */
  readonly same?: ReadonlySet<string>;
  /** How files are, with each link on the way, the caller asks: then `same` alone tells what need not be looked at again. */
  readonly glanced?: boolean;
  /** Where somebody else is to have his turn meanwhile. */
  readonly breathe?: Breathe;
}

/** Who is asked over the network is asked again after so long, milliseconds. */
const ASKED_MS = 60_000;

/** A mount that does not answer holds this process for half of that: questions wait as long, and a restart mends no mount. Milliseconds. */
const MOUNTS_DUE_MS = 900;

const PROFILE = '';

const NOTHING: ReadonlySet<string> = new Set();

/**
 * Looks again at what may have changed since `before`: a probe whose dependencies are as they were is not run, and its
 * facts stay.
 */
export async function observeAgain(
  registry: Registry,
  machine: Host,
  config: Config,
  before: Observation | null,
  manner: Manner = {},
): Promise<Looked> {
  const host = manner.breathe === undefined ? machine : impatient(machine);
  const known = before?.config === config ? before : null;
  const same = known === null ? NOTHING : (manner.same ?? (await unchangedOf(known, host, manner)));
  if (known !== null && stands(known, same)) return { observation: { ...known, host: machine }, ran: [] };
  const profile = known !== null && same.has(PROFILE) ? known.seen.profile : undefined;
  const seen = await observeSome(registry, host, config, same, manner, profile);
  const kept = known !== null && isSameProfile(known.seen, seen.seen) ? known : null;
  // Another profile is another set of probes.
  const now =
    known === null || kept !== null ? seen : await observeSome(registry, host, config, NOTHING, manner);
  const outcomes = now.seen.outcomes;
  const ran = outcomes.map(({ probe }) => probe.name);
  const all = kept === null ? outcomes : merged(kept.seen.outcomes, outcomes);
  const dependencies = new Map([...(kept?.dependencies ?? []), ...now.dependencies]);
  const observation = { seen: { ...now.seen, outcomes: all }, config, host: machine, dependencies };
  return { observation, ran };
}

/** The same machine, whose mounts are not waited for as long as a look may take. */
function impatient(host: Host): Host {
  const { dueAt, monotonic } = host;
  return dueAt === undefined
    ? host
    : { ...host, dueAt: (atMs) => dueAt(Math.min(atMs, monotonic() + MOUNTS_DUE_MS)) };
}

/** Everything is as it was: an idle agent pays for nothing but knowing that. */
function stands({ seen }: Observation, same: ReadonlySet<string>): boolean {
  return same.has(PROFILE) && seen.outcomes.every(({ probe }) => same.has(probe.name));
}

async function observeSome(
  registry: Registry,
  host: Host,
  config: Config,
  same: ReadonlySet<string>,
  { command, breathe, glanced = false }: Manner,
  profile?: Profile,
): Promise<{ readonly seen: Seen; readonly dependencies: Map<string, Dependencies> }> {
  const recorders = new Map<string, { readonly recorder: Recorder; readonly ways: Ways }>();
  const seen = await look(registry, host, config, {
    ...DETAIL,
    ...(profile && { profile }),
    ...(breathe && { breathe }),
    ...(command && { command: command.words, programs: command.programs }),
    startedMs: host.monotonic(),
    again: ({ name }) => !same.has(name),
    view: (machine, probe) => {
      const ways = new Ways(host);
      const recorder = new Recorder(machine, ways, glanced);
      recorders.set(probe ?? PROFILE, { recorder, ways });
      return recorder.recording();
    },
  });
  const dependencies = new Map<string, Dependencies>();
  for (const [name, { recorder, ways }] of recorders) {
    const { dependencies: list, tooMany, askedOthers, around } = recorder;
    const untilMs = askedOthers ? host.monotonic() + ASKED_MS : null;
    dependencies.set(name, { list, tooMany, untilMs, names: ways.names, around });
  }
  return { seen, dependencies };
}

/** The probes whose look came to its end and of which nothing that they looked at has changed; the choice of the profile too. */
async function unchangedOf(
  { seen, config, dependencies }: Observation,
  host: Host,
  { breathe }: Manner,
): Promise<ReadonlySet<string>> {
  // Of the look before, nothing is left of the time that mounts have for an answer: each would be taken for silent, and looked at anew.
  host.dueAt?.(host.monotonic() + config.timeoutMs);
  const comparison = new Comparison(host, breathe === undefined ? null : new Turns(host.monotonic, breathe));
  const isUnchanged = async (name: string): Promise<boolean> => {
    const kept = dependencies.get(name);
    // A probe that looked at nothing was skipped, or says what cannot change.
    if (kept === undefined) return name !== PROFILE;
    if (kept.tooMany || (kept.untilMs !== null && host.monotonic() >= kept.untilMs)) return false;
    return await comparison.isUnchanged(kept.list);
  };
  const complete = seen.outcomes.flatMap(({ probe, inconclusive }) =>
    inconclusive === undefined ? [probe.name] : [],
  );
  const same = new Set<string>();
  for (const name of [PROFILE, ...complete]) if (await isUnchanged(name)) same.add(name);
  return same;
}

function isSameProfile(one: Seen, other: Seen): boolean {
  return one.profile.name === other.profile.name && one.profile.why.code === other.profile.why.code;
}

function merged(before: readonly Outcome[], now: readonly Outcome[]): readonly Outcome[] {
  const anew = new Map(now.map((outcome) => [outcome.probe.name, outcome]));
  return before.map((outcome) => anew.get(outcome.probe.name) ?? outcome);
}

/** The directories in which a change may matter, with the names that do. */
export function namesThatMatter(
  looks: readonly Pick<Dependencies, 'names'>[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const all = new Map<string, Set<string>>();
  for (const { names } of looks) {
    for (const [directory, some] of names) {
      const known = all.get(directory) ?? new Set();
      for (const name of some) known.add(name);
      all.set(directory, known);
    }
  }
  return all;
}
