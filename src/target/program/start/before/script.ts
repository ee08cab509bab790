import type { Behind } from './behind.ts';
import { nameOf } from './name.ts';
import { endOfShellText } from './shell-text.ts';
import { behindKnownScript } from './starters/scripts.ts';

const MAX_SCRIPT_BYTES = 64 * 1024;

/**
 * An entrypoint that ends with `exec PROGRAM`, or `exec "$@"`: what it is given is what it starts, and nobody can tell what it does
 * before.
 *
 * @param head the beginning of the script
 */
export function behindScript(head: Buffer, words: readonly string[]): Behind | null {
  const [first = '', ...rest] = words;
  const known = behindKnownScript(nameOf(first), rest);
  if (known !== null) return known;
  const text = head.toString('latin1', 0, MAX_SCRIPT_BYTES);
  const last = head.length < MAX_SCRIPT_BYTES && !CHANGES_PLACES.test(text) ? lastLineOf(text) : null;
  const end = last === null ? null : endOfShellText(last, 'sh', [first, ...rest]);
  if (end !== null) return { words: end.words, by: nameOf(first), usesShell: true, otherUser: true };
  const [program = ''] = rest;
  if (program === '' || program.startsWith('-')) return null;
  const handed =
    /^[ \t]*exec[ \t]+(?:(?:tini|dumb-init|gosu|su-exec)[ \t][^\n"]{0,256})?"\$@"[ \t\r]*$/m.test(text);
  return handed ? { words: rest, by: nameOf(first), usesShell: true, otherUser: true } : null;
}

/** What is found, and where, depends on what stands above then; or nothing comes to the last line. */
const CHANGES_PLACES =
  /(?:^|[\s;&|(])(?:cd|pushd|source|\.|chroot)[ \t]|(?:^|[\s;&|("'])PATH=|\bPATH[ \t]*\+?=|^exit\b/m;

/** Its last line, where that begins with exec at its very beginning: what is indented is within something. */
function lastLineOf(text: string): string | null {
  const lines = text.split('\n').map((line) => line.trimEnd());
  const at = lines.findLastIndex((line) => line !== '' && !line.startsWith('#'));
  const [before = '', last = ''] = [lines[at - 1], lines[at]];
  return last.startsWith('exec ') && !before.endsWith('\\') ? last : null;
}
