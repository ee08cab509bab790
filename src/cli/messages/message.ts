/** A message that no rule explains, or not all of it: what it means, and what of the environment decides about it. */
export interface KnownMessage {
  readonly says: RegExp;
  /**
   * The rules that explain it, the likeliest first: in the place of all rules that explain what `says` finds in it. Left out where
   * nothing is known beyond what the rules say themselves; empty where none of them is about it.
   */
  readonly rules?: readonly string[];
  /** Every program says it of everything: rules of whose own words there are more in the message stand before `rules`. */
  readonly isBroad?: true;
  readonly means: string;
  /** What is printed behind it, as it stands. */
  readonly behind?: string;
}
