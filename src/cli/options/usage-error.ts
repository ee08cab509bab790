/** The command line or an option's environment twin is wrong: exit 64. The message names it and the remedy. */
export class UsageError extends Error {
  /** The message, and what there is to choose from, a line each. */
  readonly lines: readonly string[];

  constructor(message: string, ...more: readonly string[]) {
    super(message);
    this.lines = [message, ...more];
  }
}
