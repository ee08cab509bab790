import { context, contextConstructed, type Der, Refused, TAG } from './der.ts';

/** Extensions 2.5.29.N that few roots have; read only to refuse what Go refuses. */
export function readRareExtension(d: Der, number: number, limit: number): void {
  if (number === 17) readAlternativeNames(d, limit);
  else if (number === 30) readNameConstraints(d, limit);
  else if (number === 33) readPolicyMappings(d, limit);
  else if (number === 36) readPolicyConstraints(d, limit);
  else if (number === 54) readInteger(d, limit, 'inhibit any policy');
  // Go records an unknown critical extension and keeps the certificate.
}

function text(d: Der, end: number, what: string): string {
  const value = Buffer.from(d.bytes.buffer, d.bytes.byteOffset + d.at, end - d.at).toString('latin1');
  if (/[\x80-\xff]/.test(value)) throw new Refused(`malformed ${what}`);
  return value;
}

function readInteger(d: Der, limit: number, what: string): void {
  const at = d.integer(limit, what);
  if (d.at - at > 8) throw new Refused(`malformed ${what}`);
}

function readAlternativeNames(d: Der, limit: number): void {
  const what = 'subject alternative name';
  const end = d.enter(TAG.sequence, limit, what);
  while (d.at < end) {
    const tag = d.peek(end);
    const stop = d.enterAny(end, what);
    if (tag === context(1) || tag === context(2)) text(d, stop, what);
    else if (tag === context(6)) checkUri(text(d, stop, what));
    else if (tag === context(7)) {
      const size = stop - d.at;
      if ((size !== 4 && size !== 16) || (size === 16 && isMapped(d.bytes, d.at))) {
        throw new Refused('malformed IP address');
      }
    }
    d.at = stop;
  }
}

/** ::ffff:a.b.c.d, which Go refuses in the place of an IPv6 address. */
function isMapped(bytes: Uint8Array, at: number): boolean {
  for (let i = 0; i < 10; i++) if (bytes[at + i] !== 0) return false;
  return bytes[at + 10] === 0xff && bytes[at + 11] === 0xff;
}

/** What net/url.Parse and the host check of Go's parseSANExtension refuse, as far as URIs of CAs go. */
function checkUri(uri: string): void {
  const match = /^([a-z][a-z0-9+.-]*):(?:\/\/([^/?#]*))?/i.exec(uri);
  const bad =
    /[\0-\x1f\x7f]/.test(uri) ||
    /%(?![0-9a-f]{2})/i.test(uri.split('?')[0] ?? '') ||
    uri.startsWith(':') ||
    hasColonBehind(/[^a-z0-9+.\-:]/i, uri.split(/[/?#]/, 1)[0] ?? '');
  const authority = match?.[2] ?? '';
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (bad || /[ "<>\\^`{|}]/.test(host) || !isDomain(host, false)) throw new Refused('malformed URI');
}

/** A colon behind a character that no scheme may have: the first part of a path may not have one either. */
function hasColonBehind(character: RegExp, text: string): boolean {
  const at = text.search(character);
  return at >= 0 && text.includes(':', at);
}

/** Go's domainNameValid: no empty label, no dot at the end, printable ASCII; empty is allowed. */
function isDomain(name: string, constraint: boolean): boolean {
  if (name === '') return true;
  const domain = constraint && name.startsWith('.') ? name.slice(1) : name;
  if (name.endsWith('.') || /[^\x21-\x7e]/.test(domain)) return false;
  return domain.split('.').every((label) => label !== '');
}

function readNameConstraints(d: Der, limit: number): void {
  const what = 'name constraints';
  const end = d.enter(TAG.sequence, limit, what);
  let subtrees = 0;
  for (const tag of [contextConstructed(0), contextConstructed(1)]) {
    if (d.peek(end) !== tag) continue;
    const stop = d.enter(tag, end, what);
    if (d.at === stop) throw new Refused(`empty ${what}`);
    while (d.at < stop) readSubtree(d, stop, what);
    subtrees++;
  }
  if (subtrees === 0 || d.at !== end || end !== limit) throw new Refused(`invalid ${what}`);
}

function readSubtree(d: Der, limit: number, what: string): void {
  const stop = d.enter(TAG.sequence, limit, what);
  const tag = d.peek(stop);
  const end = d.enterAny(stop, what);
  if (tag === context(2) && !isDomain(text(d, end, what), true)) throw new Refused(`invalid ${what}`);
  if (tag === context(1)) {
    const address = text(d, end, what);
    const fine = address.includes('@') ? /^[^@\s]+@[^@\s]+$/.test(address) : isDomain(address, true);
    if (!fine) throw new Refused(`invalid ${what}`);
  }
  if (tag === context(6)) {
    const domain = text(d, end, what);
    if (/^\d+(?:\.\d+){3}$|:/.test(domain) || !isDomain(domain, true)) throw new Refused(`invalid ${what}`);
  }
  if (tag === context(7)) readAddressRange(d, end, what);
  d.at = stop;
}

function readAddressRange(d: Der, end: number, what: string): void {
  const half = (end - d.at) / 2;
  if ((half !== 4 && half !== 16) || (half === 16 && isMapped(d.bytes, d.at))) {
    throw new Refused(`invalid ${what}`);
  }
  const mask = [...d.bytes.subarray(d.at + half, end)].map((b) => b.toString(2).padStart(8, '0')).join('');
  if (/01/.test(mask)) throw new Refused(`invalid ${what}`);
}

function readPolicyMappings(d: Der, limit: number): void {
  const what = 'policy mappings';
  const end = d.enter(TAG.sequence, limit, what);
  while (d.at < end) {
    const stop = d.enter(TAG.sequence, end, what);
    d.at = d.enter(TAG.oid, stop, what);
    d.at = d.enter(TAG.oid, stop, what);
    d.at = stop;
  }
}

function readPolicyConstraints(d: Der, limit: number): void {
  const what = 'policy constraints';
  const end = d.enter(TAG.sequence, limit, what);
  for (const tag of [context(0), context(1)]) {
    if (d.peek(end) !== tag) continue;
    const stop = d.enter(tag, end, what);
    const size = stop - d.at;
    const [first, second] = [d.bytes[d.at] as number, d.bytes[d.at + 1] as number];
    const padded = size > 1 && ((first === 0 && second < 0x80) || (first === 0xff && second >= 0x80));
    if (size === 0 || size > 8 || padded) throw new Refused(`invalid ${what}`);
    d.at = stop;
  }
}
