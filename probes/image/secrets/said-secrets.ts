import type { Said } from '../../../src/target/image-contents.ts';
import type { SaidSecret } from '../facts.ts';
import type { Secret } from './forms.ts';
import { hasCredentialUrl, hasSecretVariable } from './named-secrets.ts';

/** Tokens of well-known makes say what they are at their beginning. */
const TOKEN =
  /\b(?:gh[pousr]_\w{30,}|github_pat_\w{30,}|glpat-[\w-]{20,}|xox[abprs]-[\w-]{20,}|A[KS]IA[A-Z0-9]{16}\b|AIza[\w-]{35}|npm_\w{36}|pypi-\w{50,}|[sr]k_live_\w{20,})/;
/** No key is shorter: a certificate's or a comment's line alone is none. */
const KEY = /-----BEGIN [A-Z ]{0,32}PRIVATE KEY-----[\s\\n]{0,8}[\w+/=]{16}/;
/** Longer texts are cut: a line of history holds a whole script of the shell at most. */
const MAX_TEXT = 64 * 1024;

/** Credentials in variables, labels and history, by their form; one of each place and name. */
export function saidSecrets(said: readonly Said[]): readonly SaidSecret[] {
  const found = new Map<string, SaidSecret>();
  for (const { place, name, value, layer } of said) {
    const secret = secretOf(name, value.slice(0, MAX_TEXT));
    if (secret === null) continue;
    const key = `${place} ${name === '' ? `${layer}` : name}`;
    const before = found.get(key);
    const layers = [...(before?.layers ?? []), ...(layer === null ? [] : [layer])];
    const certain = secret.certain || before?.certain === true;
    found.set(key, { place, name, kind: before?.kind ?? secret.kind, certain, layers });
  }
  return [...found.values()];
}

function secretOf(name: string, value: string): Secret | null {
  if (KEY.test(value)) return { kind: 'private key', certain: true };
  if (TOKEN.test(value)) return { kind: 'token', certain: true };
  if (hasCredentialUrl(value)) return { kind: 'URL with a password', certain: true };
  const isNamed = /^\w+$/.test(name) && !/[\r\n]/.test(value) && hasSecretVariable(`${name}=${value}`);
  return isNamed ? { kind: 'password', certain: false } : null;
}
