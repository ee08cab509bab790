import type { Command, CommandName } from '../command.ts';

/** Another command is one file, its name in ../command.ts, one line here, and what the help says of it in SUMMARIES. */
export const COMMANDS = {
  check: { load: async () => (await import('./check.ts')).check },
  run: { load: async () => (await import('./run.ts')).run },
  serve: { load: async () => (await import('./serve.ts')).serve },
  route: { load: async () => (await import('./route.ts')).route },
  target: { load: async () => (await import('./target.ts')).target },
  policy: { load: async () => (await import('./policy.ts')).policy },
  init: { load: async () => (await import('./init.ts')).init },
  explain: { load: async () => (await import('./explain.ts')).explain },
} as const satisfies Readonly<Record<CommandName, { load(): Promise<Command> }>>;
