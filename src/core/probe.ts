import type { Host } from '../target/host.ts';
import type { Measure } from './measure.ts';
import type { Drafts } from './policy/draft.ts';
import type { Policy } from './policy/policy.ts';
import type { AnyProbePolicy } from './policy/probe-policy.ts';
import type { Profile, ProfileName } from './profile.ts';
import type { Purpose } from './purpose.ts';
import type { CommonReason, Reason, Sentences } from './reason.ts';
import type { RawFinding, RuleSet } from './rule.ts';
import type { JsonObject } from './types/json.ts';

export type { Profile, ProfileName } from './profile.ts';

/** What only some targets have, and a probe of its own looks at. */
const APART = ['pod', 'container', 'image', 'network'] as const;
export type Apart = (typeof APART)[number];

export function isApart(needs: string | undefined): needs is Apart {
  return (APART as readonly (string | undefined)[]).includes(needs);
}

/** When the answer is due. */
export interface Deadline {
  /** Milliseconds left, 0 when there are none. */
  remainingMs(): number;
  expired(): boolean;
  /**
   * Milliseconds that a program must have had before its silence is its own fault: half of the whole time, or
   * 400. Where it had less, Node's start took the rest, and the machine is slow: the probe is then inconclusive.
   */
  readonly fairMs: number;
}

/** What a probe knows beside the host. */
export interface ProbeContext<Facts> {
  readonly policy: Policy;
  readonly profile: Profile;
  readonly purpose: Purpose;
  readonly deadline: Deadline;
  /** Facts and findings of severity info are shown: then what the verdict does not need is looked at too. */
  readonly details: boolean;
  /** Files that the command of `run` names, the program itself first; none for `check`. */
  readonly programs: readonly string[];
  /** The words of the command of `run`; none for `check`. */
  readonly command: readonly string[];
  /** Lets others have their turn, in a process that answers questions meanwhile: no work goes on for more than some milliseconds. */
  readonly breathe?: () => Promise<void>;
  /** Hands over what has been seen so far: the report shows it if the probe never finishes. */
  sofar(facts: Facts): void;
}

/** What a probe saw. */
export interface Observed<Facts, Why extends Reason = CommonReason> {
  readonly facts: Facts;
  /** Why the facts are not all there (the deadline came first); the probe is then inconclusive. */
  readonly incomplete?: Why;
  /** Why nothing was looked at, nor had to be; the probe is then skipped, and its facts count for nothing. */
  readonly skipped?: Why;
}

/** What of a probe's findings a manifest decides of which nobody gave the image. */
export interface Alone {
  /**
   * The same container of such images that make the least trouble: what is wrong in each of them is the manifest's doing, as far
   * as `told` says so.
   */
  worlds(host: Host): readonly Host[];
  /** What is told of a finding that all of them have; null: it may not be there with another image. */
  told(finding: RawFinding, host: Host): RawFinding | null;
}

/**
 * One probe: effects in `observe`, knowledge in `judge`, prose in the rule catalogue.
 *
 * `observe` sees the machine through the host alone and starts child processes before it does any
 * work of its own, so that they run meanwhile. `judge` and `summary` are pure.
 */
export interface Probe<Facts = unknown, Finding extends RawFinding = RawFinding, Own extends Reason = never> {
  readonly name: string;
  /** One line for the documentation. */
  readonly title: string;
  /** The one profile in which the probe runs, in the other it is skipped; left out where it runs in both. */
  readonly profiles?: readonly ProfileName[];
  /**
   * What it looks at is a running process, which nobody can know of files alone; a go; a user; a manifest of
   * Kubernetes; a container that docker or podman would start; the sockets of a running process; the
   * layers of an image; or others, who answer over the network.
   */
  readonly needs?: 'process' | 'go' | 'identity' | 'sockets' | Apart;
  /**
   * Whether this target, the policy or the command of `run` gives it something to look at; a probe without it always has. Asked before
   * everything else, so it may read no file. One that is not asked for is not in the report, unless `--only` names it.
   */
  isAskedFor?(host: Host, policy: Policy, command: readonly string[]): boolean;
  /** Why it is left out of this run. */
  readonly leftOut?: Reason;
  /** Its section of the policy; none for a probe of which nothing can be asked. */
  readonly policy?: AnyProbePolicy;
  /** Sentences for its own reasons why the facts are not all there. */
  reasons?(): Promise<Sentences<Own>>;
  observe(host: Host, context: ProbeContext<Facts>): Promise<Observed<Facts, Own | CommonReason>>;
  judge(facts: Facts, policy: Policy, profile: Profile): readonly Finding[];
  /**
   * The same facts at another time (milliseconds since 1970), without another look; a probe without it judges nothing by
   * the clock.
   */
  at?(facts: Facts, nowMs: number): Facts;
  /** What the probe's line in the text report says: the facts in a few words, at most 100 characters. */
  summary(facts: Facts): string;
  /**
   * The facts as the JSON report shows them. Called only where they are shown, so it may load what a
   * healthy run in text form does not need.
   */
  report(facts: Facts, host: Host): Promise<JsonObject>;
  /** Numbers in the facts that somebody may want to watch over time; a few, whatever the facts are. */
  measures?(facts: Facts): Promise<readonly Measure[]>;
  /** The rule catalogue, loaded when there is a finding to render. */
  rules(): Promise<RuleSet>;
}

/** A probe whose types of facts and findings nobody needs to know: what the registry holds. */
// biome-ignore lint/suspicious/noExplicitAny: facts travel from observe to judge of the same probe only
export type AnyProbe = Probe<any, RawFinding, any>;

/** What a probe saw, judged already: of one that is seldom asked for, so that nothing of it is loaded before. */
export interface Told<Finding extends RawFinding = RawFinding> {
  readonly findings: readonly Finding[];
  readonly summary: string;
  readonly report: JsonObject;
}

/** The rest of such a probe. */
export const TOLD = {
  judge: <Finding extends RawFinding>({ findings }: Told<Finding>) => findings,
  summary: ({ summary }: Told) => summary,
  report: async ({ report }: Told) => report,
};

/** Types a probe. */
export function defineProbe<Facts, Finding extends RawFinding, Own extends Reason = never>(
  probe: Probe<Facts, Finding, Own>,
): Probe<Facts, Finding, Own> {
  return probe;
}

/** What a link needs to know of a probe that ran. */
export interface Linkable {
  readonly probe: { readonly name: string };
  /** Undefined, or not complete, where the probe has no conclusion. */
  readonly facts?: unknown;
  readonly inconclusive?: Reason;
  readonly findings: readonly RawFinding[];
}

/** The probes that there are, and what one of them finds because of what another found. */
export interface Registry {
  readonly probes: readonly AnyProbe[];
  /** Pure: probes do not know each other. */
  link<T extends Linkable>(outcomes: readonly T[]): readonly T[];
  /** What a policy would ask for that fulfils it, by the names of probes: for the command `init`. */
  drafts?(): Promise<{ readonly drafts: Drafts }>;
  /** What is found of a manifest without its image, by the names of probes; one that finds nothing then is not in it. */
  alone?(): Promise<{ readonly alone: Readonly<Record<string, Alone>> }>;
}
