import type { CaFacts } from './facts.ts';

/** `Go 144, OpenSSL 144, Node its own list`; the size of Node's list would cost loading node:tls. */
export function summary({ go, openssl, node }: CaFacts): string {
  const extra = node.roots.size > 0 ? `${node.bundled ? 'its own list and ' : ''}${node.roots.size}` : null;
  const ofNode = extra ?? (node.bundled ? 'its own list' : '0');
  const counts = [`Go ${go.roots.size}`, ...(openssl === null ? [] : [`OpenSSL ${openssl.roots.size}`])];
  return `roots: ${[...counts, `Node ${ofNode}`].join(', ')}`;
}
