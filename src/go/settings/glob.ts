/**
 * Whether `name` matches the shell pattern as Go's `path.Match` has it: `*` and `?` never match `/`, a
 * class (`[a-z]`, `[^a-z]`) may, a backslash quotes, and a malformed pattern matches nothing.
 *
 * Works on code points. Go steps over `*` byte by byte, which differs only for names that are not ASCII;
 * module paths are ASCII.
 */
export function globMatch(pattern: string, name: string): boolean {
  const tokens = parseGlob(pattern);
  return tokens !== null && matchTokens(tokens, Array.from(name));
}

/** True where Go says `syntax error in pattern`. */
export function isMalformedGlob(pattern: string): boolean {
  return parseGlob(pattern) === null;
}

type Token = { readonly kind: 'star' } | { readonly kind: 'one'; matches(character: string): boolean };

const STAR: Token = { kind: 'star' };
const ANY: Token = { kind: 'one', matches: (c) => c !== '/' };

/** One token for each character that stands for itself, however often it comes: a value may have 128 KiB of them. */
function literals(): (character: string) => Token {
  const known = new Map<string, Token>();
  return (character) => {
    let token = known.get(character);
    if (token === undefined) {
      token = { kind: 'one', matches: (c) => c === character };
      known.set(character, token);
    }
    return token;
  };
}

function parseGlob(pattern: string): readonly Token[] | null {
  const input = Array.from(pattern);
  const tokens: Token[] = [];
  const literal = literals();
  let at = 0;

  /** One character of a class, quoted or not; null where the class is malformed there. */
  const classCharacter = (): string | null => {
    let character = input[at++];
    if (character === undefined || character === '-' || character === ']') return null;
    if (character === '\\') character = input[at++];
    return character === undefined || at >= input.length ? null : character;
  };

  const parseClass = (): Token | null => {
    const negated = input[at] === '^';
    if (negated) at++;
    const ranges: (readonly [string, string])[] = [];
    while (input[at] !== ']' || ranges.length === 0) {
      const low = classCharacter();
      if (low === null) return null;
      let high: string | null = low;
      if (input[at] === '-') {
        at++;
        high = classCharacter();
        if (high === null) return null;
      }
      ranges.push([low, high]);
    }
    at++;
    return {
      kind: 'one',
      matches: (c) => ranges.some(([low, high]) => within(c, low, high)) !== negated,
    };
  };

  while (at < input.length) {
    const character = input[at++];
    if (character === '*') tokens.push(STAR);
    else if (character === '?') tokens.push(ANY);
    else if (character === '[') {
      const token = parseClass();
      if (token === null) return null;
      tokens.push(token);
    } else {
      const itself = character === '\\' ? input[at++] : character;
      if (itself === undefined) return null;
      tokens.push(literal(itself));
    }
  }
  return tokens;
}

function within(character: string, low: string, high: string): boolean {
  const code = character.codePointAt(0) ?? 0;
  return code >= (low.codePointAt(0) ?? 0) && code <= (high.codePointAt(0) ?? 0);
}

/** Remembers the last star and lengthens it on a mismatch: linear in practice, never exponential. */
function matchTokens(tokens: readonly Token[], name: readonly string[]): boolean {
  let t = 0;
  let n = 0;
  let star: { readonly token: number; end: number } | null = null;
  while (n < name.length || t < tokens.length) {
    const token = tokens[t];
    const character = name[n];
    if (token?.kind === 'star') {
      star = { token: t++, end: n };
    } else if (token !== undefined && character !== undefined && token.matches(character)) {
      t++;
      n++;
    } else if (star !== null && star.end < name.length && name[star.end] !== '/') {
      n = ++star.end;
      t = star.token + 1;
    } else {
      return false;
    }
  }
  return true;
}
