import {
  hasCredentialUrl,
  hasNetrcPassword,
  hasRegistryLogin,
  hasSecretVariable,
  hasValue,
} from './named-secrets.ts';
import { privateKey } from './private-key.ts';

export type SecretKind =
  | 'private key'
  | 'password'
  | 'token of a package registry'
  | 'URL with a password'
  | 'login of a container registry'
  | 'cloud credentials'
  | 'Kubernetes credentials'
  | 'token'
  | 'variables that are named like secrets';

export interface Secret {
  readonly kind: SecretKind;
  /** It is one, and can be used as it stands. */
  readonly certain: boolean;
}

type Form = readonly [RegExp, (text: string) => Secret | null];

const sure = (kind: SecretKind, found: boolean): Secret | null => (found ? { kind, certain: true } : null);

/** By the end of the path; the first that fits and finds something counts. */
const FORMS: readonly Form[] = [
  [/\/[._]netrc$/, (text) => sure('password', hasNetrcPassword(text))],
  [
    /\/(?:\.npmrc|\.yarnrc(?:\.yml)?)$/,
    (text) =>
      sure('token of a package registry', hasValue(text, /(?:_authToken|_auth|_password|npmAuthToken)$/i)),
  ],
  [/\/\.pypirc$/, (text) => sure('token of a package registry', hasValue(text, /^password$/i))],
  [
    /\/\.cargo\/credentials(?:\.toml)?$/,
    (text) => sure('token of a package registry', hasValue(text, /^token$/)),
  ],
  [
    /\/(?:\.docker\/config\.json|containers\/auth\.json|\.dockercfg)$/,
    (text) => sure('login of a container registry', hasRegistryLogin(text)),
  ],
  [
    /\/\.aws\/credentials$/,
    (text) => sure('cloud credentials', hasValue(text, /^aws_(?:secret_access_key|session_token)$/i)),
  ],
  [
    /\.json$/,
    (text) =>
      sure(
        'cloud credentials',
        /"(?:refresh_?token|client_?secret|accessToken|secret)"\s{0,8}:\s{0,8}"[^"$<]{16,}"/i.test(text),
      ),
  ],
  // A database of tokens, which is not opened.
  [
    /\/gcloud\/\w+\.db$/,
    (text) => (text.startsWith('SQLite format 3') ? { kind: 'cloud credentials', certain: false } : null),
  ],
  [
    /\/\.kube\/config$/,
    (text) => sure('Kubernetes credentials', hasValue(text, /^(?:token|client-key-data|password)$/)),
  ],
  [/\/gh\/hosts\.yml$/, (text) => sure('token', hasValue(text, /^oauth_token$/))],
  [
    /\/\.env(?:\.[\w.-]+)?$/,
    (text) =>
      hasSecretVariable(text) ? { kind: 'variables that are named like secrets', certain: false } : null,
  ],
];

/**
 * What a file holds that nobody else may have, by its place and its form.
 *
 * @param path absolute
 */
export function secretIn(path: string, head: Buffer): Secret | null {
  const text = head.toString('latin1');
  const key = privateKey(text);
  if (key !== null) return { kind: 'private key', certain: key === 'open' };
  for (const [place, look] of FORMS) {
    const secret = place.test(path) ? look(text) : null;
    if (secret !== null) return secret;
  }
  return /config$|credentials$|\/pip\.conf$|\/go\/env$|\/\.npmrc$|\/\.yarnrc/.test(path)
    ? sure('URL with a password', hasCredentialUrl(text))
    : null;
}
