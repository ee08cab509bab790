import type { Host } from '../../src/target/host.ts';
import type { Found } from '../../src/target/program/find-program.ts';
import type { RunOutcome } from '../../src/target/program/program.ts';
import type { Alternative } from './command/elsewhere.ts';
import type { GoVersion } from './command/parse.ts';
import type { PassedOver } from './command/passed-over.ts';
import type { StartFacts } from './command/start.ts';
import type { Looked } from './provenance/facts.ts';
import type { Goroot } from './tree/goroot.ts';
import type { Unusable } from './tree/sample.ts';

export interface GoVersionFacts {
  readonly go: Found | null;
  /** PATH as it is. */
  readonly searched: string;
  /** Processor of this machine, by Node's name. */
  readonly arch: string;
  /** Set when there is no go command. */
  readonly passedOver: PassedOver | null;
  /** How `go version` ended; null when there was nothing to run. */
  readonly outcome: RunOutcome | null;
  /** What it printed, shortened. */
  readonly output: string;
  readonly errors: string;
  /** Set when it did not start. */
  readonly start: StartFacts | null;
  readonly version: GoVersion | null;
  readonly goroot: GorootFacts | null;
  /** Whether the version is in the policy's range; null without a version. */
  readonly inRange: boolean | null;
  /** A version in the policy's range that a remedy can name. */
  readonly suggested: string | null;
  /** Another toolchain, whose version is in the range when this one's is not. */
  readonly alternative: Alternative | null;
  /** The go command is a script: whatever it starts may lie anywhere. Looked up only where it fails. */
  readonly isScript: boolean;
  /** The toolchain against the list of its release; left out where the policy names none. */
  readonly provenance?: Looked;
}

export interface GorootFacts extends Goroot {
  readonly isDirectory: boolean;
  /** What a build needs and is not there. */
  readonly missing: readonly string[];
  /** A part that is there and that this user may not read or start. */
  readonly unusable: Unusable | null;
  /** A file of another release, relative to the tree: it was unpacked over another one. */
  readonly leftover: string | null;
  /** First line of its VERSION file, where that names another version than the go command prints. */
  readonly otherVersion: string | null;
  /** Version of its compiler; looked up only where `otherVersion` is set. */
  readonly compiler: string | null;
}

/** Before anything was seen. */
export function nothing({ arch, env }: Pick<Host, 'arch' | 'env'>): GoVersionFacts {
  return {
    go: null,
    searched: env.PATH ?? '',
    arch,
    passedOver: null,
    outcome: null,
    output: '',
    errors: '',
    start: null,
    version: null,
    goroot: null,
    inRange: null,
    suggested: null,
    alternative: null,
    isScript: false,
  };
}
