import { createHash } from 'node:crypto';
import { type Dependency, MADE_AT_READING, wordsOf } from '../../../serve/watch/dependency.ts';
import type { Observation } from '../../../serve/watch/observer.ts';
import type { Host } from '../../../target/host.ts';
import type { Link } from '../../../target/process/glance.ts';
import type { Looked } from '../../../target/process/look.ts';

/** Coarser than the clock of any file system that is mounted in containers, milliseconds. */
const FRESH_MS = 2000;

/** What all that was looked at was like, at a time at which nothing had changed since it was looked at. */
export interface Standing {
  readonly value: string;
  readonly links: Map<string, Link>;
}

/** Everything that an observation follows from, once; null where more was looked at than is known. */
export function planOf(observation: Observation): readonly Dependency[] | null {
  const known = plans.get(observation);
  if (known !== undefined) return known;
  const plan = made(observation);
  plans.set(observation, plan);
  return plan;
}

const plans = new WeakMap<Observation, readonly Dependency[] | null>();

function made({ dependencies }: Observation): readonly Dependency[] | null {
  const plan = new Map<string, Dependency>();
  for (const { list, tooMany } of dependencies.values()) {
    if (tooMany) return null;
    for (const dependency of list)
      plan.set(`${isInFiles(dependency) ? '' : dependency.sign} ${dependency.path}`, dependency);
  }
  return [...plan.values()];
}

/** How it all is now; `fresh` where something was changed so shortly before that another change may bear the same time. */
export function standingOf(
  plan: readonly Dependency[],
  links: Map<string, Link>,
  looked: Looked,
  host: Host,
): { readonly value: string; readonly fresh: boolean } {
  const glances = looked.glances(links);
  const hash = createHash('sha256');
  let newestMs = 0;
  try {
    for (const dependency of plan) {
      const { sign, path } = dependency;
      if (isInFiles(dependency)) {
        const glance = glances.at(path);
        newestMs = Math.max(newestMs, glance.newestMs);
        hash.update(glance.value);
      } else if (sign === 'words') hash.update(wordsOf(host.readFile(path), path));
      else hash.update(JSON.stringify(sign === 'room' ? host.statfs(path) : host.readdir(path)));
      hash.update('\0');
    }
  } finally {
    glances.close();
  }
  return { value: hash.digest('base64'), fresh: newestMs > host.now() - FRESH_MS };
}

function isInFiles({ sign, path }: Dependency): boolean {
  return (
    (sign === 'file' || sign === 'entry' || sign === 'link') &&
    path.startsWith('/') &&
    !MADE_AT_READING.test(path)
  );
}
