import type { Ignorance } from './reason.ts';

/** What somebody can know, or why nobody can. */
export type Known<T> =
  | { readonly known: true; readonly value: T }
  | { readonly known: false; readonly why: Ignorance };

export function known<T>(value: T): Known<T> {
  return { known: true, value };
}

export function unknown<T>(why: Ignorance): Known<T> {
  return { known: false, why };
}
