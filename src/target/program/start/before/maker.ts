import type { Host } from '../../../host.ts';
import { realOr } from '../../../posix/real-path.ts';
import { nameOf } from './name.ts';

/** Whose program it is. */
export type Maker =
  | 'busybox'
  | 'toybox'
  | 'uutils'
  | 'coreutils'
  | 'util-linux'
  | 'tini'
  | 'tini-musl'
  | 'dumb-init'
  | 'catatonit'
  | 'catatonit-musl'
  /** Nobody asks whose they are. */
  | 'other';

/** What they print of themselves; uutils speak of GNU coreutils too. */
const BANNERS: readonly (readonly [Maker, string])[] = [
  ['busybox', 'BusyBox v1.'],
  ['toybox', 'Toybox '],
  ['uutils', 'uutils'],
  ['coreutils', 'GNU coreutils'],
  ['util-linux', 'util-linux'],
  ['catatonit', 'catatonit'],
  ['tini', 'tini version'],
  ['dumb-init', 'dumb-init v'],
];

/** More than any of them has. */
const MAX_BYTES = 32 * 1024 * 1024;

/** A program whose maker is known by its file. */
export interface Made {
  readonly maker: Maker;
  /** Whether the file has an option among those that it hands to getopt_long(3), `--chdir` or `-C`: false is sure. */
  readonly mayHave: (option: string) => boolean;
}

export type FilesOfMaker = Pick<Host, 'readFile' | 'lstat' | 'readlink'>;

/** Null where nobody can tell. */
export function madeBy(host: FilesOfMaker, path: string): Made | null {
  const real = realOr(host, path);
  const named = /^(busybox|toybox)(?:[.-]|$)/.exec(nameOf(real))?.[1];
  if (named !== undefined) return { maker: named as 'busybox' | 'toybox', mayHave: () => false };
  const file = host.readFile(real, { maxBytes: MAX_BYTES });
  if (!file.ok) return null;
  const bytes = file.value;
  const found = BANNERS.find(([, banner]) => bytes.includes(banner))?.[0];
  if (found === undefined) return null;
  const isGlibc = bytes.includes('libc.so.6') || bytes.includes('GCONV_PATH');
  // The getopt(3) of musl does not look behind the program for options.
  const maker = (found === 'tini' || found === 'catatonit') && !isGlibc ? (`${found}-musl` as const) : found;
  return { maker, mayHave: (option) => mayHave(bytes, maker, option) };
}

/** Words that may be the letters of a program, as getopt(3) takes them: `+C:iS:u:v0`. */
const LETTERS = /\0([\w:+]{3,64})(?=[\0 ])/g;

/** A name ends with a zero byte, letters stand together in a word with a sign. */
function mayHave(bytes: Buffer, maker: Maker, option: string): boolean {
  const name = option.replace(/^--?/, '');
  if (maker === 'uutils') return name.length > 1 && bytes.includes(name);
  if (option.startsWith('--')) return bytes.includes(`${name}\0`);
  const words = bytes.toString('latin1').matchAll(LETTERS);
  return [...words].some(([, word = '']) => /^(?:[:+]|\w:)/.test(word) && word.includes(name));
}
