/** What the API server of a cluster is asked. */
export interface KubeApi {
  /** Never throws. @param path with its query */
  ask(question: KubeQuestion): Promise<KubeAnswer>;
  /**
   * An answer that comes in lines, for as long as it comes.
   *
   * @param limitMs longest time until it is broken off
   */
  stream(path: string, limitMs: number, listener: StreamListener): KubeStream;
}

export interface StreamListener {
  /** The server has taken the question (200): from here on it tells of all there is, and is silent where there is nothing. */
  readonly opened: () => void;
  readonly heard: (line: string) => void;
}

export interface KubeQuestion {
  readonly method: 'GET' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly body?: { readonly type: string; readonly text: string };
}

/** An answer with its status; or why there is none, in words that follow `the API server`. */
export type KubeAnswer =
  | { readonly ok: true; readonly status: number; readonly text: string }
  | { readonly ok: false; readonly why: string };

export interface KubeStream {
  /** The text is that of an answer which is no success; else empty. */
  readonly ended: Promise<KubeAnswer>;
  stop(): void;
}

/** What an answer says that is no success; null where it is one. */
export function whyRefused(answer: KubeAnswer): string | null {
  if (!answer.ok) return answer.why;
  const { status } = answer;
  if (status >= 200 && status < 300) return null;
  if (status === 401) return 'does not know the token (401)';
  if (status === 403) return 'does not allow it (403): its RBAC rules are missing';
  return `answers ${status}`;
}
