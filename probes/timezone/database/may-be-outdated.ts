import { decodeTzif, footerOf } from '../files/tzif.ts';
import type { ZoneFiles } from '../files/zone-files.ts';
import { isUtcName } from '../files/zone-name.ts';
import { ruleOf } from './rule-of.ts';

/** A zone's file does not end in the rule that today's data have for its name: Node's own are to be asked. */
export function mayBeOutdated(files: ZoneFiles, name: string, path: string): boolean {
  if (isUtcName(name)) return false;
  const file = files.read(path);
  const tzif = file.ok ? decodeTzif(file.value) : null;
  return tzif !== null && footerOf(tzif) !== ruleOf(name);
}
