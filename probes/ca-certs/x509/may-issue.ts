import type { Certificate } from './certificate.ts';

/**
 * Go (CheckSignatureFrom) and OpenSSL (check_ca) alike: basicConstraints decide; without them a
 * certificate of version 1 or 2 may be a CA. keyUsage, where it is, must allow signing.
 */
export function mayIssue({ version, extensions }: Certificate): boolean {
  if (extensions.ca === null) return version < 3;
  return extensions.ca && extensions.mayCertSign;
}
