import type { Ignorance } from '../../../core/reason.ts';

/** What /proc/PID/environ holds: variables, or the reason why nobody can take them out of it. */
export type StartEnvironment =
  | { readonly known: true; readonly values: Readonly<Record<string, string>> }
  | { readonly known: false; readonly why: Ignorance };

const OVERWRITTEN: Ignorance = { code: 'title-over-environment', data: {} };

/** A name may hold nearly anything, and of what a title leaves there the first piece is no name. */
const VARIABLE = /^([^=\s]+)=([\s\S]*)$/;

/**
 * The environment with which the process started (environ(7)): what it has changed since is in its own memory.
 * Programs write their title over it (setproctitle(3), nginx, PostgreSQL, `$0 = ` of Perl); what is left of it is
 * then no list of variables, and never taken for one.
 *
 * @param titleOverflows the command line is longer than the arguments that the process started with
 */
export function parseEnviron(bytes: Buffer, titleOverflows: boolean): StartEnvironment {
  if (titleOverflows) return { known: false, why: OVERWRITTEN };
  if (bytes.length === 0) return { known: true, values: {} };
  if (bytes.at(-1) !== 0) return { known: false, why: OVERWRITTEN };
  const values: Record<string, string> = Object.create(null);
  for (const piece of bytes.toString('utf8').slice(0, -1).split('\0')) {
    const [, name, value = ''] = VARIABLE.exec(piece) ?? [];
    if (name === undefined) return { known: false, why: OVERWRITTEN };
    // Of two the first counts, as for getenv(3).
    values[name] ??= value;
  }
  return { known: true, values: { ...values } };
}
