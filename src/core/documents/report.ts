import type { Exception } from '../policy/policy.ts';
import type { ProfileName } from '../profile.ts';
import type { Purpose } from '../purpose.ts';
import type { Remedy } from '../remedy/remedy.ts';
import type { FailOn, Severity } from '../severity.ts';
import type { JsonObject } from '../types/json.ts';
import type { TargetReport } from './target-report.ts';

export type Status = 'pass' | 'warn' | 'fail' | 'skip' | 'inconclusive';
export type Verdict = 'ready' | 'not-ready';

/** A finding as reports show it: rendered, and with the severity that counts. */
export interface Finding {
  readonly rule: string;
  /** The severity that counts: after the policy and the purpose. */
  readonly severity: Severity;
  /** The severity that the probe gave it. */
  readonly defaultSeverity: Severity;
  readonly message: string;
  readonly evidence: JsonObject;
  /** The one that fits here best, as text: where and why, then the lines to paste. */
  readonly remedy: string;
  /** All that fit here, the best first. */
  readonly remedies: readonly Remedy[];
  /** Rule id of the finding that causes this one. */
  readonly causedBy?: string;
  /** What the policy says of the rule for a while. */
  readonly exception?: FindingException;
  /** With a baseline: whether that report does not know it, or took it for less. */
  readonly new?: boolean;
  /** With a baseline: of a finding that it knows, the parts of the evidence that are other now, and `severity`. */
  readonly changed?: readonly string[];
  /** Who is to blame, the first most: layers of an image, lines of its history or of a manifest. Left out where nobody knows. */
  readonly origin?: readonly FindingOrigin[];
}

export type FindingOrigin =
  /**
   * A layer of an image, from 0 on, the digest of its blob, and the line of history that made it. Without a layer: a
   * line that made none, as those that set a variable. With BuildKit's provenance the line of the Dockerfile too.
   */
  | {
      readonly layer: number | null;
      readonly digest: string | null;
      readonly createdBy: string | null;
      readonly file?: string;
      readonly line?: number;
    }
  /** A line of a file, from 1 on. */
  | { readonly file: string; readonly line: number };

/** An exception of the policy, now. */
export interface FindingException extends Exception {
  /** Its last day is over: the rule weighs what it always does. */
  readonly ended: boolean;
  /** Until when and why, in words. */
  readonly text: string;
}

/** A path that may be there or not: nobody was allowed to look, or the disk did not say; or what nobody can know. */
export interface Unknown {
  readonly what: string;
  /** errno name, such as `EACCES`; or, of a container that is looked at from outside, a reason in words. */
  readonly why: string;
}

export interface ProbeReport {
  readonly name: string;
  readonly status: Status;
  /** Why the probe was skipped or is inconclusive. */
  readonly reason?: string;
  /** The facts in a few words, for the text report. */
  readonly summary: string;
  readonly durationMs: number;
  readonly facts: JsonObject;
  /** What it asked for and could not look at; left out where there is nothing of the kind. */
  readonly unknown?: readonly Unknown[];
  readonly findings: readonly Finding[];
}

export interface HostReport {
  readonly os: string | null;
  readonly osVersion: string | null;
  readonly arch: string;
  readonly libc: 'glibc' | 'musl' | null;
  readonly uid: number;
  readonly gid: number;
  /** Name of process 1, null where /proc does not tell. */
  readonly pid1: string | null;
  /** Version of the container's Node: of the one that runs probe-env, or that is on its PATH; null where nobody knows one. */
  readonly node: string | null;
}

/** A field of the policy that nobody looked at. */
export interface Unchecked {
  /** Such as `goVersion.range`. */
  readonly field: string;
  readonly probe: string;
  readonly why: string;
}

/** A failure of probe-env itself: a wrong call, an unusable policy or target, an error of its own. */
export interface ReportError {
  readonly kind: 'usage' | 'policy' | 'target' | 'internal';
  readonly messages: string[];
}

/** What changed since an earlier report of the same target. */
export interface BaselineReport {
  /** As it was named. */
  readonly file: string;
  /** When that report was made, ISO 8601. */
  readonly startedAt: string;
  /** How many findings it does not know. */
  readonly new: number;
  /** How many that it knows are other now. */
  readonly changed: number;
  /** What it knew and what is no more. */
  readonly gone: readonly GoneFinding[];
  /** Probes that only one of the two reports has a conclusion of: nothing of theirs is called gone. */
  readonly notCompared: readonly string[];
  /** All of it in one line. */
  readonly text: string;
}

/** A finding that an earlier report has and this one has not. */
export interface GoneFinding {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly evidence: JsonObject;
}

/** The whole answer. Reporters turn it into text and decide nothing. */
export interface Report {
  readonly schemaVersion: 1;
  readonly tool: {
    readonly name: 'probe-env';
    readonly version: string;
    /** Version of the Node that came with it, as the executable's does. */
    readonly node?: string;
  };
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** Why nothing was looked at: probe-env itself failed. */
  readonly error?: ReportError;
  readonly for: Purpose;
  /** The severity from which on a finding makes the container not ready. */
  readonly failOn: FailOn;
  /** What could not be known makes the container not ready, for liveness too. */
  readonly strict: boolean;
  readonly profile: { readonly name: ProfileName; readonly reason: string };
  /** Which container this is: what it knows of itself, and what `--label` adds. Empty in the text report. */
  readonly labels: Readonly<Record<string, string>>;
  /** ISO 8601, UTC, milliseconds. */
  readonly startedAt: string;
  /** From the start of the process, so that a slow start counts. */
  readonly durationMs: number;
  /** Left out where probe-env itself failed. */
  readonly target?: TargetReport;
  /** What changed since another report. */
  readonly baseline?: BaselineReport;
  readonly host: HostReport;
  readonly summary: Readonly<Record<Status, number>>;
  /** What the policy asks for and this run did not look at, since the probe did not run. */
  readonly unchecked: readonly Unchecked[];
  readonly probes: readonly ProbeReport[];
}
