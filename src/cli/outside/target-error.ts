/** What is to be looked at cannot be: exit 66. The message names the cause and the remedy. */
export class TargetError extends Error {
  /** The message, and what else is to be said, a line each. */
  readonly lines: readonly string[];

  constructor(message: string, ...more: readonly string[]) {
    super(message);
    this.lines = [message, ...more];
  }
}
