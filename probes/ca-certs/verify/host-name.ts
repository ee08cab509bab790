import type { AlternativeNames } from './presented.ts';

/**
 * Whether the names of a certificate are those of a server, as `VerifyHostname` of Go (crypto/x509/verify.go): the
 * common name counts for nothing, `*` for one label at the beginning, and an address is looked for among addresses alone.
 *
 * @param host a name, or an address in the form of `addressText`
 */
export function isNamed(host: string, isAddress: boolean, { dns, addresses }: AlternativeNames): boolean {
  if (isAddress) return addresses.includes(host);
  const wanted = host.toLowerCase();
  const valid = isHostName(wanted.replace(/\.$/, ''), false);
  const labels = wanted.replace(/\.$/, '').split('.');
  return dns.some((name) =>
    valid && isHostName(name, true)
      ? matches(name.toLowerCase().split('.'), labels)
      : name !== '' && name !== '.' && name.toLowerCase() === wanted,
  );
}

function matches(pattern: readonly string[], labels: readonly string[]): boolean {
  if (pattern.length !== labels.length) return false;
  return pattern.every((label, i) => (i === 0 && label === '*') || label === labels[i]);
}

function isHostName(name: string, isPattern: boolean): boolean {
  if (name === '' || name === '*') return false;
  return name
    .split('.')
    .every((label, i) => (isPattern && i === 0 && label === '*') || /^[a-z0-9_][a-z0-9_-]*$/i.test(label));
}
