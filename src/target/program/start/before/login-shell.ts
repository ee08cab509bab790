import type { Host } from '../../../host.ts';
import { NoAccount, passwdLines } from '../../../posix/account.ts';
import type { ShellOf } from './behind.ts';

const SHELL_FIELD = 6;

/** As passwd(5) has it: an empty field is /bin/sh. */
export function shellIn(host: Pick<Host, 'readFile'>): ShellOf {
  return (user) => {
    try {
      const line = passwdLines(host).find(({ name }) => name === user);
      return line === undefined ? null : line.fields[SHELL_FIELD]?.trim() || '/bin/sh';
    } catch (error) {
      if (error instanceof NoAccount) return null;
      throw error;
    }
  };
}
