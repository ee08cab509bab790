import type { FileType } from '../../../src/target/file.ts';
import { walkPath } from '../../../src/target/posix/walk-path.ts';
import { type TzifDefect, tzifDefect } from './tzif-defect.ts';
import type { ZoneFiles } from './zone-files.ts';
import { looksLikeZone } from './zone-name.ts';

/** What is wrong with a zone file; null when nothing is. */
export type ZoneFileProblem =
  | { readonly kind: 'missing' }
  /** A link on the way leads to `entry`, which is not there. */
  | { readonly kind: 'dangling'; readonly entry: string }
  | { readonly kind: 'loop' }
  | { readonly kind: 'not-regular'; readonly type: FileType }
  | { readonly kind: 'unreadable'; readonly errno: string }
  /** Empty, text, or larger than any zone file. */
  | {
      readonly kind: 'not-tzif';
      readonly bytes: number;
      /** The name of a zone, where the file holds that in place of the zone. */
      readonly text: string | null;
    }
  | { readonly kind: 'corrupt'; readonly defect: TzifDefect };

/** Reads the file and says what is wrong with it. */
export function zoneFileProblem(files: ZoneFiles, path: string): ZoneFileProblem | null {
  const file = files.read(path);
  if (file.ok) {
    const defect = tzifDefect(file.value);
    if (defect === null) return null;
    if (defect.name === 'bad-magic')
      return { kind: 'not-tzif', bytes: file.value.length, text: nameIn(file.value) };
    return { kind: 'corrupt', defect };
  }
  const { code, type, size } = file.error;
  if (code === 'NOT_REGULAR') return { kind: 'not-regular', type: type ?? 'unknown' };
  if (code === 'TOO_LARGE') return { kind: 'not-tzif', bytes: size ?? 0, text: null };
  if (code === 'ELOOP') return { kind: 'loop' };
  if (code !== 'ENOENT' && code !== 'ENOTDIR') return { kind: 'unreadable', errno: code };
  const walk = walkPath(files, path);
  return walk.end === 'stopped' && walk.link !== null
    ? { kind: 'dangling', entry: walk.entry }
    : { kind: 'missing' };
}

function nameIn(bytes: Buffer): string | null {
  if (bytes.length > 64) return null;
  const text = bytes.toString('latin1').trim();
  return looksLikeZone(text) ? text : null;
}
