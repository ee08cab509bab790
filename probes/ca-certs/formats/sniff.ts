import type { Format } from './format.ts';
import { javaFormat } from './java-keystore.ts';

/** How a packed file begins (file(1) has many more). */
const ARCHIVES: readonly (readonly [string, string])[] = [
  ['PK\x03\x04', 'zip'],
  ['BZh', 'bzip2'],
  ['\xfd7zXZ\0', 'xz'],
  ['\x28\xb5\x2f\xfd', 'zstd'],
];

const BOM = '\xef\xbb\xbf';

/** Bytes at the beginning of a text that are looked at. */
const HEAD = 4096;

/** What the first bytes of a file that is no PEM and no ASN.1 say of it; `text` is the file as latin1. */
export function sniff(
  bytes: Buffer,
  text: string,
): { readonly format: Format; readonly detail: string | null } {
  const java = javaFormat(bytes);
  if (java !== null) return { format: java, detail: null };
  if (text.startsWith('\x1f\x8b')) return { format: 'gzip', detail: null };
  const archive = ARCHIVES.find(([magic]) => text.startsWith(magic))?.[1];
  if (archive !== undefined) return { format: 'archive', detail: archive };
  if (/^(?:\xff\xfe|\xfe\xff|-\0-\0|\0-\0-)/.test(text)) return { format: 'utf-16', detail: null };
  return { format: ofText(text.startsWith(BOM) ? text.slice(BOM.length) : text), detail: null };
}

function ofText(text: string): Format {
  const head = text.slice(0, HEAD).trimStart();
  if (head === '') return text.trimStart() === '' ? 'blank' : 'unknown';
  if (/^<(?:!doctype html|html|head|body|title|center|h1)\b/i.test(head)) return 'html';
  if (/^<(?:\?xml|[!a-z])/i.test(head)) return /<html\b/i.test(head) ? 'html' : 'xml';
  if (/^(?:\{\s*["}]|\[\s*[[{"\]])/.test(head)) return 'json';
  if (head.startsWith('version https://git-lfs')) return 'git-lfs';
  const openssh = /^(?:ssh|ecdsa|sk-ssh|sk-ecdsa)-[\w@.-]{1,64}\s+AAAA/m.exec(head);
  if (openssh !== null) return openssh[0].includes('-cert-v') ? 'openssh-certificate' : 'openssh-public-key';
  if (/^[A-Za-z0-9+/\s]+(?:=[=\s]*)?$/.test(text)) return 'base64';
  return 'unknown';
}

/** PEM without a line end that a loader knows; null where it has one. */
export function otherLineEnds(text: string): 'carriage-returns' | 'escaped' | null {
  const [begin] = /-----BEGIN [A-Z0-9 #]{1,40}-----(?:\r|\\n|\\r\\n)/.exec(text) ?? [];
  if (begin === undefined || text.trimEnd().includes('\n')) return null;
  return begin.endsWith('\r') ? 'carriage-returns' : 'escaped';
}

/** The same text with line ends. */
export function withLineEnds(text: string): string {
  return text.replace(/\\r\\n|\\n|\r/g, '\n');
}
