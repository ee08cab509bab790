import type { Host } from '../../../host.ts';
import { realOr } from '../../../posix/real-path.ts';
import { nameOf } from './name.ts';
import { type Option, type Options, readOptions } from './options.ts';

const PLAIN: Option = { name: '', value: 'none' };
const VALUED: Option = { name: '', value: 'needed' };

/** All options of these programs in busybox 1.35, which has had no others since 1.19 (setpriv: 1.27). */
const OPTIONS: Readonly<Record<string, Options>> = {
  env: {
    short: { i: PLAIN, 0: PLAIN, u: VALUED },
    long: { 'ignore-environment': PLAIN, null: PLAIN, unset: VALUED },
  },
  setpriv: {
    short: { d: PLAIN },
    long: {
      dump: PLAIN,
      nnp: PLAIN,
      'no-new-privs': PLAIN,
      'inh-caps': VALUED,
      'ambient-caps': VALUED,
    },
  },
  chroot: { short: {}, long: {} },
  su: { short: { l: PLAIN, m: PLAIN, p: PLAIN, c: VALUED, s: VALUED }, long: {} },
};

/** The first option among these words that the program of their name does not know where it is that of busybox; null: none. */
export function unknownToBusybox([first = '', ...rest]: readonly string[]): string | null {
  const name = nameOf(first);
  const options = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined;
  if (options === undefined) return null;
  const read = readOptions(rest, options);
  return read.kind === 'unknown' ? read.option : null;
}

/** More than any busybox has. */
const MAX_BYTES = 4 * 1024 * 1024;
/** What it prints of itself. */
const BANNER = 'BusyBox v1.';

/** Whether a program is that of busybox: a link to it, or another name of the same file. */
export function isBusybox(host: Pick<Host, 'readFile' | 'lstat' | 'readlink'>, path: string): boolean {
  const real = realOr(host, path);
  if (/^busybox(?:[.-]|$)/.test(nameOf(real))) return true;
  const file = host.readFile(real, { maxBytes: MAX_BYTES });
  return file.ok && file.value.includes(BANNER);
}
