/** A message that no rule explains, or not all of it: what it means, and what of the environment decides about it. */
export interface KnownMessage {
  readonly says: RegExp;
  readonly means: string;
  /** What is printed behind it, as it stands. */
  readonly behind?: string;
}
