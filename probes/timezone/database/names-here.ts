import type { Deadline } from '../../../src/core/probe.ts';
import type { Turns } from '../../../src/core/time/turns.ts';
import type { ZoneFiles } from '../files/zone-files.ts';
import { isUtcName } from '../files/zone-name.ts';
import type { Icu } from '../runtimes/icu.ts';
import type { Meant } from '../search/guess.ts';
import { nameInOtherCase, nearestName } from '../search/zone-search.ts';
import { isHere, otherName } from './same-zone-here.ts';

/** Zones to choose from; `here`: by names that this machine has files for. */
export interface Choice {
  readonly zones: readonly Meant[];
  readonly here: boolean;
}

/** A name is offered only if its file is there, or under the name that this machine has for the zone. */
export function choiceHere(files: ZoneFiles, icu: Icu, zones: readonly Meant[]): Choice {
  const found = zones.flatMap(({ zone, where }) => {
    const here = nameHere(files, icu, zone);
    return here === null ? [] : [{ zone: here, where }];
  });
  return found.length > 0 || zones.length === 0 ? { zones: found, here: true } : { zones, here: false };
}

/** The name of a zone as this machine has it; null where it has none. UTC needs no file. */
function nameHere(files: ZoneFiles, icu: Icu, name: string): string | null {
  return isUtcName(name) || isHere(files, name) ? name : otherName(files, icu, name).here;
}

/** The same for a name that may be mistyped. */
export async function wantedHere(
  files: ZoneFiles,
  icu: Icu,
  name: string,
  deadline: Deadline,
  turns: Turns | null = null,
): Promise<{ readonly name: string; readonly here: boolean }> {
  const found =
    nameHere(files, icu, name) ??
    nameInOtherCase(files, name) ??
    // A name of the database that these data lack was not mistyped.
    (icu.canonical(name) === null ? await nearestName(files, name, deadline, turns) : null);
  return found === null ? { name, here: false } : { name: found, here: true };
}
