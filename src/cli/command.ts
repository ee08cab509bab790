import type { Baseline } from '../core/documents/baseline.ts';
import type { AnyProbe, ProbeContext, Registry } from '../core/probe.ts';
import type { GoTrust, Reach } from '../go/fetch/reach.ts';
import type { Host } from '../target/host.ts';
import type { Io } from '../target/io.ts';
import type { Roots } from '../target/network.ts';
import type { Option } from './options/option.ts';
import type { ParsedArgs } from './options/parse.ts';

/** What every command is given. */
export interface Context extends Registry {
  readonly host: Host;
  readonly io: Io;
  /** What the probes know of the network and who asks needs: for `--online` alone. */
  lend?(): Promise<{ readonly lent: Lender }>;
  /** What the report is compared with. */
  readonly baseline?: Baseline;
  /** How long nothing may come on stdin or by a FIFO that is named, milliseconds; left out where nobody says. */
  readonly patienceMs?: number;
  /** Values that no report shows, those of Secrets. */
  readonly secrets?: readonly string[];
}

/** What of the registry's knowledge the command route asks with. */
export interface Lender {
  trust(
    host: Host,
    context: Omit<ProbeContext<never>, 'sofar'>,
  ): Promise<{
    readonly stores: readonly { readonly runtime: string; readonly roots: Roots }[];
    readonly asGo: GoTrust['asGo'];
  }>;
  readonly wayTo: Reach['wayTo'];
}

/** A command; one file each, loaded when it is called. */
export interface Command {
  /** The lines behind `Usage:`. */
  readonly usage: readonly string[];
  /** What the command does, in a few sentences. */
  readonly description: string;
  options(probes: readonly AnyProbe[]): readonly Option[];
  /** It looks at other containers too: see outside/target-options.ts. */
  readonly outside?: true;
  /** An agent may answer beside what it starts: see options/serve-options.ts. */
  readonly beside?: true;
  /**
   * @returns the exit code
   * @throws UsageError, PolicyError
   */
  run(args: ParsedArgs, context: Context): Promise<number>;
}

export const COMMAND_NAMES = [
  'check',
  'run',
  'serve',
  'route',
  'target',
  'policy',
  'init',
  'explain',
] as const;

export type CommandName = (typeof COMMAND_NAMES)[number];
