/** The command line or an option's environment twin is wrong: exit 64. The message names it and the remedy. */
export class UsageError extends Error {}
