import type { AnswerKind, LeadsTo } from '../../core/documents/route-online.ts';

/** What a status is to go. */
export function kindOf(status: number): AnswerKind {
  switch (status) {
    case 200:
      return 'found';
    case 404:
    case 410:
      return 'not-found';
    case 401:
    case 407:
      return 'credentials';
    case 403:
      return 'forbidden';
    case 429:
      return 'too-many';
    case 502:
    case 503:
    case 504:
      return 'unavailable';
    default:
      return status >= 500 ? 'server-error' : 'other-status';
  }
}

/** Whether it may be otherwise in a while; go does not wait for it. */
export function isPassing(kind: AnswerKind): boolean {
  return kind === 'too-many' || kind === 'unavailable';
}

/** Whether go goes on to the next source (cmd/go/internal/modfetch, TryProxies). */
export function leadsTo(
  kind: AnswerKind,
  { onNotFound, onError }: { readonly onNotFound: 'next' | 'stop'; readonly onError: 'next' | 'stop' },
): LeadsTo {
  if (kind === 'found') return 'take';
  return kind === 'not-found' ? onNotFound : onError;
}
