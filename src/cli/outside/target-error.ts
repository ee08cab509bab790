/** What is to be looked at cannot be: exit 66. The message names the cause and the remedy. */
export class TargetError extends Error {}
