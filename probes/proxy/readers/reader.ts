import type { Target } from '../address/target.ts';

export type Env = Readonly<Record<string, string>>;

/** Variables that say through whom a program asks. */
export type ProxyVariable =
  | 'HTTP_PROXY'
  | 'http_proxy'
  | 'HTTPS_PROXY'
  | 'https_proxy'
  | 'ALL_PROXY'
  | 'all_proxy';

/** Variables that say for whom no proxy is asked. */
export type ListVariable = 'NO_PROXY' | 'no_proxy';

/** What a program does with one address. */
export type Decision =
  /** No variable speaks to it of such an address. */
  | { readonly kind: 'unset' }
  /** NO_PROXY, or what it never asks a proxy for. */
  | { readonly kind: 'exempt' }
  | { readonly kind: 'proxy'; readonly variable: ProxyVariable; readonly value: string }
  /** It ends with an error, whoever would answer. */
  | { readonly kind: 'refused'; readonly variable: ProxyVariable };

/** A program as far as it decides whether a proxy is asked. Pure. */
export interface Reader {
  /** Of the variable for addresses of that scheme: the one that it takes. */
  variable(env: Env, scheme: Target['scheme']): ProxyVariable | null;
  decide(env: Env, target: Target): Decision;
  /** The variables of exceptions that it knows, in the order in which it looks for them. */
  readonly lists: readonly ListVariable[];
}

/** The first of these variables that is set and not empty. */
export function firstSet<Name extends string>(env: Env, names: readonly Name[]): Name | null {
  return names.find((name) => env[name]) ?? null;
}

/** The first of these variables that is set at all: an empty one hides those behind it. */
export function firstThere<Name extends string>(env: Env, names: readonly Name[]): Name | null {
  const name = names.find((each) => env[each] !== undefined);
  return name !== undefined && env[name] ? name : null;
}

/** A reader of which nothing but the variable and its list of exceptions has to be said. */
export function reader(
  variable: Reader['variable'],
  exempts: (env: Env, target: Target) => boolean,
  lists: readonly ListVariable[] = ['no_proxy', 'NO_PROXY'],
): Reader {
  return {
    variable,
    lists,
    decide: (env, target) => {
      const name = variable(env, target.scheme);
      if (name === null) return { kind: 'unset' };
      return exempts(env, target)
        ? { kind: 'exempt' }
        : { kind: 'proxy', variable: name, value: env[name] ?? '' };
    },
  };
}
