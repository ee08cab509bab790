import { createPrivateKey, X509Certificate } from 'node:crypto';
import { createSecureContext } from 'node:tls';
import type { TlsFiles } from '../../resident.ts';

/**
 * What is wrong with them, in OpenSSL's words where it has any; null where they can be used. OpenSSL takes a key of another kind
 * than the certificate's, and Node an empty file, and then nobody can connect.
 */
export function tlsProblem({ cert, key }: TlsFiles): string | null {
  try {
    if (!new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) return 'the key is of another one';
    createSecureContext({ cert, key });
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
