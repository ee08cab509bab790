import type { AnswerKind, RouteFailure } from '../../core/documents/route-online.ts';
import type { Host } from '../../target/host.ts';
import type { HttpResponse, ProxyServer, ResponseHead } from '../../target/network.ts';
import type { Credentials } from './auth/answer.ts';
import { ofUrl, withUser } from './auth/user.ts';
import type { Wallet } from './auth/wallet.ts';
import { kindOf } from './classify.ts';
import type { GoTrust, Reach } from './reach.ts';
import { carrier, MAX_REDIRECTS, redirectOf } from './redirect.ts';

/** What asking needs. */
export interface Asker {
  readonly host: Pick<Host, 'env' | 'now'>;
  readonly reach: Reach;
  readonly wallet: Wallet;
  /** Version of go; null means the newest. */
  readonly go: string | null;
  /** Milliseconds that are left. */
  left(): number;
}

/** What came of one URL, redirects followed as go follows them. */
export interface Asked {
  readonly kind: AnswerKind;
  readonly status: number | null;
  readonly failure: RouteFailure | null;
  /** With credentials, if they have any. */
  readonly redirects: readonly string[];
  readonly proxy: string | null;
  readonly credentials: string | null;
  readonly ms: number;
  readonly headers: Readonly<Record<string, string>>;
  /** Null where there is no answer. */
  readonly head: ResponseHead | null;
  readonly body: Buffer;
  /** Milliseconds since 1970 of the answer; null where there is none. */
  readonly atMs: number | null;
}

/** What is longer is no answer of a proxy to what is asked here, bytes. */
const MAX_BODY_BYTES = 4 * 1024 * 1024;

/**
 * As cmd/go/internal/web asks: a GET, with credentials over https alone, and from Go 1.24 on once more after any 4xx over https. What is
 * told is the answer that go goes by.
 */
export async function askUrl(url: string, id: string, asker: Asker): Promise<Asked> {
  const secure = new URL(url).protocol === 'https:';
  const { wallet } = asker;
  if (!secure && ofUrl(url) !== null) return refused('CREDENTIALS_OVER_HTTP', [], 0);
  const first = await follow(url, id, await wallet.credentialsFor(url), asker);
  const { status, head } = first;
  if (!secure || !wallet.asksAgain || status === null || head === null || status < 400 || status > 499)
    return first;
  return follow(url, id, await wallet.afterRefusal(url, head), asker);
}

async function follow(
  url: string,
  id: string,
  credentials: Credentials | null,
  asker: Asker,
): Promise<Asked> {
  const redirects: string[] = [];
  let ms = 0;
  const carried = carrier(url, credentials, asker.go);
  let sent = withUser(url, credentials);
  for (let at = url; ; ) {
    const { answer, proxy, failure } = await askOnce(at, id, sent, asker);
    ms += answer?.ms ?? 0;
    const said = { redirects, proxy, credentials: sent?.source ?? null, ms };
    if (answer === null || !answer.ok) {
      const found = failure ?? answer?.failure ?? { stage: 'request', code: 'UNKNOWN' };
      const kind = found.stage === 'certificate' ? 'certificate' : 'no-answer';
      // The proxy's own status: it did not let the request through.
      const status = answer !== null && !answer.ok ? (answer.failure.status ?? null) : null;
      const own = { stage: found.stage, code: status === null ? found.code : `${found.code} ${status}` };
      return { ...said, ...NOTHING, kind, status: null, failure: own };
    }
    const { status, headers, head, body, atMs } = answer;
    const next = redirectOf(status, headers.location, at);
    if (next === null)
      return { ...said, kind: kindOf(status), status, failure: null, headers, head, body, atMs };
    // The check comes before the request, and the URL that was refused is told too.
    redirects.push(next);
    if (redirects.length >= MAX_REDIRECTS) return refused('TOO_MANY_REDIRECTS', redirects, ms);
    if (url.startsWith('https:') && !next.startsWith('https:'))
      return refused('REDIRECT_TO_HTTP', redirects, ms);
    if (!/^https?:/.test(next)) return refused('REDIRECT_TO_OTHER_SCHEME', redirects, ms);
    sent = withUser(next, carried.to(headers.location ?? next));
    at = next;
  }
}

const NOTHING = { headers: {}, head: null, body: Buffer.alloc(0), atMs: null };

/** go itself ends it. */
function refused(code: string, redirects: readonly string[], ms: number): Asked {
  return {
    ...NOTHING,
    ...{ kind: 'refused', status: null, failure: { stage: 'go', code }, redirects, proxy: null },
    ...{ credentials: null, ms },
  };
}

interface Once {
  readonly answer: HttpResponse | null;
  readonly proxy: string | null;
  readonly failure: RouteFailure | null;
}

async function askOnce(
  url: string,
  id: string,
  credentials: Credentials | null,
  { host, reach, left, go }: Asker,
): Promise<Once> {
  const { protocol, hostname, port, pathname, search } = new URL(url);
  const secure = protocol === 'https:';
  const name = hostname.replace(/^\[(.*)\]$/, '$1');
  const number = port === '' ? (secure ? 443 : 80) : Number(port);
  const out = reach.wayTo(host.env, name, number, secure ? 'https' : 'http', go);
  const proxy = out.kind === 'direct' ? null : out.shown;
  if (out.kind === 'other-proxy')
    return { answer: null, proxy, failure: { stage: 'proxy', code: 'PROXY_NOT_ASKED' } };
  if (left() <= 0) return { answer: null, proxy, failure: { stage: 'request', code: 'TIMEOUT' } };
  const server: ProxyServer | null = out.kind === 'proxy' ? out.server : null;
  const tls = secure ? identityOf(await reach.trust(), name, host) : null;
  const answer = await reach.network.request(
    { host: name, port: number, addresses: null, proxy: server, timeoutMs: left() },
    {
      method: 'GET',
      target: `${pathname}${search}`,
      headers: { 'user-agent': 'probe-env', 'x-request-id': id, ...sendable(credentials) },
      maxBytes: MAX_BODY_BYTES,
      tls,
    },
  );
  return { answer, proxy, failure: null };
}

/** net/http writes these itself (reqWriteExcludeHeader). */
const OWN = ['host', 'content-length', 'transfer-encoding', 'trailer'];

function sendable(credentials: Credentials | null): Credentials['headers'] {
  const all = Object.entries(credentials?.headers ?? {});
  return Object.fromEntries(all.filter(([name]) => !OWN.includes(name)));
}

function identityOf({ roots, asGo }: GoTrust, name: string, host: Pick<Host, 'now'>) {
  return {
    roots,
    refuses: ({
      chain,
      complaint,
    }: {
      readonly chain: readonly Buffer[];
      readonly complaint: string | null;
    }) => asGo(sentBy(chain, roots), name, host.now(), complaint)?.code ?? null,
  };
}

/** What the server itself sent: what OpenSSL put behind it is of the store. */
function sentBy(chain: readonly Buffer[], roots: readonly Buffer[]): readonly Buffer[] {
  let end = chain.length;
  while (end > 1 && roots.some((root) => root.equals(chain[end - 1] as Buffer))) end--;
  return chain.slice(0, end);
}
