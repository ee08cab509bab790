/** A proxy on the way, as a variable names it. What proves who asks is in no report. */
export interface ProxyServer {
  /** `socks5`: RFC 1928; the others by CONNECT. */
  readonly scheme: 'http' | 'https' | 'socks5';
  readonly host: string;
  readonly port: number;
  /** Value of the header Proxy-Authorization, from which a SOCKS proxy gets its login; null where the variable has no login. */
  readonly authorization: string | null;
}

/** By what way a client asks: itself, through a proxy, or through one of a kind that is not asked from here. */
export type WayOut =
  | { readonly kind: 'direct' }
  | {
      readonly kind: 'proxy';
      readonly variable: string;
      /** Without login: `http://proxy.corp.example:3128`. */
      readonly shown: string;
      readonly server: ProxyServer;
    }
  | { readonly kind: 'other-proxy'; readonly variable: string; readonly shown: string };

/** How far a connection got that was not made, and what the machine or the other side said. */
export interface NetworkFailure {
  readonly stage: 'lookup' | 'connect' | 'proxy-connect' | 'proxy' | 'tls' | 'certificate' | 'request';
  /** What the client says of a certificate that it does not take; else errno name, `EAI_` name or error code of OpenSSL; `TIMEOUT` where the time was up. */
  readonly code: string;
  /** Status code with which a proxy refused. */
  readonly status?: number;
}

export type Attempted<T> =
  | ({ readonly ok: true; readonly ms: number } & T)
  | { readonly ok: false; readonly ms: number; readonly failure: NetworkFailure };

/** The addresses of a name, in the order in which the system gives them. */
export type Lookup = Attempted<{ readonly addresses: readonly string[] }>;

/** Whom to ask, and by what way. */
export interface Way {
  readonly host: string;
  readonly port: number;
  /** Addresses of the host, where they are known already; null: to be looked up, or by the proxy. */
  readonly addresses: readonly string[] | null;
  readonly proxy: ProxyServer | null;
  /** Milliseconds for all of it. */
  readonly timeoutMs: number;
}

/** A set of roots against which OpenSSL holds what a server sends: certificates, DER. */
export type Roots = readonly Buffer[];

/** What came of a TLS handshake. */
export type Handshake = Attempted<{
  /** Address that was connected to: of the proxy, where there is one. */
  readonly address: string;
  /** Such as `TLSv1.3`. */
  readonly protocol: string;
  /** What the server sent and, behind it, what of the roots continues it: DER, the server's own first. */
  readonly chain: readonly Buffer[];
  /** The last complaint of OpenSSL about the chain, such as `CERT_HAS_EXPIRED`; null where it has none. Names are not compared. */
  readonly complaint: string | null;
  /** What Node says of the name (`tls.checkServerIdentity`); null where it is one of the certificate's. */
  readonly nameError: string | null;
  /** What OpenSSL does (X509_check_host(3)), such as `HOSTNAME_MISMATCH`. */
  readonly hostError: string | null;
}>;

/** What a server showed in the handshake, and what OpenSSL says of it. */
export type Shown = Pick<
  Extract<Handshake, { readonly ok: true }>,
  'chain' | 'complaint' | 'nameError' | 'hostError'
>;

/** Whom to trust. */
export interface Identity {
  readonly roots: Roots;
  /** Why the certificate is not taken, in the client's words; null where it is. Nothing is sent before. */
  refuses(shown: Shown): string | null;
}

export interface HttpRequest {
  readonly method: 'GET' | 'HEAD';
  /** Path and query. */
  readonly target: string;
  /** Several values: a line each. */
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  /** What of the body is longer is not read, bytes. */
  readonly maxBytes: number;
  /** Null: plain HTTP; a proxy is then asked for the whole URL (RFC 9112, 3.2.2) and digs no tunnel. */
  readonly tls: Identity | null;
}

/** What stands before the body of an answer. */
export interface ResponseHead {
  /** Such as `HTTP/1.1 401 Unauthorized`. */
  readonly line: string;
  /** Names in lower case, values in their order. */
  readonly fields: Readonly<Record<string, readonly string[]>>;
}

/** What came of a request: any status is an answer. */
export type HttpResponse = Attempted<{
  readonly status: number;
  /** Names in lower case; of several with one name, the values with a comma between. */
  readonly headers: Readonly<Record<string, string>>;
  readonly head: ResponseHead;
  readonly body: Buffer;
  /** Milliseconds since 1970 at which the head of the answer was there. */
  readonly atMs: number;
}>;

/**
 * The network, as far as `--online` opens it: a host has none without that option, so that nothing can be sent.
 * No call throws, and none lasts longer than its time.
 */
export interface Network {
  /** By getaddrinfo(3), as Node's `dns.lookup`: the files and servers that the system is set up for. */
  lookup(name: string, timeoutMs: number): Promise<Lookup>;
  /** Connects and shakes hands; nothing else is sent. */
  handshake(way: Way, roots: Roots): Promise<Handshake>;
  /** One request by HTTP/1.1; follows no redirect. */
  request(way: Way, request: HttpRequest): Promise<HttpResponse>;
}
