import { decodeBase64 } from '../pem/go-pem.ts';

/** A block between BEGIN and END, wherever in its line BEGIN stands. */
export interface LaxBlock {
  readonly label: string;
  /** Null where its base64 is broken, and where it has no END. */
  readonly der: Buffer | null;
}

const BEGIN = '-----BEGIN ';
const DASHES = '-----';
/** Characters. */
const LONGEST_LABEL = 64;

/**
 * The blocks of a text, more lenient than any loader: what the file is meant to hold. `text` is the file as latin1.
 */
export function* laxBlocks(text: string): Generator<LaxBlock> {
  let end = text.indexOf('-----END ');
  for (let begin = text.indexOf(BEGIN); begin >= 0; ) {
    const from = begin + BEGIN.length;
    const dashes = text.slice(from, from + LONGEST_LABEL + DASHES.length).indexOf(DASHES);
    const next = text.indexOf(BEGIN, from);
    if (dashes >= 0) {
      const label = text.slice(from, from + dashes);
      const body = from + dashes + DASHES.length;
      if (end >= 0 && end < body) end = text.indexOf('-----END ', body);
      const closed = end >= 0 && (next < 0 || end < next);
      yield { label, der: closed ? decodeBody(text.slice(body, end)) : null };
    }
    begin = next;
  }
}

/** Headers end at an empty line (RFC 1421, 4.4); an encrypted body is no DER, and nobody asks for it. */
function decodeBody(body: string): Buffer | null {
  const blank = body.includes(':') ? body.search(/\n\r?\n/) : -1;
  return decodeBase64(blank < 0 ? body : body.slice(blank));
}
