import type { Source, Sources } from '../files/nsswitch.ts';

/** What a source comes to for one name. */
export type Status = 'success' | 'notfound' | 'unavail' | 'unknown';

/** What glibc does without a line for hosts. */
const DEFAULT: readonly Source[] = [
  { name: 'files', criteria: [] },
  { name: 'dns', criteria: [] },
];

/**
 * Whether glibc gets as far as asking servers for a name that no server knows (nss/nss_action.c). Null: a module decides of which
 * nobody knows what it says.
 *
 * @param files Whether /etc/hosts has the name.
 * @param module What a module of that name comes to.
 */
export function asksServers(
  sources: Sources | 'missing',
  files: boolean,
  module: (name: string) => Status,
): boolean | null {
  if (sources === 'invalid') return false;
  const list = sources === 'missing' || sources === null ? DEFAULT : sources;
  for (const source of list) {
    if (source.name === 'dns') return true;
    const status = source.name === 'files' ? (files ? 'success' : 'notfound') : module(source.name);
    if (status === 'unknown') return null;
    if (returns(source, status)) return false;
  }
  return false;
}

/** The last criterion that is about the status counts. */
function returns({ criteria }: Source, status: Status): boolean {
  const about = criteria.filter((one) => (one.status === status) !== one.negated);
  const action = about.at(-1)?.action ?? (status === 'success' ? 'return' : 'continue');
  return action === 'return';
}
