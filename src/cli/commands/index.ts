import type { Command, CommandName } from '../command.ts';

interface Entry {
  /** One line for the overview. */
  readonly summary: string;
  load(): Promise<Command>;
}

/** Another command is one file, its name in ../command.ts and one line here. */
export const COMMANDS = {
  check: {
    summary: 'run the probes (the default)',
    load: async () => (await import('./check.ts')).check,
  },
  run: {
    summary: 'run the probes, then become a command',
    load: async () => (await import('./run.ts')).run,
  },
  route: {
    summary: 'how go would fetch and verify each module, and why',
    load: async () => (await import('./route.ts')).route,
  },
  target: {
    summary: 'what the container looks like',
    load: async () => (await import('./target.ts')).target,
  },
  policy: {
    summary: 'the policy that holds here, with the source of each value; checks a file',
    load: async () => (await import('./policy.ts')).policy,
  },
  explain: {
    summary: 'one rule: what, why, remedy; without RULE the catalogue',
    load: async () => (await import('./explain.ts')).explain,
  },
} as const satisfies Readonly<Record<CommandName, Entry>>;
