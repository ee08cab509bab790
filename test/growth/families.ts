/** A kind of repetitive input: what it is, and the text of a given size. */
export interface Family {
  readonly name: string;
  readonly of: (size: number) => string;
}

/** The piece again and again, cut at the size. */
export function repeated(piece: string): (size: number) => string {
  return (size) => piece.repeat(Math.ceil(size / piece.length)).slice(0, size);
}

/** Pieces that carry a number, so that no two are the same: lists, keys, modules. */
export function numbered(piece: (number: number) => string): (size: number) => string {
  return (size) => {
    const parts: string[] = [];
    for (let i = 0, length = 0; length < size; i++) {
      const part = piece(i);
      parts.push(part);
      length += part.length;
    }
    return parts.join('');
  };
}

/** The head once, then the piece again and again, then the tail. */
function around(head: string, piece: string, tail: string): (size: number) => string {
  return (size) => `${head}${repeated(piece)(size)}${tail}`;
}

const of = (name: string, text: (size: number) => string): Family => ({ name, of: text });

/** What readers trip over, whatever they read. */
export const FAMILIES: readonly Family[] = [
  of('one letter', repeated('a')),
  of('one digit', repeated('0')),
  of('line ends alone', repeated('\n')),
  of('CR LF alone', repeated('\r\n')),
  of('blanks, then something else', around('a', ' ', 'x\n')),
  of('tabs in one line', around('', '\t', '\0\t')),
  of('slashes alone', repeated('/')),
  of('slashes, then something else', around('/', '/', 'x')),
  of('dashes alone', repeated('-')),
  of('dots alone', repeated('.')),
  of('commas alone', repeated(',')),
  of('colons and at signs', repeated(':@')),
  of('quotes alone', repeated('"')),
  of('an opening quote and escapes, never closed', around('"', '\\"', '')),
  of('openings without an end', repeated('<{[(')),
  of('pairs of braces, then a line end', around('', '{}', '\n')),
  of('headers alone', repeated('-----BEGIN CERTIFICATE-----\n')),
  of('ends alone', repeated('-----END CERTIFICATE-----\n')),
  of('beginnings of tokens', repeated('eyJ-')),
  of('names of secrets', repeated('token-')),
  of('names of secrets, joined', repeated('password_')),
  of('credentials', repeated('https://u:p@h ')),
  of('user:password', repeated('=a:b')),
  of('logins of Vault', repeated('vault login -a ')),
  of('passwords by letter', repeated('openssl snmpget zip ')),
  of('users and per cent', repeated(' -U a')),
  of('one line of words', repeated('word ')),
  of(
    'KEY=VALUE, all different',
    numbered((i) => `K${i}=v${i}\n`),
  ),
  of(
    'a comma list, all different',
    numbered((i) => `a${i}.example/x,`),
  ),
  of(
    'key: value, all different',
    numbered((i) => `k${i}: v\n`),
  ),
  of('accented and wide characters', repeated('é\u2028')),
];
