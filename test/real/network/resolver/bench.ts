import { type Ask, type Asked, ask, type World } from './ask.ts';
import type { Case } from './cases.ts';

/** Asks a program for the name of each case. */
export function askFor(program: string, cases: readonly Case[]): readonly Asked[] {
  return ask(cases.map((one): Ask => ({ ...one, argv: [program, one.name] })));
}

/** Every so many-th, so that all kinds are among them. */
export function slice<T>(all: readonly T[], count: number): readonly T[] {
  const step = Math.max(1, Math.floor(all.length / count));
  return all.filter((_, i) => i % step === 0);
}

/** The order in which Go says that it looks a name up (GODEBUG=netdns=2). */
export function orderOf({ told }: Asked): string | undefined {
  return /hostLookupOrder\(.*\) = (\S+)/.exec(told)?.[1];
}

export interface Choice {
  readonly world: World;
  readonly mode: string;
  readonly name: string;
}
