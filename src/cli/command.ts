import type { AnyProbe } from '../core/probe.ts';
import type { Io } from '../main.ts';
import type { Host } from '../target/host.ts';
import type { Option } from './options/option.ts';
import type { ParsedArgs } from './options/parse.ts';

/** What every command is given. */
export interface Context {
  readonly host: Host;
  readonly io: Io;
  readonly probes: readonly AnyProbe[];
}

/** A command; one file each, loaded when it is called. */
export interface Command {
  /** The lines behind `Usage:`. */
  readonly usage: readonly string[];
  /** What the command does, in a few sentences. */
  readonly description: string;
  readonly options: readonly Option[];
  /**
   * @returns the exit code
   * @throws UsageError, PolicyError
   */
  run(args: ParsedArgs, context: Context): Promise<number>;
}

interface Entry {
  /** One line for the overview. */
  readonly summary: string;
  load(): Promise<Command>;
}

/** Another command is one file and one line here. */
export const COMMANDS = {
  check: {
    summary: 'run the probes (the default)',
    load: async () => (await import('./commands/check.ts')).check,
  },
  run: {
    summary: 'run the probes, then become a command',
    load: async () => (await import('./commands/run.ts')).run,
  },
  route: {
    summary: 'how go would fetch and verify each module, and why',
    load: async () => (await import('./commands/route.ts')).route,
  },
  policy: {
    summary: 'the policy that holds here, with the source of each value; checks a file',
    load: async () => (await import('./commands/policy.ts')).policy,
  },
  explain: {
    summary: 'one rule: what, why, remedy; without RULE the catalogue',
    load: async () => (await import('./commands/explain.ts')).explain,
  },
} as const satisfies Readonly<Record<string, Entry>>;

export type CommandName = keyof typeof COMMANDS;

export const COMMAND_NAMES = Object.keys(COMMANDS) as readonly CommandName[];
