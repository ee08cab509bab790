import { plural } from '../../../src/core/text/plural.ts';
import { FORMAT_WORDS } from './format.ts';
import type { Holding } from './holding.ts';

/** `PKCS #12`, `base64 without BEGIN and END lines, of a certificate`; null where nothing can be said. */
export function formatInWords({ format, inner, detail }: Holding): string | null {
  const words = FORMAT_WORDS[format];
  const within = inner === null || inner === 'unknown' ? null : FORMAT_WORDS[inner];
  return words === null
    ? null
    : `${words}${within === null ? '' : `, and in it ${within}`}${detailOf(detail)}`;
}

const detailOf = (detail: string | null) => (detail === null ? '' : ` (${detail})`);

const LOCKS = {
  'password-missing': 'its certificates are encrypted',
  'password-wrong': 'its certificates are encrypted',
  'too-many-iterations': 'its certificates are encrypted',
  unsupported: 'some of it is of a kind that is not known here',
  damaged: 'it is damaged or cut short',
  'too-large': 'it is too large to be looked into',
  late: 'it was not read to its end',
} as const;

/** `2 certificates (Corp Root CA until 2040-01-01; …) and 1 private key`: what a file holds. */
export function holdsInWords({ count, certificates, privateKeys, lock }: Holding): string {
  const names = certificates.map(({ subject, date }) =>
    date === '' ? subject : `${subject} until ${date.slice(0, 10)}`,
  );
  const more = count !== null && count > names.length ? [`and ${count - names.length} more`] : [];
  const all = names.length === 0 ? '' : ` (${[...names, ...more].join('; ')})`;
  const keys = privateKeys === 0 ? [] : [plural(privateKeys, 'private key')];
  const held = [...(count === null ? [] : [`${plural(count, 'certificate')}${all}`]), ...keys];
  const locked = lock === null ? [] : [LOCKS[lock]];
  return [...(held.length === 0 ? [] : [`it holds ${held.join(' and ')}`]), ...locked].join('; ');
}
