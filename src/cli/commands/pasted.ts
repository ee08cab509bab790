import type { CatalogueEntry } from '../../core/catalogue.ts';
import type { Known } from './outside.ts';

/** What Node calls the errors of OpenSSL (node/src/crypto/crypto_common.cc), and what OpenSSL says of them. */
const CODES: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'certificate has expired',
  CERT_NOT_YET_VALID: 'certificate is not yet valid',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'self-signed certificate',
  SELF_SIGNED_CERT_IN_CHAIN: 'self-signed certificate in certificate chain',
  UNABLE_TO_GET_ISSUER_CERT: 'unable to get local issuer certificate',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'unable to get local issuer certificate',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE:
    'unable to verify the first certificate: unable to get local issuer certificate',
};

/** No name of a rule or a probe has a blank or a colon, or is written in capitals, as `OOMKilled` is. */
export function isMessage(asked: string): boolean {
  return /[ :]|[A-Z]{2}|[a-z][A-Z]/.test(asked);
}

/** What a terminal, a log in JSON or a page puts around and into a message: colours, escapes, curly quotes. */
function unescaped(message: string): string {
  return message
    .replace(/\u001b\[[\d;]{0,32}m/g, '')
    .replace(/\\{1,7}"/g, '"')
    .replace(/\\[nt]/g, '\n')
    .replace(/[‘’]/g, "'")
    .replace(/[“”]/g, '"');
}

/** A message in the words that the rules know: codes of Node, the spelling of an older OpenSSL. */
export function inKnownWords(message: string): string {
  const codes = Object.keys(CODES).filter((code) => new RegExp(`\\b${code}\\b`).test(message));
  return [
    unescaped(message).replace(/self signed certificate/gi, 'self-signed certificate'),
    ...codes.map((code) => CODES[code]),
  ].join(': ');
}

/**
 * Rules that explain a message, the likeliest first: those that are known of it; those of which it holds what a tool always
 * says, first those that say most of it; else those whose cause quotes it; else those that say these words.
 */
export function explaining(
  message: string,
  rules: readonly CatalogueEntry[],
  known: Known | null,
): readonly CatalogueEntry[] {
  // Lines are broken where they are pasted.
  const text = message.toLowerCase().replace(/\s+/g, ' ');
  const ids = known?.message.rules;
  const named = (ids ?? []).flatMap((id) => rules.filter((rule) => rule.id === id));
  const isBroad = known?.message.isBroad === true;
  const covered = ids === undefined || isBroad ? '' : (known?.heard ?? '').toLowerCase().replace(/\s+/g, ' ');
  const holds = rules
    .filter((rule) => isBroad || !named.includes(rule))
    .map((rule) => {
      const heard = rule.says
        .map((said) => said.toLowerCase())
        .filter((said) => text.includes(said) && !covered.includes(said));
      const length = heard.reduce((sum, said) => sum + said.length, 0);
      return { rule, length, isOwn: heard.some((said) => !BROAD.test(said)) };
    })
    .filter(({ length }) => length > 0)
    .sort((one, other) => other.length - one.length);
  const own = isBroad ? holds.filter(({ isOwn }) => isOwn) : [];
  const likeliest = [...own.map(({ rule }) => rule), ...named, ...holds.map(({ rule }) => rule)];
  if (ids !== undefined) return [...new Set(likeliest)];
  if (holds.length > 0 || !isMessage(message)) return [...new Set(likeliest)];
  const quoting = rules.filter(({ cause }) =>
    quotes(cause).some((quote) => quote.every((part) => text.includes(part))),
  );
  if (quoting.length > 0) return quoting;
  const words = text.split(' ').filter((word) => word !== '');
  return rules.filter(({ says }) =>
    says.some((said) => words.every((word) => hasWord(said.toLowerCase(), word))),
  );
}

/** What is said of everything. */
const BROAD =
  /^\W*(?:permission denied|operation not permitted|read-only file system|no such file or directory)\W*$/;

/** A part of a word will do; a number is that number: `exit status 1` is not `exit status 128`. */
function hasWord(said: string, word: string): boolean {
  return /^\d+$/.test(word) ? said.split(/\D+/).includes(word) : said.includes(word);
}

/** Fewer letters are no message of anybody. */
const SHORTEST_QUOTE = 8;

/** The messages that a text quotes, in small letters; each as the parts between its dots. */
function quotes(text: string): readonly (readonly string[])[] {
  return [...text.toLowerCase().matchAll(/"([^"]*)"/g)]
    .map(([, quote = '']) =>
      quote
        .split('…')
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    )
    .filter((parts) => parts.join('').length >= SHORTEST_QUOTE);
}
