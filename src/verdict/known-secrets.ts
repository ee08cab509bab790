import { mapStrings } from '../core/redact/deep.ts';
import { REDACTED, redact } from '../core/redact/redact.ts';
import { without } from '../core/redact/without.ts';
import type { Json } from '../core/types/json.ts';

type Env = Readonly<Record<string, string>>;

const SHORTEST = 4;
/** A word of what was taken out need not be the secret in it. */
const SHORTEST_WORD = 8;
/** A name of a user, of a program, of a place: to take it out of every path would spoil all and hide nothing. */
const PLAIN = /^(?:[A-Z]?[a-z]+|-.*)$/;
/** More are taken out by their form alone: each is looked for in every text. */
const MOST = 200;

/** A report asks at each of its findings. */
const KNOWN = new WeakMap<Env, readonly string[]>();

/**
 * A value without the secrets of the environment: what redaction takes out of a variable is a secret wherever else it stands, and
 * its form may be lost there. Words of GOFLAGS are told one by one, and what is meant by a pattern is told without its scheme.
 */
export function withoutKnown<T extends object>(value: T, env: Env): T {
  const secrets = KNOWN.get(env) ?? secretsIn(env);
  KNOWN.set(env, secrets);
  if (secrets.length === 0) return value;
  return mapStrings(value as Json, (text) => without(text, secrets)) as T;
}

/** The longest first, since one may be a part of another. */
function secretsIn(env: Env): readonly string[] {
  const found = Object.values(env).flatMap((value) => {
    const shown = redact(value);
    return shown === value ? [] : takenOut(value, shown.split(REDACTED));
  });
  const words = found.flatMap((secret) => secret.split(/[\s,;=|"'/#&?:@]+/));
  const secrets = [...found, ...words.filter(({ length }) => length >= SHORTEST_WORD)].filter(
    (secret) => secret.length >= SHORTEST && !PLAIN.test(secret),
  );
  return [...new Set(secrets)].slice(0, MOST).sort((one, other) => other.length - one.length);
}

/** What stood between the pieces that are left. */
function takenOut(value: string, [first = '', ...rest]: readonly string[]): readonly string[] {
  const found: string[] = [];
  let from = first.length;
  for (const [at, piece] of rest.entries()) {
    const isLast = at === rest.length - 1;
    const to = isLast ? value.length - piece.length : piece === '' ? from : value.indexOf(piece, from);
    found.push(value.slice(from, Math.max(from, to)));
    from = Math.max(from, to) + piece.length;
  }
  return found.filter((secret) => secret !== '');
}
