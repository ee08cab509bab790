import { plural } from '../../../src/core/text/plural.ts';
import { DAY_MS } from '../../../src/core/time/instant.ts';
import type { Entry } from '../certificates/entry.ts';
import type { CaFacts } from '../facts.ts';
import type { CaDirectory, CaFile } from '../loaders/files.ts';
import type { Locations } from '../loaders/stores.ts';

/** A stock bundle has a few whose year has come; that one of them ends within these days is worth a word. */
const NEAR_DAYS = 7;

/**
 * `roots: Go 144, OpenSSL 144; 1 ends tomorrow`. Node only where a setting of this container gives it another list than its own:
 * that one is the same everywhere, and the Node that runs may be probe-env's. Its size, which the facts tell,
 * would cost loading node:tls.
 */
export function summary({ go, openssl, node, places, now }: CaFacts): string {
  const stock = node.bundled && node.roots.size === 0;
  const counts = [
    `Go ${counted(go.roots, places.go)}`,
    ...(openssl === null ? [] : [`OpenSSL ${counted(openssl.roots, places.openssl)}`]),
    ...(stock ? [] : [`Node ${node.bundled ? 'its own list and ' : ''}${node.roots.size}`]),
  ];
  return `roots: ${counts.join(', ')}${ending(go.roots, now)}`;
}

/** Nobody knows how many there are where nobody can know the file, and of a directory that there are no more. */
function counted(roots: ReadonlySet<Entry>, places: Locations | null): string {
  const isUnknown = ({ failure }: CaFile | CaDirectory) => failure?.code === 'NOT_KNOWN';
  const { files = [], directories = [] } = places ?? {};
  if (files.some(isUnknown)) return 'not known';
  if (!directories.some(isUnknown)) return String(roots.size);
  return roots.size === 0 ? 'not known' : `${roots.size} or more`;
}

function ending(roots: ReadonlySet<Entry>, now: number): string {
  const near: number[] = [];
  for (const { validity } of roots) {
    const days = validity === null || validity.notAfter < now ? Infinity : daysTo(validity.notAfter, now);
    if (days <= NEAR_DAYS) near.push(days);
  }
  if (near.length === 0) return '';
  const [first, last] = [Math.min(...near), Math.max(...near)];
  const when = last > 1 || first < last ? `within ${plural(last, 'day')}` : ['today', 'tomorrow'][last];
  return `; ${near.length} ${near.length === 1 ? 'ends' : 'end'} ${when}`;
}

/** Days of the calendar, UTC: what ends after the next midnight ends tomorrow. */
function daysTo(at: number, now: number): number {
  return Math.floor(at / DAY_MS) - Math.floor(now / DAY_MS);
}
