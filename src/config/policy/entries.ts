import * as v from 'valibot';
import { absolutePath, date, fingerprint, needs, severity, text, yesOrNo } from './values.ts';

/* What a list of the policy holds, or a rule is set to, where it is a table. */

/** With the words that an editor shows, from the JSON Schema. */
export function described<S extends v.GenericSchema>(schema: S, description: string) {
  return v.pipe(schema, v.description(description));
}

export const requiredCertificate = v.pipe(
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

export const pathRequirement = v.strictObject({
  path: described(absolutePath, 'absolute path'),
  need: described(
    needs,
    'what this process must be able to do there; create: write it, or make it where it is missing',
  ),
  shared: v.optional(
    described(yesOrNo, 'a group shares it: new files must stay writable for the group'),
    false,
  ),
});

export const exception = v.strictObject({
  severity,
  until: v.exactOptional(
    described(
      date,
      'the last day, UTC, on which the exception holds; then the rule weighs what it always does',
    ),
  ),
  because: v.exactOptional(described(text, 'why, for whoever reads the report')),
});
