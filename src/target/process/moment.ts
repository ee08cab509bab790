import { textOf } from '../live/files/read.ts';
import { locate, type Moment, momentOf, OWN_PROC } from './locate.ts';

/** What a process may change and stay the same: its mounts, and who it is. Two of one value are taken for the same. */
export function settingNow(pid: number): readonly (string | null)[] {
  const status = textOf(`${OWN_PROC}/${pid}/status`) ?? '';
  return [
    textOf(`${OWN_PROC}/${pid}/mountinfo`),
    ...['Umask', 'Uid', 'Gid', 'Groups', 'CapEff'].map(
      (name) => new RegExp(`^${name}:.*`, 'm').exec(status)?.[0] ?? null,
    ),
  ];
}

/** The process as it is now; null where it is not there any more. */
export function momentNow(pid: number, proc = OWN_PROC): Moment | null {
  try {
    return momentOf(locate(proc, pid));
  } catch {
    return null;
  }
}
