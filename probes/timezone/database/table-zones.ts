import type { Icu } from '../runtimes/icu.ts';
import { currentName } from './known-names.ts';

/**
 * What is known of zones where no Node of the container speaks: their names, from the table that comes with
 * probe-env. The data of the Node that looks are another machine's, and of any age.
 */
export function tableZones(): Icu {
  return { history: false, canonical: currentName, offsetAt: () => null };
}
