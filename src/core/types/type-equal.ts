/** The same type without `readonly` and with every optional field made required: for comparisons. */
export type Plain<T> = T extends readonly (infer Item)[]
  ? Plain<Item>[]
  : T extends object
    ? { -readonly [K in keyof T]-?: Plain<T[K]> }
    : T;

/**
 * `true` where both types have the same fields with the same values, else a type that `true` cannot be
 * assigned to. For proofs such as `const proof: Same<A, B> = true`.
 */
export type Same<A, B> = [Plain<A>] extends [Plain<B>]
  ? [Plain<B>] extends [Plain<A>]
    ? true
    : never
  : never;
