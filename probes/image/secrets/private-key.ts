const BEGIN = /-----BEGIN ((?:[A-Z]{1,10} ){0,3})PRIVATE KEY(?: BLOCK)?-----/g;

/** Base64 of 24 bytes and more: a mere mention of the header has none behind it. In JSON a line ends with `\n` in letters. */
const BODY = /^(?:\\n|\s|[A-Za-z-]{1,20}: [^\r\n]{0,200}\r?\n){0,12}[A-Za-z0-9+/]{32}/;

/**
 * A private key in PEM, of OpenSSH, of OpenPGP or of PuTTY. `sealed`: it needs a password.
 *
 * Whether one in OpenSSH's own form is sealed stands in its first bytes (PROTOCOL.key): the name of the cipher.
 */
export function privateKey(text: string): 'open' | 'sealed' | null {
  let sealed = false;
  for (const match of text.matchAll(BEGIN)) {
    const body = text.slice(match.index + match[0].length, match.index + match[0].length + 2000);
    if (!BODY.test(body)) continue;
    if (!isSealed(match[1] ?? '', body)) return 'open';
    sealed = true;
  }
  if (text.startsWith('PuTTY-User-Key-File-'))
    return /^Encryption: none\r?$/m.test(text.slice(0, 500)) ? 'open' : 'sealed';
  return sealed ? 'sealed' : null;
}

const OPENSSH = 'openssh-key-v1\0';

function isSealed(of: string, body: string): boolean {
  // Of OpenPGP nobody can tell without reading it.
  if (of.startsWith('ENCRYPTED') || of.startsWith('PGP')) return true;
  if (/^\s{0,4}Proc-Type: 4,ENCRYPTED/.test(body)) return true;
  if (!of.startsWith('OPENSSH')) return false;
  const first = Buffer.from(body.replace(/^(?:\\n|\s)+/, '').slice(0, 64), 'base64').toString('latin1');
  // A string has its length before it, four bytes.
  return !first.startsWith(`${OPENSSH}\0\0\0\x04none`);
}
