import { NAMES_A_SECRET } from '../../core/redact/named.ts';
import { REDACTED, redact } from '../../core/redact/redact.ts';

/**
 * Beyond what reports call a secret: here every variable is shown, and not the few that probes read. Some of them
 * are no secrets; better one word too many.
 */
const MAY_BE_SECRET = /(?:(?:^|_)(?:KEY|PWD|PIN|DSN|AUTH|CREDS?|SALT|COOKIE|SESSION)|PASS)$/i;
const DIRECTORIES = ['PWD', 'OLDPWD'];

/** The value of a variable, without what may be a secret. */
export function concealedValue(name: string, value: string): string {
  if (value === '') return value;
  const isNamedSo = NAMES_A_SECRET.test(name) || MAY_BE_SECRET.test(name);
  return isNamedSo && !DIRECTORIES.includes(name) ? REDACTED : redact(value);
}

/** The words of a command. A flag that is named like a secret has it in the next word. */
export function concealedWords(words: readonly string[]): readonly string[] {
  return words.map((word, at) => {
    const before = words[at - 1] ?? '';
    const isValue = /^--?[^=]*$/.test(before) && NAMES_A_SECRET.test(before) && !word.startsWith('-');
    return isValue ? REDACTED : redact(word);
  });
}
