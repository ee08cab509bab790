import type { Host } from '../target/host.ts';
import type { TlsFiles } from '../target/resident.ts';

export interface SecretFiles {
  readonly tokenFile: string | null;
  readonly tls: { readonly cert: string; readonly key: string } | null;
}

/** A file that the agent itself needs cannot be used. */
export class SecretError extends Error {}

/** The agent's own token, certificate and key. */
export interface Secrets {
  readonly token: string | null;
  readonly tls: TlsFiles | null;
  /** Reads them again; what cannot be used is told, and the earlier ones stay. */
  renew(host: Host, use: (files: TlsFiles) => void): void;
}

/** A token of fewer characters can be guessed. */
const TOKEN_LEAST = 16;

/** @throws SecretError at the start, when there are none yet */
export function secretsFrom(files: SecretFiles, host: Host, log: (line: string) => void): Secrets {
  let token = readToken(files, host);
  let tls = readTls(files, host);
  let told = '';
  const tell = (error: unknown) => {
    const why = error instanceof Error ? error.message : String(error);
    if (why !== told) log(`the earlier token, certificate and key stay in use: ${why}`);
    told = why;
  };
  return {
    get token() {
      return token;
    },
    get tls() {
      return tls;
    },
    renew: (now, use) => {
      try {
        token = readToken(files, now);
        const next = readTls(files, now);
        if (next !== null && (next.cert !== tls?.cert || next.key !== tls?.key)) {
          try {
            use(next);
          } catch (error) {
            // OpenSSL's words, which name no file.
            const what = error instanceof Error ? error.message : String(error);
            throw new SecretError(
              `${files.tls?.cert} and ${files.tls?.key} are no certificate with its key: ${what}`,
            );
          }
          tls = next;
        }
        told = '';
      } catch (error) {
        tell(error);
      }
    },
  };
}

function readToken({ tokenFile }: SecretFiles, host: Host): string | null {
  if (tokenFile === null) return null;
  const token = read(tokenFile, host).trim();
  if (!/^[\x21-\x7e]+$/.test(token) || token.length < TOKEN_LEAST)
    throw new SecretError(
      `--token-file: ${JSON.stringify(tokenFile)} must hold one word of at least ${TOKEN_LEAST} characters`,
    );
  return token;
}

function readTls({ tls }: SecretFiles, host: Host): TlsFiles | null {
  return tls === null ? null : { cert: read(tls.cert, host), key: read(tls.key, host) };
}

function read(path: string, host: Host): string {
  const file = host.readFile(path, { maxBytes: 1024 * 1024 });
  if (file.ok) return file.value.toString('utf8');
  throw new SecretError(`${JSON.stringify(path)} cannot be read: ${file.error.code}`);
}
