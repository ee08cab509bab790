import type { RouteRequestMade, RouteSumdbAsked } from '../../../core/documents/route-online.ts';
import { redact } from '../../../core/redact/redact.ts';
import { escapeModule, type ModuleVersion } from '../../modules/module-path.ts';
import type { ModuleSettings } from '../../settings/module-settings.ts';
import { joinUrl } from '../join-url.ts';
import { type Heard, hear, type Session } from '../session.ts';
import { openNote, type Verifier, verifierOf } from './note.ts';
import { hashesIn, parseRecord, parseTree } from './record.ts';
import { prove, type Tile, tilePath } from './tiles.ts';

/** The checksum database of one run: where it is reached is found out once, and each tile is asked for once. */
export interface Database {
  lookUp(module: ModuleVersion): Promise<RouteSumdbAsked>;
}

/** Where the database is asked; null where no way leads there. */
interface Base {
  readonly url: string | null;
  readonly requests: readonly RouteRequestMade[];
}

/** Null where GOSUMDB names no database. */
export function makeDatabase(settings: ModuleSettings, session: Session): Database | null {
  const { sumdb } = settings;
  const verifier = verifierOf(settings.gosumdb);
  if (sumdb.kind !== 'on' || verifier === null) return null;
  let base: Promise<Base> | null = null;
  const tiles = new Map<string, Promise<Heard>>();
  return {
    lookUp: async (module) => {
      const first = base === null;
      base ??= findBase(sumdb, settings, session);
      const { url, requests } = await base;
      // What led there is told once.
      const told = first ? requests : [];
      const none = {
        name: sumdb.name,
        base: url === null ? null : redact(url),
        treeSize: null,
        hashes: null,
      };
      if (url === null) return { ...none, outcome: 'failed', problem: null, requests: told };
      const readTile = (made: RouteRequestMade[]) => async (tile: Tile) => {
        const path = tilePath(tile);
        const full = tilePath({ ...tile, width: 256 });
        const known = tiles.get(path);
        const asked = known ?? hear(joinUrl(url, path), session);
        tiles.set(path, asked);
        const heard = await asked;
        if (known === undefined) made.push(heard.made);
        if (heard.asked.kind === 'found') return heard.asked.body;
        if (full === path) return null;
        const whole = await hear(joinUrl(url, full), session);
        made.push(whole.made);
        return whole.asked.kind === 'found' ? whole.asked.body.subarray(0, tile.width * 32) : null;
      };
      const found = await askRecord(module, joinUrl(url, lookupPath(module)), verifier, session, readTile);
      return { ...none, ...found, requests: [...told, ...found.requests] };
    },
  };
}

/**
 * The first proxy that says that it mirrors the database, else the database itself
 * (cmd/go/internal/modfetch, dbClient.initBase).
 */
async function findBase(
  { name, url }: { readonly name: string; readonly url: string | null },
  { proxies }: ModuleSettings,
  session: Session,
): Promise<Base> {
  if (url !== null) return { url, requests: [] };
  const entries = proxies.ok ? proxies.value.entries : [];
  const requests: RouteRequestMade[] = [];
  let failed = false;
  for (const entry of entries) {
    // `direct` is the better reason than any failure before it, `off` is not.
    if (entry.kind === 'direct') failed = false;
    if (entry.url === null) break;
    const mirror = joinUrl(entry.url, `sumdb/${name}`);
    if (/^file:/i.test(mirror)) continue;
    const { asked, made } = await hear(joinUrl(mirror, 'supported'), session);
    requests.push(made);
    if (asked.kind === 'found') return { url: mirror, requests };
    if (asked.kind === 'not-found') continue;
    if (entry.fallThrough !== 'any') return { url: null, requests };
    failed = true;
  }
  return { url: failed ? null : `https://${name}`, requests };
}

function lookupPath({ path, version }: ModuleVersion): string {
  return `lookup/${escapeModule(path)}@${escapeModule(version)}`;
}

type Found = Omit<RouteSumdbAsked, 'name' | 'base'>;

async function askRecord(
  { path, version }: ModuleVersion,
  url: string,
  verifier: Verifier,
  session: Session,
  tilesInto: (made: RouteRequestMade[]) => (tile: Tile) => Promise<Buffer | null>,
): Promise<Found> {
  const { asked, made } = await hear(url, session);
  const requests = [made];
  const ended = (
    outcome: Found['outcome'],
    problem: string | null,
    treeSize: number | null = null,
  ): Found => ({
    ...{ outcome, problem, treeSize, hashes: null, requests },
  });
  if (asked.kind === 'not-found') return ended('unknown', null);
  if (asked.kind !== 'found') return ended('failed', null);
  const record = parseRecord(asked.body);
  if (record === null) return ended('unverified', 'malformed-record');
  const note = openNote(record.note, verifier);
  if (!note.ok) return ended('unverified', note.problem);
  const tree = parseTree(note.text);
  if (tree === null) return ended('unverified', 'malformed-tree');
  const proof = await prove(record, tree, tilesInto(requests));
  if (proof === 'no-tiles') return ended('failed', proof, tree.size);
  if (proof !== 'proven') return ended('unverified', proof, tree.size);
  const hashes = hashesIn(record.text, path, version);
  if (hashes.tree === null || hashes.mod === null) return ended('unverified', 'other-module', tree.size);
  return { outcome: 'verified', problem: null, treeSize: tree.size, hashes, requests };
}
