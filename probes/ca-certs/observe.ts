import type { Observed, ProbeContext } from '../../src/core/probe.ts';
import { changedWhileRunning } from '../../src/go/running/changes.ts';
import type { Host } from '../../src/target/host.ts';
import { readMounts } from '../../src/target/posix/mounts.ts';
import { Pool } from './certificates/pool.ts';
import { type Runtime, requiredBy } from './certificates/required.ts';
import { type CaFacts, leadsNowhere } from './facts.ts';
import { takesNegativeSerials } from './godebug/settings.ts';
import { Files } from './loaders/files.ts';
import { type NodeStore, nodeStore } from './loaders/node-store.ts';
import { opensslStore } from './loaders/openssl-store.ts';
import { readPlaces } from './loaders/read.ts';
import { collect, type Locations, type Store } from './loaders/stores.ts';
import { readRegularPem } from './pem/pem.ts';
import { usedPlaces, withDirectories } from './provided/places.ts';
import type { CaReason } from './reasons.ts';
import { checkSignatures, NO_SIGNATURES } from './signatures/check-signatures.ts';

/** Variables that one client alone reads; all others go by the store. */
const OF_CLIENTS = ['NODE_TLS_REJECT_UNAUTHORIZED', 'GIT_SSL_NO_VERIFY', 'GIT_SSL_CAINFO'] as const;

/** Loads the trust store as Go, OpenSSL and Node each would. */
export async function observe(
  host: Host,
  context: ProbeContext<CaFacts>,
): Promise<Observed<CaFacts, CaReason>> {
  const { deadline, policy } = context;
  const { env } = host;
  // Of a command that is to be started, only its build says what it takes.
  const inside = context.programs.length === 0 ? null : await import('./godebug/programs.ts');
  const pool = new Pool(
    () =>
      takesNegativeSerials(env.GODEBUG) ??
      inside?.programTakesNegativeSerials(host, context.programs) ??
      false,
  );
  const files = new Files(host, pool, deadline.expired);
  const { breathe } = context;
  const slices =
    breathe && context.details
      ? await (await import('./loaders/ahead.ts')).readAhead(host, files, pool, breathe)
      : null;
  const places = readPlaces(host, files, context.details);
  const anchors = usedPlaces(host, context.details);
  const stray =
    anchors.length > 0 || withDirectories(places.go.directories).length > 0
      ? (await import('./provided/look.ts')).lookForStray(host, files, places, anchors, deadline.remainingMs)
      : null;
  await files.finish();
  await slices?.next();

  const go = collect(places.go, (reading) => reading.go);
  const openssl = places.openssl === null ? null : await opensslStore(places.openssl, slices);
  const node: NodeStore = await nodeStore(places.node);
  const entries = new Set([...go.roots, ...(openssl?.roots ?? []), ...node.roots]);
  const variables = {
    SSL_CERT_FILE: env.SSL_CERT_FILE ?? null,
    SSL_CERT_DIR: env.SSL_CERT_DIR ?? null,
    NODE_EXTRA_CA_CERTS: env.NODE_EXTRA_CA_CERTS ?? null,
  };
  const nowhere = leadsNowhere({ variables, places });
  const facts: CaFacts = {
    now: host.now(),
    cut: files.cut,
    variables,
    slips: nowhere.length === 0 ? {} : (await import('./loaders/slips.ts')).slipsOf(variables, nowhere, host),
    godebug: env.GODEBUG ?? null,
    places,
    go,
    openssl,
    node,
    entries,
    required: await requiredBy(
      policy.caCerts.required,
      runtimesOf(go, openssl, node, pool, host, policy.caCerts.required.length > 0),
      pool,
      host,
      deadline.remainingMs,
    ),
    stray: stray === null ? null : await stray(go.roots, policy.caCerts.required, pool),
    signatures: NO_SIGNATURES,
    remarkable: null,
    gid: host.ids.egid,
    mountPoints: isReplaced(places.go) ? (readMounts(host) ?? []).map(({ mountPoint }) => mountPoint) : [],
    volumes:
      (openssl?.unlinked.length ?? 0) > 0
        ? (await import('./around/volumes.ts')).volumesOf(host, places)
        : [],
    surroundings:
      places.go.file === null ? (await import('./around/surroundings.ts')).surroundings(host) : null,
    clients: OF_CLIENTS.some((name) => env[name] !== undefined)
      ? (await import('./clients/judge.ts')).judgeClients(host, context, places.go.file)
      : [],
    rotated: changedWhileRunning([places.go.file, places.node.extra, ...places.go.directories], host)
      ? await (await import('./around/rotated.ts')).rotated(host, places)
      : null,
    rootsInside: go.roots.size > 0 ? null : (inside?.programWithRoots(host, context.programs) ?? null),
  };
  if (facts.required.late) {
    return { facts, incomplete: { code: 'required-cut', data: {} } };
  }
  if (files.cut) return { facts, incomplete: { code: 'certificates-cut', data: {} } };
  context.sofar(facts);
  const signatures = await checkSignatures(entries, deadline);
  const checked = { ...facts, signatures };
  return {
    facts: { ...checked, remarkable: slices && (await slices.remarkableOf(checked)) },
    ...(signatures.unchecked === 0
      ? {}
      : { incomplete: { code: 'signatures-cut', data: { left: signatures.unchecked } } }),
  };
}

/**
 * Whose stores must hold what is required: Go's, that of an OpenSSL that is there, and Node's where a setting of
 * this container gives it another list than its own.
 */
function runtimesOf(
  go: Store,
  openssl: Store | null,
  node: NodeStore,
  pool: Pool,
  host: Host,
  asked: boolean,
): readonly Runtime[] {
  if (!asked) return [];
  const other = !node.bundled || node.roots.size > 0;
  const bundled = other && node.bundled ? ((host.node ?? host.nodeThere?.())?.bundledRoots() ?? null) : [];
  const own = bundled ?? [];
  const roots = [
    ...node.roots,
    ...own.flatMap((pem) => readRegularPem(Buffer.from(`${pem}\n`), pool, () => true) ?? []),
  ];
  return [
    { name: 'Go', roots: go.roots },
    ...(openssl === null ? [] : [{ name: 'OpenSSL' as const, roots: openssl.roots }]),
    ...(other && bundled !== null ? [{ name: 'Node' as const, roots: new Set(roots) }] : []),
  ];
}

/** A directory, FIFO or device stands in the place of a file: engines make one where a mount has no source. */
function isReplaced({ files, directories }: Locations): boolean {
  const entries = directories.flatMap((directory) => directory.entries).flatMap(({ file }) => file ?? []);
  return (
    directories.some((directory) => directory.directories.some((name) => name.includes('.'))) ||
    [...files, ...entries].some(
      ({ failure, content }) =>
        failure?.code === 'NOT_REGULAR' ||
        failure?.code === 'EACCES' ||
        (failure === null && (content.size === 0 || content.reading.defects.length > 0)),
    )
  );
}
