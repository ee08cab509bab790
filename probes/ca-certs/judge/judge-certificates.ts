import type { Policy } from '../../../src/core/policy/policy.ts';
import type { Severity } from '../../../src/core/severity.ts';
import { DAY_MS, isoInstant } from '../../../src/core/time/instant.ts';
import type { Entry } from '../certificates/entry.ts';
import { nameOf, subjectOf } from '../certificates/subject.ts';
import type { CaFacts } from '../facts.ts';
import type { CaFinding } from '../rules/index.ts';
import { mayIssue } from '../x509/may-issue.ts';
import { nameText } from '../x509/names.ts';
import { signsItself } from '../x509/signs-itself.ts';
import { filesOf } from './files-of.ts';
import { judgeRequired } from './judge-required.ts';

const LISTED = 5;

/** What is wrong with the certificates themselves. */
export function judgeCertificates(
  facts: CaFacts,
  policy: Policy,
  sources: readonly CaFinding[],
): CaFinding[] {
  return [
    ...judgeDates(facts, policy.caCerts.expiringSoonDays),
    ...[...(facts.remarkable ?? facts.entries)].flatMap((entry) => judgeOne(entry, facts)),
    ...judgeRequired(facts, sources),
  ];
}

/** More that nobody knows are the public roots of an old bundle; so few were put there by somebody. */
const BY_HAND = 3;

function judgeDates(facts: CaFacts, soonDays: number): CaFinding[] {
  const { entries, now, go } = facts;
  const expired: Entry[] = [];
  const future: Entry[] = [];
  const soon: Entry[] = [];
  for (const entry of entries) {
    const { validity } = entry;
    if (validity === null) continue;
    if (validity.notAfter < now) expired.push(entry);
    else if (validity.notBefore > now) future.push(entry);
    else if (validity.notAfter < now + soonDays * DAY_MS) soon.push(entry);
  }
  if (expired.length > 0 && go.roots.size > 0 && [...go.roots].every((entry) => expired.includes(entry))) {
    const last = Math.max(...expired.map((entry) => entry.validity?.notAfter ?? 0));
    const args = {
      count: expired.length,
      last: isoInstant(last),
      now: isoInstant(now),
      files: filesOf(expired, facts),
    };
    return [{ rule: 'ca-certs/all-expired', args }];
  }
  const matters = (entry: Entry) => isNeeded(entry, facts);
  const unknown = expired.filter((entry) => entry.known === null).length;
  return [
    // A few roots of a stock bundle are always past their date; nobody misses them.
    ...dated('ca-certs/expired', expired, facts, (entry) =>
      matters(entry) || (entry.known === null && unknown <= BY_HAND) ? 'warning' : 'info',
    ),
    // The same for those whose date comes: the next bundle will be without them. A private one has no next bundle.
    ...dated('ca-certs/expiring-soon', soon, facts, (entry) =>
      entry.known === null || matters(entry) ? 'warning' : 'info',
    ),
    ...notYetValid(future, now),
  ];
}

/** Others in the store were issued by it, it is required, or it is no root: then somebody put it there to be used. */
function isNeeded(entry: Entry, { signatures, required }: CaFacts): boolean {
  return signatures.issuers.has(entry) || required.facts.some(({ found }) => found.includes(entry));
}

function dated(
  rule: 'ca-certs/expired' | 'ca-certs/expiring-soon',
  entries: readonly Entry[],
  facts: CaFacts,
  severityOf: (entry: Entry) => Severity,
): CaFinding[] {
  const findings: CaFinding[] = [];
  for (const severity of ['warning', 'info'] as const) {
    const some = entries.filter((entry) => severityOf(entry) === severity);
    if (some.length === 0) continue;
    const args = {
      count: some.length,
      // Names are read when the finding is shown: a stock bundle always has a few that nobody asks for.
      get certificates() {
        return some
          .slice(0, LISTED)
          .map((entry) => ({ subject: nameOf(entry), date: isoInstant(entry.validity?.notAfter ?? 0) }));
      },
      now: isoInstant(facts.now),
      get files() {
        return filesOf(some, facts);
      },
    };
    findings.push({ rule, args, severity });
  }
  return findings;
}

function notYetValid(entries: readonly Entry[], now: number): CaFinding[] {
  if (entries.length === 0) return [];
  const certificates = entries
    .slice(0, LISTED)
    .map((entry) => ({ subject: nameOf(entry), date: isoInstant(entry.validity?.notBefore ?? 0) }));
  return [
    { rule: 'ca-certs/not-yet-valid', args: { count: entries.length, certificates, now: isoInstant(now) } },
  ];
}

/** Go from 1.24 verifies nothing with an RSA key of fewer bits, nor OpenSSL at any level that is set. */
const USABLE_BITS = 1024;

/** What is wrong with one of them, whatever the time is. */
export function judgeOne(entry: Entry, facts: CaFacts): CaFinding[] {
  if (entry.known !== null) return [];
  const { signatures } = facts;
  const { certificate } = entry.reading;
  if (certificate === null) return [];
  // Read when there is something to say of it: a healthy run has nothing.
  const subject = () => subjectOf(entry);
  // An altered certificate may say anything: that it was altered is the finding.
  if (signatures.invalid.has(entry)) {
    return [
      {
        rule: 'ca-certs/self-signature-invalid',
        args: { subject: subject(), files: filesOf([entry], facts) },
      },
    ];
  }
  const findings: CaFinding[] = [];
  const root = signsItself(certificate);
  const unusable = signatures.unusable.get(entry);
  if (unusable !== undefined && unusable.why !== 'nameless') {
    const { why, what } = unusable;
    findings.push({
      rule: 'ca-certs/anchor-refused',
      args: { subject: subject(), why, what, files: filesOf([entry], facts) },
      // What is for clients alone may be in the store for them.
      severity: why === 'purpose' ? 'warning' : 'error',
    });
  } else if (!mayIssue(certificate)) {
    // A self-signed server certificate in the store is trusted as itself, which may be all that is wanted.
    const asItself = root && unusable === undefined;
    findings.push({
      rule: 'ca-certs/not-a-ca',
      args: { subject: subject(), selfSigned: asItself, files: filesOf([entry], facts) },
      severity: asItself ? 'info' : 'warning',
    });
  } else if (signatures.orphans.has(entry)) {
    const issuer = nameText(certificate.der, certificate.issuer[0]);
    findings.push({ rule: 'ca-certs/issuer-missing', args: { subject: subject(), issuer } });
  }
  const { key } = certificate;
  if ((key.type === 'RSA' && key.bits < 2048) || (key.type === 'EC' && key.bits < 256)) {
    const files = filesOf([entry], facts);
    findings.push({
      rule: 'ca-certs/weak-key',
      args: { subject: subject(), type: key.type, bits: key.bits, files },
      ...(key.type === 'RSA' && key.bits < USABLE_BITS ? { severity: 'error' } : {}),
    });
  }
  // A root is trusted because it is in the store, not because of its signature: nobody verifies that,
  // and the stock bundles hold roots that sign themselves with SHA-1.
  if (!root && certificate.signature !== 'strong') {
    findings.push({
      rule: 'ca-certs/weak-signature',
      args: {
        subject: subject(),
        algorithm: certificate.signature === 'md5' ? 'MD5' : 'SHA-1',
        files: filesOf([entry], facts),
      },
    });
  }
  return findings;
}
