import type { HttpRequest, HttpResponse, Network, NetworkFailure } from '../../../../src/target/network.ts';

/** What a server says to one request. */
export type Said =
  | number
  | string
  | Buffer
  | NetworkFailure
  | {
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string | Buffer;
    };

const HEAD = { line: 'HTTP/1.1 0', fields: {} };

export interface FakeHttp extends Network {
  /** What was asked, in order, with the headers. */
  readonly asked: { readonly url: string; readonly headers: HttpRequest['headers'] }[];
}

/** A network of values: each request takes 12 ms. `at`: milliseconds since 1970 of every answer. */
export function fakeHttp(answer: (url: string, nth: number) => Said, at = 0): FakeHttp {
  const asked: FakeHttp['asked'] = [];
  const times = new Map<string, number>();
  const none = { ok: false, ms: 3, failure: { stage: 'connect', code: 'ECONNREFUSED' } } as const;
  return {
    asked,
    lookup: async () => none,
    handshake: async () => none,
    request: async ({ host, port }, { tls, target, headers }): Promise<HttpResponse> => {
      const usual = tls === null ? 80 : 443;
      const url = `${tls === null ? 'http' : 'https'}://${host}${port === usual ? '' : `:${port}`}${target}`;
      const nth = (times.get(url) ?? 0) + 1;
      times.set(url, nth);
      asked.push({ url, headers });
      const said = answer(url, nth);
      const head = { ok: true, ms: 12, headers: {}, head: HEAD, body: Buffer.alloc(0), atMs: at } as const;
      if (typeof said === 'number') return { ...head, status: said };
      if (typeof said === 'string' || Buffer.isBuffer(said))
        return { ...head, status: 200, body: Buffer.from(said as string) };
      if ('stage' in said) return { ok: false, ms: 12, failure: said };
      return {
        ...head,
        status: said.status,
        headers: said.headers ?? {},
        body: Buffer.from((said.body ?? '') as string),
      };
    },
  };
}
