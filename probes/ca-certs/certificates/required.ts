import type { Host } from '../../../src/target/host.ts';
import type { Holding } from '../formats/holding.ts';
import type { RequiredCertificate } from '../policy.ts';
import type { Entry } from './entry.ts';
import type { Pool } from './pool.ts';
import type { UnusableFile } from './required-file.ts';
import { nameOf, subjectOf } from './subject.ts';

/** The roots of one runtime. */
export interface Runtime {
  readonly name: 'Go' | 'OpenSSL' | 'Node';
  readonly roots: ReadonlySet<Entry>;
}

/** What the policy requires by one entry of its list, and where it is. */
export interface RequiredFact {
  /** As the policy names it: fingerprint, subject or file. */
  readonly wanted: string;
  /** Certificates of Go's store that it means. */
  readonly found: readonly Entry[];
  /** What each runtime lacks, Go first; without those that lack nothing. */
  readonly lacks: readonly Lack[];
  /** Set for a file: what is in it. */
  readonly holding: Holding | null;
}

export interface Lack {
  readonly runtime: Runtime['name'];
  /** How many it loads. */
  readonly roots: number;
  /** Of a file: whose certificates. */
  readonly missing: readonly string[];
}

export interface Required {
  readonly facts: readonly RequiredFact[];
  readonly unusable: readonly UnusableFile[];
  /** The deadline came before a file was opened. */
  readonly late: boolean;
}

const NOTHING_REQUIRED: Required = { facts: [], unusable: [], late: false };

/** Looks for the certificates that the policy requires, in the stores of all runtimes. */
export async function requiredBy(
  required: readonly RequiredCertificate[],
  runtimes: readonly Runtime[],
  pool: Pool,
  host: Host,
  remainingMs: () => number,
): Promise<Required> {
  if (required.length === 0) return NOTHING_REQUIRED;
  const { createHash } = await import('node:crypto');
  // A policy may require thousands: what is compared is made once of each certificate.
  const digestOf = onceEach(({ der }) => createHash('sha256').update(der).digest('hex'));
  const lowerSubjectOf = onceEach((entry) => subjectOf(entry).toLowerCase());
  const facts: RequiredFact[] = [];
  const unusable: UnusableFile[] = [];
  let late = false;
  for (const { sha256, subject, file, passwordFile } of required) {
    if (remainingMs() === 0) {
      late = true;
      break;
    }
    if (file !== undefined) {
      const { readRequiredFile } = await import('./required-file.ts');
      const read = await readRequiredFile(file, passwordFile ?? null, pool, host, remainingMs);
      if (read === 'late') late = true;
      else if ('entries' in read) facts.push(byFile(file, read.entries, read.holding, runtimes));
      else unusable.push(read);
      continue;
    }
    const digest = sha256?.toLowerCase();
    const part = subject?.toLowerCase();
    const matches = (entry: Entry) =>
      (digest === undefined || digestOf(entry) === digest) &&
      (part === undefined || lowerSubjectOf(entry).includes(part));
    facts.push(byMark(sha256 ?? subject ?? '', matches, runtimes));
  }
  return { facts, unusable, late };
}

function onceEach(make: (entry: Entry) => string): (entry: Entry) => string {
  const known = new Map<Entry, string>();
  return (entry) => {
    const made = known.get(entry) ?? make(entry);
    known.set(entry, made);
    return made;
  };
}

function byMark(
  wanted: string,
  matches: (entry: Entry) => boolean,
  runtimes: readonly Runtime[],
): RequiredFact {
  const lacks = runtimes
    .filter(({ roots }) => ![...roots].some(matches))
    .map(({ name, roots }) => ({ runtime: name, roots: roots.size, missing: [] }));
  return { wanted, found: [...(runtimes[0]?.roots ?? [])].filter(matches), lacks, holding: null };
}

/** The pool has each certificate once: it is the same entry, or another certificate. */
function byFile(
  wanted: string,
  entries: readonly Entry[],
  holding: Holding,
  runtimes: readonly Runtime[],
): RequiredFact {
  const lacks = runtimes
    .map(({ name, roots }) => ({
      runtime: name,
      roots: roots.size,
      missing: entries.filter((entry) => !roots.has(entry)).map(nameOf),
    }))
    .filter(({ missing }) => missing.length > 0);
  return { wanted, found: entries.filter((entry) => runtimes[0]?.roots.has(entry)), lacks, holding };
}
