import type { Host } from '../../../src/target/host.ts';
import type { Entry } from '../certificates/entry.ts';
import { nameOf } from '../certificates/subject.ts';
import type { CaFacts } from '../facts.ts';
import type { Holding } from '../formats/holding.ts';
import type { CaFile } from '../loaders/files.ts';
import type { CaFinding } from '../rules/index.ts';
import type { Provided } from './read-provided.ts';
import type { Stray } from './stray.ts';

/** The directory of Debian and Alpine: the tools of the others take DER too. */
const LOCAL = '/usr/local/share/ca-certificates';

/**
 * Files that update-ca-certificates(8) takes for certificates, or passes over, without a word: it copies what is named
 * *.crt into the bundle byte by byte, and a link that leads nowhere is no file to it. What this user may not read may be
 * sound: nothing is said of it.
 */
export function findUnusable(
  host: Host,
  provided: readonly Provided[],
  roots: ReadonlySet<Entry>,
  places: CaFacts['places'],
): Pick<Stray, 'findings' | 'links'> {
  const files = provided.filter(({ directory }) => directory === LOCAL).flatMap((place) => place.files);
  const findings = files.flatMap((file): CaFinding[] => {
    const what = defectOf(host, file);
    if (what === null) return [];
    // Of another name only what surely is a CA: one that was handed over as it is.
    if (!file.path.endsWith('.crt') && !(what.problem === 'format' && what.holding?.count)) return [];
    const names = what.holding?.certificates.map(({ subject }) => subject) ?? [];
    // Somebody has converted it, and merged what came of it.
    if (names.length > 0 && names.every((name) => isIn(roots, name))) return [];
    return [{ rule: 'ca-certs/anchor-unusable', args: { path: file.path, ...what } }];
  });
  const sources = new Set(files.map(({ path }) => path));
  const links = [...places.go.directories, ...(places.openssl?.directories ?? [])].flatMap(
    ({ path: directory, entries }) =>
      entries
        .filter(({ target }) => target !== null && sources.has(target))
        .map(({ name }) => `${directory}/${name}`),
  );
  return { findings, links: findings.length === 0 ? [] : links };
}

interface Unusable {
  readonly problem: 'dangling' | 'empty' | 'directory' | 'format';
  readonly target: string | null;
  readonly holding: Holding | null;
}

function defectOf(host: Host, { path, failure, content }: CaFile): Unusable | null {
  if (failure?.code === 'NOT_REGULAR' && failure.type === 'directory')
    return { problem: 'directory', target: null, holding: null };
  if (failure !== null) {
    const link = failure.code === 'ENOENT' ? host.readlink(path) : null;
    return link?.ok ? { problem: 'dangling', target: link.value, holding: null } : null;
  }
  if (content.size === 0) return { problem: 'empty', target: null, holding: null };
  for (const defect of content.reading.defects) {
    if (defect.kind === 'der' || defect.kind === 'other-format' || defect.kind === 'no-certificates') {
      return { problem: 'format', target: null, holding: defect.holding };
    }
  }
  return null;
}

/** Of a public root nobody provides a copy of his own. */
function isIn(roots: ReadonlySet<Entry>, name: string): boolean {
  return [...roots].some((entry) => entry.known === null && nameOf(entry) === name);
}
