import type { Runtime } from '../lent.ts';

const NAMES: Readonly<Record<Runtime, string>> = { go: 'Go', openssl: 'OpenSSL', node: 'Node' };

/** `Go, OpenSSL and Node` */
export function inWords(runtimes: readonly string[]): string {
  const names = runtimes.map((name) => NAMES[name as Runtime] ?? name);
  return names.length < 2 ? names.join() : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** `do` or `does` */
export function does(runtimes: readonly string[]): string {
  return runtimes.length === 1 ? 'does' : 'do';
}

/** What the codes of system calls and resolvers mean. */
const CODES: Readonly<Record<string, string>> = {
  TIMEOUT: 'no answer in time',
  ENOTFOUND: 'the name server knows no such name',
  EAI_AGAIN: 'the name server did not answer',
  ENODATA: 'the name has no address',
  ECONNREFUSED: 'connection refused',
  ECONNRESET: 'the connection was cut',
  EHOSTUNREACH: 'no route to host',
  ENETUNREACH: 'network is unreachable',
  ETIMEDOUT: 'connection timed out',
};

/** `connection refused (ECONNREFUSED)`; a code that nobody knows stays as it is. */
export function codeInWords(code: string): string {
  const words = CODES[code];
  return words === undefined ? code : `${words} (${code})`;
}

/** What is wrong with a certificate, by the names that Go's errors and those of OpenSSL have here. */
const DEFECTS: readonly (readonly [RegExp, string])[] = [
  [/weak-signature|MD_TOO_WEAK/, 'it is signed by SHA-1 or MD5'],
  [/bad-signature|CERT_SIGNATURE_FAILURE/, "a signature is not that of its issuer's key"],
  [/not-a-ca|INVALID_CA/, 'it was issued by a certificate that is no CA'],
  [/^purpose|INVALID_PURPOSE/, 'it is not for servers (extended key usage)'],
  [/path-too-long|PATH_LENGTH_EXCEEDED/, 'there are more CAs in the chain than one of them allows'],
  [/critical-extension|UNHANDLED_CRITICAL_EXTENSION/, 'it has a critical extension that nobody knows'],
  [/PERMITTED_VIOLATION|EXCLUDED_VIOLATION/, 'its CA may not issue for this name (name constraints)'],
  [/unreadable/, 'it cannot be read'],
];

/** What is wrong by these codes; one without words stays as it is, unless others say it. */
export function defectsInWords(codes: readonly string[]): string {
  const known = DEFECTS.filter(([sign]) => codes.some((code) => sign.test(code))).map(([, words]) => words);
  if (known.length > 0) return known.join('; ');
  return codes.map((code) => (code === 'UNSPECIFIED' ? 'openssl s_client tells why' : code)).join('; ');
}
