import * as v from 'valibot';
import { absolutePath, described, text } from '../../src/core/policy/fields.ts';

const days = v.pipe(
  v.number('must be a number of days'),
  v.integer('must be whole'),
  v.minValue(0, 'must not be negative'),
  v.maxValue(36_500, 'must be at most 36500'),
);

const fingerprint = v.pipe(
  text,
  v.regex(/^(?:[0-9A-Fa-f]{2}:?){32}$/, 'must be the SHA-256 of the certificate, 64 hexadecimal digits'),
  v.transform((digits) => digits.replaceAll(':', '').toLowerCase()),
);

const requiredCertificate = v.pipe(
  v.strictObject({
    sha256: v.exactOptional(
      described(
        fingerprint,
        'SHA-256 of the certificate (openssl x509 -fingerprint -sha256); colons are allowed',
      ),
    ),
    subject: v.exactOptional(
      described(text, 'text that the subject must contain, compared without case, such as CN=Corp Root CA'),
    ),
    file: v.exactOptional(
      described(
        absolutePath,
        'absolute path of a file whose certificates must all be there: PEM, DER, PKCS #7, PKCS #12 or a keystore of Java',
      ),
    ),
    passwordFile: v.exactOptional(
      described(
        absolutePath,
        'beside file: absolute path of a file whose first line is the password of that PKCS #12',
      ),
    ),
  }),
  v.check(
    ({ sha256, subject, file }) => [sha256, subject, file].filter((one) => one !== undefined).length === 1,
    'needs one of sha256, subject and file',
  ),
  v.check(
    ({ file, passwordFile }) => passwordFile === undefined || file !== undefined,
    'has a passwordFile without the file that it opens',
  ),
);

export const fields = {
  expiringSoonDays: described(
    days,
    'a certificate that ends within this many days is expiring soon; default 30',
  ),
  required: described(v.array(requiredCertificate), 'certificates that the trust store must hold'),
};
