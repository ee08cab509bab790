import { isoInstant } from '../../../src/core/time/instant.ts';
import type { Entry } from '../certificates/entry.ts';
import type { RequiredFact } from '../certificates/required.ts';
import { nameOf } from '../certificates/subject.ts';
import type { CaFacts } from '../facts.ts';
import type { CaFile } from '../loaders/files.ts';
import type { CaFinding } from '../rules/index.ts';
import type { Unread } from './unread.ts';

const LISTED = 5;

/** A CA that somebody provided where no loader looks. Made where there is one: a healthy run has none of this. */
export function findProvided(
  unread: readonly Unread[],
  places: CaFacts['places'],
  mountPoints: readonly string[],
  required: readonly RequiredFact[],
  now: number,
): readonly CaFinding[] {
  return unread.flatMap((place): CaFinding[] => {
    const ended = place.entries.filter((entry) => hasEnded(entry, now));
    const { directory, kind } = place;
    const entries = place.entries.filter((entry) => !hasEnded(entry, now));
    const files = place.files.filter((file) =>
      file.content.reading.go.some((entry) => entries.includes(entry)),
    );
    if (entries.length === 0) return [findEnded(place, ended, now)];
    const isRequired = required.some(({ found }) => found.some((entry) => entries.includes(entry)));
    const folders = [...new Set(files.map(({ path }) => path.slice(0, path.lastIndexOf('/'))))];
    const args = {
      directory,
      count: entries.length,
      certificates: entries.slice(0, LISTED).map(nameOf),
      files: files.slice(0, LISTED).map(({ path }) => path),
      folders: folders.slice(0, LISTED),
      // The variable must name nothing that is not there.
      directories: places.go.directories.filter(({ failure }) => failure === null).map(({ path }) => path),
      mounted: mountPoints.some((point) =>
        [directory, ...files.map(({ path }) => path)].some((path) => `${path}/`.startsWith(`${point}/`)),
      ),
    };
    const finding =
      kind === 'subdirectory'
        ? ({ rule: 'ca-certs/subdirectory-unread', args } as const)
        : ({ rule: 'ca-certs/anchors-unmerged', args: { ...args, listed: kind === 'listed' } } as const);
    return [
      isRequired ? { ...finding, severity: 'error' } : finding,
      ...(ended.length === 0 ? [] : [findEnded(place, ended, now)]),
    ];
  });
}

function hasEnded({ validity }: Entry, now: number): boolean {
  return validity !== null && validity.notAfter < now;
}

/** To merge it would change nothing. */
function findEnded({ directory, files }: Unread, ended: readonly Entry[], now: number): CaFinding {
  const holds = (file: CaFile) => file.content.reading.go.some((entry) => ended.includes(entry));
  const args = {
    directory,
    count: ended.length,
    certificates: ended
      .slice(0, LISTED)
      .map((entry) => ({ subject: nameOf(entry), date: isoInstant(entry.validity?.notAfter ?? 0) })),
    files: files
      .filter(holds)
      .map(({ path }) => path)
      .slice(0, LISTED),
    now: isoInstant(now),
  };
  return { rule: 'ca-certs/anchor-ended', args };
}
