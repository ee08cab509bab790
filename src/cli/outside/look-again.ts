import type { Target } from './target.ts';

/** Looks, and looks again as long as something was asked for that first had to be read. */
export async function lookAgain<T>(first: Target, look: (target: Target) => Promise<T> | T): Promise<T> {
  let target = first;
  for (;;) {
    const seen = await look(target);
    const next = await target.again?.();
    if (next == null) return seen;
    target = next;
  }
}
