import { readlinkSync } from 'node:fs';
import { attempt } from '../../live/files/attempt.ts';
import type { Located } from '../locate.ts';
import { NoProcess } from './no-process.ts';
import { refusedBy } from './refused.ts';

/** @param code errno name of what was tried last, where it is known */
export function whyNot(located: Located, code?: string): NoProcess {
  const refused = (code ?? codeOf(located)) === 'EACCES' || code === 'EPERM';
  return new NoProcess((refused ? refusedBy(located) : null) ?? { code: 'ended' });
}

function codeOf({ directory }: Located): string | null {
  const root = attempt(() => readlinkSync(`${directory}/root`));
  return root.ok ? null : root.error.code;
}
