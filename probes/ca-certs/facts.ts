import type { Rotated } from '../../src/go/running/rotated-since.ts';
import type { Surroundings } from './around/surroundings.ts';
import type { Entry } from './certificates/entry.ts';
import type { Required } from './certificates/required.ts';
import type { NodeLocations, NodeStore } from './loaders/node-store.ts';
import type { OpensslStore } from './loaders/openssl-store.ts';
import type { PathSlips, PathVariable } from './loaders/slips.ts';
import type { Locations, Store } from './loaders/stores.ts';
import type { Stray } from './provided/stray.ts';
import type { CaFinding } from './rules/index.ts';
import type { Unusable } from './signatures/unusable.ts';

/** What the probe saw. */
export interface CaFacts {
  /** Milliseconds since 1970. */
  readonly now: number;
  /** The deadline came before all files were read: what is not here may be there. */
  readonly cut: boolean;
  /** Null where a variable is not set. */
  readonly variables: Readonly<Record<PathVariable, string | null>>;
  readonly godebug: string | null;
  readonly places: {
    readonly go: Locations;
    readonly openssl: Locations | null;
    readonly node: NodeLocations;
  };
  readonly go: Store;
  /** Null where there is no OpenSSL. */
  readonly openssl: OpensslStore | null;
  readonly node: NodeStore;
  /** Every certificate that one of the three takes in from a file. */
  readonly entries: ReadonlySet<Entry>;
  readonly required: Required;
  /** Certificates that were provided where no loader looks; null where there is nothing of the kind. */
  readonly stray: Stray | null;
  readonly signatures: Signatures;
  /** The entries of which something is to be said whatever the time is; null where nobody has looked for them before. */
  readonly remarkable: ReadonlySet<Entry> | null;
  /** The effective gid of the process. */
  readonly gid: number;
  /** Why variables lead nowhere; looked for only where one does. */
  readonly slips: PathSlips;
  /** Mount points; looked for only where something stands in the place of a file. */
  readonly mountPoints: readonly string[];
  /** Certificate directories that come with the pod, or that nobody can write to. */
  readonly volumes: readonly string[];
  /** What variables that only one client reads do to it: loaded where one is set. */
  readonly clients: readonly CaFinding[];
  /** Why there may be no bundle; null where there is one. */
  readonly surroundings: Surroundings | null;
  /** A Go program that is to be started and has roots inside, where the system has none for it. */
  readonly rootsInside: string | null;
  /** The program that runs with roots that it read before they changed; null where none is known to. */
  readonly rotated: Rotated | null;
}

/** What became of the signatures that were worth checking. */
export interface Signatures {
  /** Roots whose own key does not verify their signature: they were altered. */
  readonly invalid: ReadonlySet<Entry>;
  /** Certificates of another's key, none of whose possible issuers is in the store. */
  readonly orphans: ReadonlySet<Entry>;
  /** Certificates that others in the store were issued by. */
  readonly issuers: ReadonlySet<Entry>;
  /** Certificates that vouch for no server, whatever they signed. */
  readonly unusable: ReadonlyMap<Entry, Unusable>;
  /** How many were not looked at before the deadline. */
  readonly unchecked: number;
}

const ABSENT = ['ENOENT', 'ENOTDIR'];

/** The path leads nowhere. */
export function isAbsent(failure: { readonly code: string } | null | undefined): boolean {
  return failure !== null && failure !== undefined && ABSENT.includes(failure.code);
}

/** The variables that name something which is not there. */
export function leadsNowhere({
  variables,
  places,
}: Pick<CaFacts, 'variables' | 'places'>): readonly PathVariable[] {
  const { SSL_CERT_FILE, SSL_CERT_DIR, NODE_EXTRA_CA_CERTS } = variables;
  const gone: PathVariable[] = [];
  if (SSL_CERT_FILE && isAbsent(places.go.files[0]?.failure)) gone.push('SSL_CERT_FILE');
  if (SSL_CERT_DIR && places.go.directories.some(({ failure }) => isAbsent(failure)))
    gone.push('SSL_CERT_DIR');
  if (NODE_EXTRA_CA_CERTS && isAbsent(places.node.extra?.failure)) gone.push('NODE_EXTRA_CA_CERTS');
  return gone;
}
