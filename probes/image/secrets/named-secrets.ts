import { parseJson } from '../../../src/core/text/json.ts';
import { unquoted } from '../look/unquoted.ts';

/* Values that stand behind a name, line by line. */

/** What stands where a value is to be put in, or where nothing secret is. */
const PLACEHOLDER =
  /^(?:$|\$|%\(|<|\{\{|\*+$|x{3,}$|\.{3}$|(?:null|none|true|false|password|secret|token|dummy|test)$|change[-_]?me|your[-_ ])|example|placeholder/i;

/** What may stand before a name, of shells and of lists in YAML. */
const BEFORE = /^\s*(?:export\s+)?(?:-\s+)?/;
/** A file of settings has shorter lines. */
const MAX_LINE = 8000;

/** `NAME=VALUE`, `NAME: VALUE`, `//registry/:NAME=VALUE`; quotes around either are taken off. */
function named(text: string): readonly (readonly [name: string, value: string])[] {
  return text.split('\n').flatMap((whole) => {
    if (whole.length > MAX_LINE) return [];
    const line = whole.replace(BEFORE, '');
    const equals = line.indexOf('=');
    // In YAML and JSON the first blank or colon comes before it.
    const at = equals > 0 && !/[\s"']/.test(line.slice(0, equals).trim()) ? equals : line.indexOf(':');
    if (at <= 0 || /^[#;]/.test(line)) return [];
    return [[line.slice(0, at).trim().replaceAll('"', ''), unquoted(line.slice(at + 1).trim())] as const];
  });
}

function isSecret(value: string): boolean {
  return value.length >= 6 && !PLACEHOLDER.test(value);
}

/** A name of that form has a value that is no placeholder. */
export function hasValue(text: string, name: RegExp): boolean {
  return named(text).some(([is, value]) => name.test(is) && isSecret(value));
}

const SECRET_NAME =
  /(?:SECRET|TOKEN|PASSWORD|PASSWD|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY|CREDENTIALS?)(?:_[A-Z]+)?$/i;

export function hasSecretVariable(text: string): boolean {
  return named(text).some(
    ([name, value]) =>
      (SECRET_NAME.test(name) && isSecret(value) && !value.startsWith('/')) || hasCredentialUrl(value),
  );
}

/** netrc(5): words, of which one follows `password`. */
export function hasNetrcPassword(text: string): boolean {
  const words = text.split(/\s+/);
  return words.some((word, at) => word === 'password' && !PLACEHOLDER.test(words[at + 1] ?? ''));
}

/** `https://USER:PASSWORD@HOST`, or a token alone before the host. */
export function hasCredentialUrl(text: string): boolean {
  for (const [, user = '', password] of text.matchAll(
    /\b[a-z][a-z+]{1,12}:\/\/([^\s/:@"']{1,256})(?::([^\s/@"']{1,512}))?@[^\s/@]/g,
  )) {
    if (password === undefined ? isToken(user) : !PLACEHOLDER.test(password) && !PLACEHOLDER.test(user))
      return true;
  }
  return false;
}

function isToken(user: string): boolean {
  return user.length >= 20 && /\d/.test(user) && !PLACEHOLDER.test(user);
}

/** `auths` of config.json; .dockercfg is that table alone. */
export function hasRegistryLogin(text: string): boolean {
  try {
    const json = parseJson(text) as Readonly<Record<string, unknown>>;
    const logins: unknown[] = Object.values(json.auths ?? json);
    return logins.some((login) =>
      ['auth', 'password', 'identitytoken', 'registrytoken'].some((key) => {
        const value = (login as Record<string, unknown> | null)?.[key];
        return typeof value === 'string' && value !== '' && !PLACEHOLDER.test(value);
      }),
    );
  } catch {
    return false;
  }
}
