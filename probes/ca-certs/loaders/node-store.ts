import type { Host } from '../../../src/target/host.ts';
import { findOnPath } from '../../../src/target/program/find-program.ts';
import type { Entry } from '../certificates/entry.ts';
import type { CaFile } from './files.ts';
import { opensslStore } from './openssl-store.ts';
import { collect, type Locations, opensslPlaces, type Places } from './stores.ts';

/** OPENSSLDIR of the official Node binaries. */
const NODE_OPENSSLDIR = '/etc/ssl';

/** Where this environment tells Node to look for roots, before anything of it is read. */
export interface NodePlaces {
  readonly bundled: boolean;
  readonly openssl: Places | null;
  readonly system: Places | null;
  readonly extra: string | null;
}

/** What this environment tells Node about roots (`node --help`, doc/api/cli.md). */
export interface NodeLocations {
  /** Node's own list is in force. */
  readonly bundled: boolean;
  /** `--use-openssl-ca`. */
  readonly openssl: Locations | null;
  /** `--use-system-ca`. */
  readonly system: Locations | null;
  /** NODE_EXTRA_CA_CERTS. */
  readonly extra: CaFile | null;
}

export interface NodeStore {
  readonly bundled: boolean;
  /** Beside Node's own list. */
  readonly roots: ReadonlySet<Entry>;
  readonly sources: readonly string[];
}

const NO_NODE: NodePlaces = { bundled: true, openssl: null, system: null, extra: null };

export function nodePlaces(host: Host): NodePlaces {
  if (host.node === null && findOnPath(host, 'node') === null) return NO_NODE;
  const options = (host.env.NODE_OPTIONS ?? '').split(/\s+/);
  const version = () => {
    const known = host.node?.version ?? host.nodeThere?.()?.version() ?? '';
    return known.slice(1).split('.').map(Number);
  };
  const openssl = lastOf(options, ['--use-openssl-ca', '--use-bundled-ca']) === '--use-openssl-ca';
  const asked = lastOf(options, ['--use-system-ca', '--no-use-system-ca']);
  const system =
    asked === null
      ? host.env.NODE_USE_SYSTEM_CA === '1' && isFrom(version(), [22, 19], [24, 6])
      : asked === '--use-system-ca' && isFrom(version(), [22, 15], [23, 9]);
  const extra = host.env.NODE_EXTRA_CA_CERTS;
  return {
    bundled: !openssl,
    openssl: openssl ? opensslPlaces(host, NODE_OPENSSLDIR) : null,
    system: system && !openssl ? systemPlaces(host) : null,
    extra: extra ? (extra.startsWith('/') ? extra : `${host.cwd ?? ''}/${extra}`) : null,
  };
}

export async function nodeStore(locations: NodeLocations): Promise<NodeStore> {
  const roots = new Set<Entry>();
  const sources: string[] = [];
  const add = (entries: Iterable<Entry>, from: readonly string[]) => {
    for (const entry of entries) roots.add(entry);
    sources.push(...from);
  };
  if (locations.openssl !== null) {
    const store = await opensslStore(locations.openssl);
    add(store.roots, store.sources);
  }
  if (locations.system !== null) {
    const store = collect(locations.system, (reading) => reading.node);
    add(store.roots, store.sources);
  }
  const extra = locations.extra?.content.reading.node ?? [];
  if (locations.extra !== null && extra.length > 0) add(extra, [locations.extra.path]);
  return { bundled: locations.bundled, roots, sources };
}

/** Node reads the file and every file of one directory, without regard to hash names (crypto_context.cc). */
function systemPlaces(host: Host): Places {
  return {
    files: [host.env.SSL_CERT_FILE || `${NODE_OPENSSLDIR}/cert.pem`],
    directories: [host.env.SSL_CERT_DIR || `${NODE_OPENSSLDIR}/certs`],
  };
}

function lastOf(options: readonly string[], names: readonly string[]): string | null {
  return options.findLast((option) => names.includes(option)) ?? null;
}

/** The version is at least `first` within its release line, or at least `second`. */
function isFrom(version: readonly number[], first: readonly number[], second: readonly number[]): boolean {
  const [major = 0, minor = 0] = version;
  const [a = 0, b = 0] = first;
  const [c = 0, d = 0] = second;
  return (major === a && minor >= b) || major > c || (major === c && minor >= d);
}
