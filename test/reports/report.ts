import type { Severity } from '../../src/core/severity.ts';
import type { RootKind } from '../remedies/roots/roots.ts';
import type { Identity, Mount } from '../remedies/situation.ts';
import type { Limits } from '../support/system/cgroup.ts';

/** Something that people reported of a container, made again; and what probe-env has to say of it. */
export interface Report {
  /** The situation in a few words. */
  readonly what: string;
  /** Where people reported the like: `golang/go#20969`. */
  readonly seenAt?: readonly string[];
  /** What they see: messages of the real tools, as they stand. Empty where nobody says anything. */
  readonly says: readonly string[];
  /** What is really the matter, and what the right answer is; one or two sentences. */
  readonly cause: string;
  /** Default debian. */
  readonly root?: RootKind;
  /** A Go toolchain at /usr/local/go, and on PATH: the newest, or of a version such as `1.24`. */
  readonly go?: true | string;
  /** The git of this machine, with what it loads. */
  readonly git?: true;
  /** Shell lines that make it, from outside as root, in the directory of the root; `$F`: fixtures of test/remedies. */
  readonly made?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly mounts?: readonly Mount[];
  /** Default root. */
  readonly as?: Identity;
  readonly cwd?: string;
  readonly umask?: string;
  readonly policy?: string;
  /** Default `--profile runtime`. */
  readonly args?: readonly string[];
  /** A line of shell of the root, before each command, in the namespaces in which that runs: what it leaves goes on. */
  readonly before?: string;
  /** The command of `probe-env run`; else `check` is asked. */
  readonly run?: readonly string[];
  /** A user namespace that maps root alone. */
  readonly userNamespace?: true;
  /** Root, too, without capabilities, as many clusters demand it. */
  readonly withoutCapabilities?: true;
  /** What its control group allows. */
  readonly limits?: Limits;
  /** What the real tools make of it. */
  readonly real?: readonly Real[];
  /** Every rule that is an error or a warning, and which of the two. */
  readonly finds: Readonly<Record<string, Exclude<Severity, 'info'>>>;
  /** Rules that are found at the severity info, and belong to it. */
  readonly informs?: readonly string[];
  readonly exit: number;
  /** By rule: what its remedies must hold, and (with `!` before it) must not. */
  readonly remedies?: Readonly<Record<string, readonly string[]>>;
  /** What the messages must hold, and (with `!` before it) must not. */
  readonly tells?: readonly string[];
}

/** A real tool in the same root, as the same user. */
export interface Real {
  /** Its command. */
  readonly command?: readonly string[];
  /** Or a question to the Go program of test/remedies: `offset 0`. */
  readonly ask?: string;
  readonly fails: boolean;
  /** What it prints, a part of it. */
  readonly says?: string;
}

/** Types a report. */
export function report(definition: Report): Report {
  return definition;
}

const RUNTIME = ['--profile', 'runtime'] as const;

/** What probe-env is called with, behind its own name. */
export function argumentsOf({ args = RUNTIME, run }: Pick<Report, 'args' | 'run'>): readonly string[] {
  return run === undefined ? ['check', ...args] : ['run', ...args, '--', ...run];
}
