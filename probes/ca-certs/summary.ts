import type { CaFacts } from './facts.ts';

/**
 * `roots: Go 144, OpenSSL 144`. Node only where a setting of this container gives it another list than its own:
 * that one is the same everywhere, and the Node that runs may be probe-env's. Its size, which the facts tell,
 * would cost loading node:tls.
 */
export function summary({ go, openssl, node }: CaFacts): string {
  const stock = node.bundled && node.roots.size === 0;
  const counts = [
    `Go ${go.roots.size}`,
    ...(openssl === null ? [] : [`OpenSSL ${openssl.roots.size}`]),
    ...(stock ? [] : [`Node ${node.bundled ? 'its own list and ' : ''}${node.roots.size}`]),
  ];
  return `roots: ${counts.join(', ')}`;
}
