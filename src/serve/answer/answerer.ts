import { timingSafeEqual } from 'node:crypto';
import type { Answer, Answerer, Question } from '../../target/resident.ts';
import { ENDPOINTS, type Served } from './endpoints.ts';
import { isForLoopback } from './host-name.ts';
import { plain } from './plain.ts';

/** What is asked by the kubelet, which knows no token. */
const OPEN = ['/livez', '/readyz', '/startupz'];

/** Nothing of elsewhere may show, send or guess anything. */
const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'x-frame-options': 'DENY',
  'cross-origin-resource-policy': 'same-origin',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

export interface Answering extends Served {
  /** What must be shown for all but the probes of the kubelet; null asks for none. */
  readonly token: () => string | null;
  /** Told of each question, with the path of an endpoint or `other`. */
  readonly count: (path: string, status: number) => void;
}

/** One way for every question. */
export function answerer(answering: Answering): Answerer {
  return async (question) => {
    const [path = '/', query = ''] = split(question.url);
    const answer = await answerTo(question, path, query, answering);
    answering.count(Object.hasOwn(ENDPOINTS, path) ? path : 'other', answer.status);
    return { ...answer, headers: { ...ALWAYS, ...answer.headers } };
  };
}

function split(url: string): readonly [string, string] {
  const at = url.indexOf('?');
  return at < 0 ? [url, ''] : [url.slice(0, at), url.slice(at + 1)];
}

async function answerTo(
  { method, headers, toLoopback }: Question,
  path: string,
  query: string,
  answering: Answering,
): Promise<Answer> {
  // The page of another name that was made to mean this address (DNS rebinding) sends that name.
  if (toLoopback && !isForLoopback(headers.host))
    return plain(421, 'this address answers to localhost and to its own number alone\n');
  const endpoint = Object.hasOwn(ENDPOINTS, path) ? ENDPOINTS[path] : undefined;
  if (endpoint === undefined) return plain(404, `not found; there is ${Object.keys(ENDPOINTS).join(', ')}\n`);
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'GET and HEAD only\n', { allow: 'GET, HEAD' });
  const token = answering.token();
  if (token !== null && !OPEN.includes(path) && !shows(headers.authorization, token))
    return plain(401, 'a bearer token is needed\n', { 'www-authenticate': 'Bearer' });
  return endpoint(answering, { query: new URLSearchParams(query), headers });
}

/** In a time that tells nothing of where the two differ. */
function shows(authorization: string | undefined, token: string): boolean {
  const [, shown] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  const [one, other] = [Buffer.from(shown ?? ''), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
