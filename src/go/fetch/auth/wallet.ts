import type { Host } from '../../../target/host.ts';
import type { ResponseHead } from '../../../target/network.ts';
import { goAtLeast } from '../../release.ts';
import { authLookup } from '../../settings/auth/auth-prefix.ts';
import { type NetrcLine, netrcLines, netrcPath } from '../../settings/auth/netrc.ts';
import { fields } from '../../words.ts';
import type { Credentials } from './answer.ts';
import { type AuthCache, makeAuthCache } from './cache.ts';
import { askCommand, type Refused } from './command.ts';
import { basic } from './user.ts';

/** Credentials as the go command finds them, without those of the URL itself (cmd/go/internal/auth). */
export interface Wallet {
  /** For a URL of https, as go has them before its first request; null where it has none. */
  credentialsFor(url: string): Promise<Credentials | null>;
  /** Whether go asks once more after a 4xx over https: from Go 1.24 on always, whether it has credentials or not. */
  readonly asksAgain: boolean;
  /** For the second request: all methods of GOAUTH are asked once more, and told of the answer. */
  afterRefusal(url: string, head: ResponseHead): Promise<Credentials | null>;
}

export interface WalletInput {
  /** Value of GOAUTH; empty: netrc. */
  readonly goauth: string;
  /** Version of go; null means the newest. */
  readonly go: string | null;
  /** Milliseconds that a command of GOAUTH may take. */
  timeoutMs(): number;
}

export function makeWallet(host: Host, input: WalletInput): Wallet {
  const hasGoauth = goAtLeast(input.go, '1.24');
  const methods = (hasGoauth ? input.goauth || 'netrc' : 'netrc').split(';').map((method) => method.trim());
  const cache = makeAuthCache(authLookup(input.go));
  let lines: readonly NetrcLine[] | null = null;
  const netrc = () => {
    lines ??= readNetrc(host);
    return lines;
  };
  /** From the last one on, each over those before: the first that knows a prefix wins. */
  const ask = async (refused: Refused | null) => {
    for (const method of methods.toReversed()) {
      const [name] = fields(method);
      if (name === 'netrc') storeLines(netrc(), cache);
      // git's own helpers are not asked: go has them forget what is refused.
      else if (name !== undefined && name !== 'off' && name !== 'git')
        for (const { prefix, headers } of await askCommand(host, method, refused, input.timeoutMs()))
          cache.store(prefix, { headers, source: `GOAUTH ${name}` });
    }
  };
  let early: Promise<void> | null = null;
  const atStart = () => {
    early ??= ask(null);
    return early;
  };
  const isOff = methods.includes('off');
  return {
    asksAgain: hasGoauth,
    credentialsFor: async (url) => {
      if (isOff || !url.startsWith('https:')) return null;
      await atStart();
      return cache.load(url);
    },
    afterRefusal: async (url, head) => {
      if (isOff) return null;
      await atStart();
      await ask({ url, head });
      return cache.load(url);
    },
  };
}

/** From the last one on: of several for one machine the first counts. */
function storeLines(lines: readonly NetrcLine[], cache: AuthCache): void {
  for (const { machine, login, password } of lines.toReversed())
    cache.store(machine, { headers: basic(login, password), source: '.netrc' });
}

function readNetrc(host: Host): readonly NetrcLine[] {
  const path = netrcPath(host.env);
  const file = path === null ? null : host.readFile(path);
  return file?.ok ? netrcLines(file.value.toString('utf8')) : [];
}
