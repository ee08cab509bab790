import type {
  AnswerKind,
  NotAsked,
  RouteAsked,
  RouteSourceAsked,
} from '../../core/documents/route-online.ts';
import type { RouteAttempt, RouteFile, RouteModule } from '../../core/documents/route-report.ts';
import { looksInternal } from '../../core/names/internal-host.ts';
import type { Host } from '../../target/host.ts';
import { escapeModule } from '../modules/module-path.ts';
import type { ModuleSettings } from '../settings/module-settings.ts';
import { directoryOf } from '../settings/proxy/proxy-directory.ts';
import { isPublicService } from '../settings/public-services.ts';
import { leadsTo } from './classify.ts';
import { listsVersions, problemOf } from './info.ts';
import { joinUrl } from './join-url.ts';
import { type Heard, hear, hearAgain, type Session } from './session.ts';
import type { Database } from './sumdb/database.ts';

export interface ModuleAsker {
  readonly host: Pick<Host, 'readFile'>;
  readonly settings: ModuleSettings;
  readonly session: Session;
  readonly database: Database | null;
}

/** Asks the sources of one module for its first file, in the order in which go does, and then the database. */
export async function askModule(module: RouteModule, asker: ModuleAsker): Promise<RouteAsked> {
  const why = reasonNotToAsk(module, asker);
  if (why !== null) return { outcome: 'not-asked', why, sources: [], sumdb: null };
  const sources: RouteSourceAsked[] = [];
  for (const [i, step] of module.steps.entries()) {
    const source = await askSource(module, step, i, asker);
    sources.push(source);
    if (source.leadsTo !== 'next') break;
  }
  const last = sources.at(-1);
  const late =
    sources.some(({ requests }) => requests[0]?.failure?.code === 'TIMEOUT') && asker.session.left() <= 0;
  if (late) return { outcome: 'undecided', why: 'deadline', sources, sumdb: null };
  const outcome = last?.leadsTo === 'take' ? 'found' : last?.leadsTo === null ? 'direct' : 'failed';
  if (outcome === 'failed') return { outcome, why: null, sources, sumdb: null };
  const sumdb = await askDatabase(module, asker);
  const unverified = sumdb !== null && sumdb.outcome !== 'verified';
  const lateSum = unverified && sumdb.outcome === 'failed' && asker.session.left() <= 0;
  return {
    outcome: lateSum ? 'undecided' : unverified ? 'failed' : outcome,
    why: lateSum ? 'deadline' : null,
    sources,
    sumdb,
  };
}

function reasonNotToAsk(module: RouteModule, { session }: ModuleAsker): NotAsked | null {
  if (module.verdict === 'would leak') return 'would-leak';
  if (module.steps.length === 0 || module.fetches.length === 0) return 'nothing-to-fetch';
  const [host = ''] = module.module.split('/', 1);
  const told = [
    ...module.steps.filter(({ kind }) => kind === 'proxy').map(({ url }) => url),
    ...module.checksum.via,
  ];
  if (looksInternal(host) && told.some(isPublicService)) return 'looks-private';
  return session.left() <= 0 ? 'deadline' : null;
}

async function askSource(
  module: RouteModule,
  step: RouteAttempt,
  index: number,
  asker: ModuleAsker,
): Promise<RouteSourceAsked> {
  if (step.kind === 'direct') return { source: 'direct', kind: null, leadsTo: null, requests: [] };
  const { proxies } = asker.settings;
  const url = (proxies.ok ? proxies.value.entries[index]?.url : null) ?? step.url;
  const directory = directoryOf(url);
  if (directory !== null) {
    const kind = inDirectory(module, directory, asker);
    return { source: step.url, kind, leadsTo: leadsTo(kind, step), requests: [] };
  }
  const [file = 'info'] = module.fetches;
  const heard = await askFile(module, file, url, asker);
  const [first] = heard;
  if (file === 'list' && first?.asked.kind === 'found' && !listsVersions(first.asked.body)) {
    const latest = await askFile(module, 'latest', url, asker);
    return told(step, [...heard, ...latest], latest[0]);
  }
  return told(step, heard, first);
}

function told(step: RouteAttempt, heard: readonly Heard[], deciding: Heard | undefined): RouteSourceAsked {
  const kind = deciding?.asked.kind ?? 'no-answer';
  return { source: step.url, kind, leadsTo: leadsTo(kind, step), requests: heard.map(({ made }) => made) };
}

async function askFile(
  { module, version }: RouteModule,
  file: RouteFile,
  base: string,
  { session }: ModuleAsker,
): Promise<readonly Heard[]> {
  const name = version ?? '';
  const url = joinUrl(base, `${escapeModule(module)}/${pathOf(file, name)}`);
  const problem = (body: Buffer) => problemOf(file, name, body);
  return hearAgain(await hear(url, session, problem), url, base, session, problem);
}

function pathOf(file: RouteFile, version: string): string {
  if (file === 'latest') return '@latest';
  return file === 'list' ? '@v/list' : `@v/${escapeModule(version)}.${file}`;
}

/** A proxy that is a directory: go makes of what open(2) says what a server would answer. */
function inDirectory(
  { module, version, fetches }: RouteModule,
  directory: string,
  { host }: ModuleAsker,
): AnswerKind {
  const [file = 'info'] = fetches;
  const found = host.readFile(`${directory}/${escapeModule(module)}/${pathOf(file, version ?? '')}`);
  if (found.ok) return problemOf(file, version ?? '', found.value) === null ? 'found' : 'bad-answer';
  if (found.error.code === 'ENOENT') return 'not-found';
  return found.error.code === 'EACCES' ? 'forbidden' : 'no-answer';
}

async function askDatabase({ module, version, checksum }: RouteModule, { database }: ModuleAsker) {
  if (checksum.state !== 'asked' || version === null || database === null) return null;
  return database.lookUp({ path: module, version });
}
