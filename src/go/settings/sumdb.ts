import type { VerifierError } from './verifier-key.ts';

export type SumdbError =
  /** Empty: from Go 1.21 this happens where $GOROOT/go.env is missing. */
  | { readonly code: 'missing' }
  | { readonly code: 'too-many-fields' }
  | VerifierError
  /** The name is no host with an optional path. */
  | { readonly code: 'bad-name'; readonly name: string }
  | { readonly code: 'bad-url'; readonly name: string };

export type Sumdb =
  | { readonly kind: 'off' }
  | {
      readonly kind: 'on';
      /** Host with an optional path, such as `sum.golang.org`. */
      readonly name: string;
      /**
       * Where it is asked whatever the proxies say; null means: through the first proxy that mirrors it,
       * else at `https://NAME`. May hold credentials.
       */
      readonly url: string | null;
    }
  | { readonly kind: 'invalid'; readonly error: SumdbError };

/** The one database whose key the go command carries. */
const KNOWN = 'sum.golang.org';

/**
 * The value of GOSUMDB as the go command reads it (cmd/go/internal/modfetch, useSumDB and dbDial;
 * golang.org/x/mod/sumdb/note, NewVerifier). An invalid value makes every download fail that needs the
 * database; it is not looked at for the others.
 *
 * Asynchronous, so that what checks a key of one's own, and node:crypto with it, is loaded for such a key only.
 */
export async function parseSumdb(gosumdb: string): Promise<Sumdb> {
  if (gosumdb === 'off') return { kind: 'off' };
  const value = gosumdb === 'sum.golang.google.cn' ? `${KNOWN} https://sum.golang.google.cn` : gosumdb;
  const [key = '', url = null, ...more] = value.split(GO_SPACE).filter((field) => field !== '');
  if (key === '') return invalid({ code: 'missing' });
  if (more.length > 0) return invalid({ code: 'too-many-fields' });
  const name = key === KNOWN ? KNOWN : (await import('./verifier-key.ts')).verifierName(key);
  if (typeof name !== 'string') return invalid(name);
  if (!isHostWithPath(name)) return invalid({ code: 'bad-name', name });
  if (url !== null && !isUrl(url)) return invalid({ code: 'bad-url', name });
  return { kind: 'on', name, url };
}

/** `strings.Fields` splits at Unicode white space. */
const GO_SPACE = /[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

function invalid(error: SumdbError): Sumdb {
  return { kind: 'invalid', error };
}

function isHostWithPath(name: string): boolean {
  return (
    /^[^/?#@%\s\u0000-\u001f\u007f]+(?:\/[^?#%\s\u0000-\u001f\u007f]*)?$/.test(name) && !name.endsWith('/')
  );
}

function isUrl(url: string): boolean {
  return !/[\u0000-\u001f\u007f]|%(?![0-9a-f]{2})/i.test(url) && !/^:/.test(url);
}
