import type { FsFailure } from '../target/file.ts';
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

/** Why nobody could connect with them; null where they can be used. */
type Problem = (files: TlsFiles) => string | null;

/** @throws SecretError at the start, when there are none yet */
export function secretsFrom(
  files: SecretFiles,
  problem: Problem,
  host: Host,
  log: (line: string) => void,
): Secrets {
  let token = readToken(files, host);
  let tls = readTls(files, host, null, problem);
  let told = '';
  const tell = (why: string) => {
    if (why !== told)
      log(
        why === ''
          ? 'token, certificate and key can be used again'
          : `the earlier token, certificate and key stay in use: ${why}`,
      );
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
        const next = readTls(files, now, tls, problem);
        if (next !== null && next !== tls) use(next);
        tls = next;
        tell('');
      } catch (error) {
        tell(error instanceof Error ? error.message : String(error));
      }
    },
  };
}

function readToken({ tokenFile }: SecretFiles, host: Host): string | null {
  if (tokenFile === null) return null;
  const token = read(tokenFile, host).trim();
  if (!/^[\x21-\x7e]+$/.test(token) || token.length < TOKEN_LEAST)
    throw new SecretError(
      `${JSON.stringify(tokenFile)} must hold one word of at least ${TOKEN_LEAST} characters: askers show it`,
    );
  return token;
}

/** The same as before where nothing is another thing. */
function readTls(
  { tls }: SecretFiles,
  host: Host,
  before: TlsFiles | null,
  problem: Problem,
): TlsFiles | null {
  if (tls === null) return null;
  const files = { cert: read(tls.cert, host), key: read(tls.key, host) };
  if (files.cert === before?.cert && files.key === before.key) return before;
  const why = problem(files);
  if (why === null) return files;
  throw new SecretError(`${tls.cert} and ${tls.key} are no certificate with its key: ${why}`);
}

function read(path: string, host: Host): string {
  const file = host.readFile(path, { maxBytes: 1024 * 1024 });
  if (file.ok) return file.value.toString('utf8');
  throw new SecretError(`${JSON.stringify(path)} ${unreadable(file.error)}`);
}

function unreadable({ code, type }: FsFailure): string {
  if (code === 'NOT_REGULAR') return `is not a regular file but a ${type ?? 'special file'}`;
  return code === 'TOO_LARGE' ? 'is larger than 1 MiB' : `cannot be read: ${code}`;
}
