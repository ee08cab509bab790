import { definePolicy } from '../../src/core/policy/probe-policy.ts';

/** Certificates that the trust store must hold; one of `sha256`, `subject` and `file` is set. */
export interface RequiredCertificate {
  /** SHA-256 of the DER, 64 lower-case hex digits. */
  readonly sha256?: string;
  /** Text that the subject must contain, compared without case, such as `CN=Corp Root CA`. */
  readonly subject?: string;
  /**
   * Absolute path of a file whose certificates must all be there: PEM, DER, PKCS #7, PKCS #12 or a keystore of Java.
   */
  readonly file?: string;
  /** Beside `file`: absolute path of a file whose first line is the password of that PKCS #12. */
  readonly passwordFile?: string;
}

export interface CaCertsPolicy {
  /** A certificate that ends within this many days is expiring soon. */
  readonly expiringSoonDays: number;
  readonly required: readonly RequiredCertificate[];
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly caCerts: CaCertsPolicy;
  }
}

export const policy = definePolicy({
  section: 'caCerts',
  defaults: { expiringSoonDays: 30, required: [] },
  demands: ['required'],
  schema: () => import('./policy-schema.ts'),
});
