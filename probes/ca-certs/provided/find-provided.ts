import type { RequiredFact } from '../certificates/required.ts';
import { nameOf } from '../certificates/subject.ts';
import type { CaFacts } from '../facts.ts';
import type { CaFinding } from '../rules/index.ts';
import type { Unread } from './unread.ts';

const LISTED = 5;

/** A CA that somebody provided where no loader looks. Made where there is one: a healthy run has none of this. */
export function findProvided(
  unread: readonly Unread[],
  places: CaFacts['places'],
  mountPoints: readonly string[],
  required: readonly RequiredFact[],
): readonly CaFinding[] {
  return unread.map(({ directory, kind, files, entries }): CaFinding => {
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
    return isRequired ? { ...finding, severity: 'error' } : finding;
  });
}
