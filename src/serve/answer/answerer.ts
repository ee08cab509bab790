import { timingSafeEqual } from 'node:crypto';
import type { Answer, Answerer, Question } from '../../target/resident.ts';
import { type Asked, ENDPOINTS, type Served } from './endpoints.ts';
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

/** Nobody writes in it. */
const NO_QUERY = new URLSearchParams();

/** What is asked of whoever comes, whatever is behind the door. */
export interface Door {
  /** What must be shown for all but the probes of the kubelet; null asks for none. */
  readonly token: () => string | null;
  /** Told of each question, with the path of an endpoint or `other`. */
  readonly count: (path: string, status: number) => void;
}

export interface Answering extends Served, Door {}

/** What answers at a path, and how it is counted. */
export interface Place {
  readonly name: string;
  answer(asked: Asked): Answer | Promise<Answer>;
}

/** One way for every question. */
export function answerer(answering: Answering): Answerer {
  return answererOf(answering, Object.keys(ENDPOINTS), (path) => {
    const endpoint = Object.hasOwn(ENDPOINTS, path) ? ENDPOINTS[path] : undefined;
    return endpoint === undefined ? null : { name: path, answer: (asked) => endpoint(answering, asked) };
  });
}

/**
 * The same for other endpoints.
 *
 * @param names those that somebody who asks for another one is told of
 */
export function answererOf(
  door: Door,
  names: readonly string[],
  find: (path: string) => Place | null,
): Answerer {
  return async (question) => {
    const parts = split(question.url);
    const place = find(parts.path);
    const answer = await answerTo(question, parts, door, place, names);
    door.count(place?.name ?? 'other', answer.status);
    return { ...answer, headers: { ...ALWAYS, ...answer.headers } };
  };
}

interface Parts {
  /** Whom a whole address names, which counts more than the Host header (RFC 9112, 3.2.2). */
  readonly host?: string;
  readonly path: string;
  readonly query: string;
}

function split(url: string): Parts {
  if (!url.startsWith('/')) {
    const [, host, rest = ''] = /^https?:\/\/([^/?#]*)(.*)/is.exec(url) ?? [];
    if (host !== undefined) return { ...split(rest.startsWith('/') ? rest : `/${rest}`), host };
  }
  const at = url.indexOf('?');
  return at < 0 ? { path: url, query: '' } : { path: url.slice(0, at), query: url.slice(at + 1) };
}

async function answerTo(
  { method, headers, toLoopback, gone }: Question,
  { host = headers.host, path, query }: Parts,
  door: Door,
  place: Place | null,
  names: readonly string[],
): Promise<Answer> {
  // The page of another name that was made to mean this address (DNS rebinding) sends that name.
  if (toLoopback && !isForLoopback(host))
    return plain(421, 'this address answers to localhost and to its own number alone\n');
  if (place === null) return plain(404, `not found; there is ${names.join(', ')}\n`);
  if (method !== 'GET' && method !== 'HEAD') return plain(405, 'GET and HEAD only\n', { allow: 'GET, HEAD' });
  const token = door.token();
  const isKnown = token === null || shows(headers.authorization, token);
  if (!isKnown && !OPEN.includes(path))
    return plain(401, 'a bearer token is needed\n', { 'www-authenticate': 'Bearer' });
  const wanted = query === '' ? NO_QUERY : new URLSearchParams(query);
  // The details name what runs here.
  if (!isKnown) wanted.delete('verbose');
  return place.answer({ query: wanted, headers, ...(gone && { gone }) });
}

/** In a time that tells nothing of where the two differ. */
function shows(authorization: string | undefined, token: string): boolean {
  const [, shown] = /^Bearer +(\S+)$/i.exec(authorization ?? '') ?? [];
  const [one, other] = [Buffer.from(shown ?? ''), Buffer.from(token)];
  return one.length === other.length && timingSafeEqual(one, other);
}
