import type { Host } from '../../../src/target/host.ts';
import { readProcStatus, readsEverything } from '../../../src/target/posix/process-status.ts';
import { parentOf } from '../../../src/target/posix/walk-path.ts';
import { isUnknown } from '../../../src/target/result.ts';
import type { GoEnvFacts, Seen } from '../facts.ts';
import { firstUnreadable } from '../needs/judge-unreadable.ts';
import type { GoEnvFinding } from '../rules/index.ts';
import { isSource, packagesBelow } from './sources.ts';

/** Directories of a module that are looked into, and files that are asked about. */
const MAX_DIRECTORIES = 24;
const MAX_FILES = 400;

/**
 * Go opens every .go file of a package to see whether it counts, tests and files for other systems too
 * (go/build, matchFile; cmd/go/internal/modindex, importRaw): only names that begin with `_` or `.` it leaves alone.
 * One that may not be read ends the build.
 */
export function judgeSources(host: Host, { directory }: GoEnvFacts, { module }: Seen): GoEnvFinding[] {
  if (module.gomod === null || nothingIsClosed(host)) return [];
  const root = parentOf(module.gomod);
  const here = directory === root || directory.startsWith(`${root}/`) ? directory : root;
  const found = firstClosed(host, [here, ...(here === root ? [] : [root])], here);
  if (found === null) return [];
  const { at, ...unreadable } = found;
  const args = { ...unreadable, module: root, uid: host.ids.euid };
  // Whether a build takes in a package that it was not asked for is not known.
  return [{ rule: 'go-env/source-unreadable', args, ...(at === here ? {} : { severity: 'warning' }) }];
}

/** To root with its capabilities; a pod may have dropped them. Without /proc nobody knows, and a build will tell. */
function nothingIsClosed(host: Host): boolean {
  if (host.ids.euid !== 0) return false;
  const status = readProcStatus(host, '/proc/self');
  return status === null || readsEverything(status);
}

/** In the order in which a build comes to them: the package that is asked for, then those below. */
function firstClosed(host: Host, first: readonly string[], here: string) {
  const queue = [...first];
  const seen = new Set<string>();
  let files = 0;
  for (let at = queue.shift(); at !== undefined && seen.size < MAX_DIRECTORIES; at = queue.shift()) {
    if (seen.has(at)) continue;
    seen.add(at);
    const names = host.readdir(at);
    if (!names.ok) {
      const closed = isUnknown(names.error) ? firstUnreadable(host, [at]) : null;
      if (closed !== null) return { ...closed, at };
      continue;
    }
    // The go.mod of a module of its own: its packages are not of this one.
    if (!first.includes(at) && names.value.includes('go.mod')) continue;
    const sources = names.value.filter(isSource).slice(0, MAX_FILES - files);
    files += sources.length;
    const closed = firstUnreadable(
      host,
      sources.map((name) => `${at}/${name}`),
    );
    if (closed !== null) return { ...closed, at };
    if (at === here || at.startsWith(`${here}/`)) queue.push(...packagesBelow(host, at, names.value));
  }
  return null;
}
