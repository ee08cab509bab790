import type { Host } from '../../../src/target/host.ts';
import { findOnPath } from '../../../src/target/program/find-program.ts';

/** What a variable that only one client reads does to it. */
export type ClientSetting =
  /** It verifies no server any more. */
  | {
      readonly kind: 'unverified';
      readonly variable: string;
      readonly value: string;
      readonly client: string;
    }
  /** It can ask no server by https at all. */
  | { readonly kind: 'git-ca'; readonly path: string; readonly is: 'absent' | 'no-file' };

/**
 * Node goes by the value 0 alone; git verifies nothing where its variable is set at all, to `false` or to nothing too,
 * and fails before it asks where GIT_SSL_CAINFO names no file (test/real/ca-certs/client-settings.test.ts).
 */
export function clientSettings(host: Host): readonly ClientSetting[] {
  const { NODE_TLS_REJECT_UNAUTHORIZED, GIT_SSL_NO_VERIFY, GIT_SSL_CAINFO } = host.env;
  const found: ClientSetting[] = [];
  if (NODE_TLS_REJECT_UNAUTHORIZED === '0' && findOnPath(host, 'node') !== null)
    found.push({
      kind: 'unverified',
      variable: 'NODE_TLS_REJECT_UNAUTHORIZED',
      value: NODE_TLS_REJECT_UNAUTHORIZED,
      client: 'Node',
    });
  if (findOnPath(host, 'git') === null) return found;
  if (GIT_SSL_NO_VERIFY !== undefined)
    found.push({
      kind: 'unverified',
      variable: 'GIT_SSL_NO_VERIFY',
      value: GIT_SSL_NO_VERIFY,
      client: 'git',
    });
  if (GIT_SSL_CAINFO !== undefined) {
    const is = missing(host, GIT_SSL_CAINFO);
    if (is !== null) found.push({ kind: 'git-ca', path: GIT_SSL_CAINFO, is });
  }
  return found;
}

function missing(host: Host, path: string): 'absent' | 'no-file' | null {
  if (path === '') return 'absent';
  const there = host.stat(path.startsWith('/') ? path : `${host.cwd ?? ''}/${path}`);
  if (!there.ok) return /^(?:ENOENT|ENOTDIR)$/.test(there.error.code) ? 'absent' : null;
  return there.value.type === 'directory' ? 'no-file' : null;
}
