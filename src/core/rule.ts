import type { Family, Platform } from './platform.ts';
import type { Remedies } from './remedy/remedy.ts';
import type { Severity } from './severity.ts';
import type { JsonObject } from './types/json.ts';

/** Prose that may depend on the finding's evidence and on the container. */
export type Prose<A> = string | ((args: A, platform: Platform) => string);

/**
 * What mends the finding: one text for every container, or one per distribution family.
 *
 * @deprecated Say it as data: {@link Rule.remedies}.
 */
export type TextRemedy<A> = Prose<A> | Readonly<Record<Family, Prose<A>>>;

/** Another severity of a rule, and when it is that: `{ severity: 'info', when: 'for a public root' }`. */
export interface Otherwise {
  readonly severity: Severity;
  /** Reads after the severity: `info for a public root`. */
  readonly when: string;
}

/** `warning; info for a public root`. */
export function severityInWords({
  severity,
  otherwise = [],
}: Pick<AnyRule, 'severity' | 'otherwise'>): string {
  return [severity, ...otherwise.map((other) => `${other.severity} ${other.when}`)].join('; ');
}

/** Whether restarting the container, and nothing else, can make the finding go away; and why. */
export interface Restart {
  readonly mends: boolean;
  readonly why: string;
}

/**
 * One rule of the catalogue: everything that can be said of a defect, in one place.
 *
 * `A` is the evidence, a JSON object. Its strings come from the container and are not trusted: the
 * renderer escapes them before they reach `message` and `remedies`.
 */
export interface Rule<A extends JsonObject = JsonObject> {
  /** The defect in a few words, without a period. */
  readonly title: string;
  readonly severity: Severity;
  /** Where a finding of this rule matters less or more. What no rule says no judge may give. */
  readonly otherwise?: readonly Otherwise[];
  /** Why this happens and what fails because of it; shown by `explain` and in docs/rules.md. */
  readonly cause: string;
  /** Messages of the real tools that it explains, as far as they are always the same: what people search for. */
  readonly says?: readonly string[];
  /** What was seen, with the evidence: one or two sentences, each ending with a period. */
  readonly message: Prose<A>;
  /** What mends it, as data. */
  readonly remedies?: Remedies<A>;
  /** @deprecated Say it as data: `remedies`. */
  readonly remedy?: TextRemedy<A>;
  readonly restart: Restart;
  /** Evidence for the documentation: the docs show message and remedy as they would be for it. */
  readonly example: A;
}

// biome-ignore lint/suspicious/noExplicitAny: a catalogue holds rules of different evidence; each is typed where it is made
export type AnyRule = Rule<any>;

/** The rules of one probe by the part of the id behind the slash. */
export type RuleSet = Readonly<Record<string, AnyRule>>;

/** Types the evidence of one rule: `rule<{ path: string }>({ … })`. */
export function rule<A extends JsonObject>(definition: Rule<A>): Rule<A> {
  return definition;
}

/** The evidence of rule `R`. */
export type ArgsOf<R> = R extends Rule<infer A> ? A : never;

/**
 * A finding as `judge` makes it: which rule, with which evidence. It carries no prose, so that a run
 * without findings never loads the catalogue.
 */
export type FindingOf<Probe extends string, Rules extends RuleSet> = {
  [K in keyof Rules & string]: {
    readonly rule: `${Probe}/${K}`;
    readonly args: ArgsOf<Rules[K]>;
    /** Set where this finding matters less or more than the rule usually does. */
    readonly severity?: Severity;
  };
}[keyof Rules & string];

/** A finding of any rule. */
export interface RawFinding {
  readonly rule: string;
  readonly args: JsonObject;
  readonly severity?: Severity;
  /** Rule id of the finding that causes this one. */
  readonly causedBy?: string;
}
