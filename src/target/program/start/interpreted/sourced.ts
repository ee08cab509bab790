import type { Host } from '../../../host.ts';
import { isUnknown } from '../../../result.ts';
import { nameOf } from '../before/name.ts';
import { fromHere } from '../from-here.ts';
import type { ProgramFile, StartProblem } from '../problem.ts';
import { interpretedBy } from './interpreters.ts';

/** A file that a shell script reads first (`. FILE`), and ends where it cannot. */
export interface Sourced {
  readonly problem: Extract<StartProblem, { readonly code: 'script-missing' }>;
  /** Nothing above it could have made the file. */
  readonly sure: boolean;
}

/** `. /etc/app.env`, alone on a line that is not within anything. */
const SOURCES = /^(\.|source)[ \t]+(?:"([^"$`\\]+)"|'([^']+)'|([\w@%+:,./=-]+))[ \t]*$/;
/** What makes no file. */
const HARMLESS =
  /^(?:[ \t]*(?:#.*)?|set [-+][eux]+|umask \d{3,4}|(?:export )?[A-Za-z_]\w*=(?:[\w@%+:,./=-]*|"[^"$`\\]*"|'[^']*')|echo(?: [\w ,.:-]*)?)$/;
const OPENS = /^(?:if|for|while|until|case)\b|[({][ \t]*$/;
const CLOSES = /^(?:fi|done|esac)\b|^[)}]/;

/**
 * The first file that a script is to read and that is not there. All shells but bash end then, and bash does where it is to end at
 * any error, or called sh.
 *
 * @param shell the name it is read by
 * @param options of that shell
 */
function missingSource(host: Host, head: Buffer, shell: string, options: readonly string[]): Sourced | null {
  let ends = shell !== 'bash' || options.some((word) => /^-[a-z]*e/.test(word));
  let depth = 0;
  let sure = true;
  const lines = head.toString('latin1').split('\n');
  for (const [i, line] of lines.entries()) {
    const [, by, ...quoted] = SOURCES.exec(line) ?? [];
    if (by !== undefined && depth === 0 && (by === '.' || shell === 'bash')) {
      const file = quoted.find((one) => one !== undefined) ?? '';
      const problem = ends && file.includes('/') ? absent(host, file, shell) : null;
      // What stands above may make it.
      const isMade = !sure && lines.slice(0, i).some((above) => above.includes(nameOf(file)));
      if (problem !== null) return isMade ? null : { problem, sure };
      sure = false;
      continue;
    }
    if (/^set -[a-z]*e/.test(line)) ends = true;
    if (/^set \+[a-z]*e/.test(line)) ends = shell !== 'bash';
    if (OPENS.test(line)) depth++;
    if (CLOSES.test(line)) depth--;
    // What stands below is not reached, not where it seems to be, or no line of its own.
    if (/^(?:exit|exec|return|cd|pushd|trap)\b|<<|\\$/.test(line) || isOpen(line)) return null;
    if (!HARMLESS.test(line)) sure = false;
  }
  return null;
}

function absent(host: Host, file: string, shell: string): Sourced['problem'] | null {
  const path = fromHere(host.cwd, file);
  if (!path.startsWith('/')) return null;
  const there = host.stat(path);
  if (there.ok || isUnknown(there.error)) return null;
  const link = host.readlink(path);
  return { code: 'script-missing', path, program: shell, why: 'absent', link: link.ok ? link.value : null };
}

/** A quote that goes on in the next line. */
function isOpen(line: string): boolean {
  if (/^[ \t]*#/.test(line)) return false;
  return ['"', "'"].some((quote) => line.split(quote).length % 2 === 0);
}

/** The shell that a first line names, and its options; null: another program, or none. */
function shellOfScript(head: Buffer): readonly [name: string, ...options: string[]] | null {
  const [line = ''] = head.toString('latin1', 0, 256).split('\n', 1);
  const [, name, option] =
    /^#![ \t]{0,8}(?:[\w./-]{0,99}\/env[ \t]{1,8})?(?:[\w./-]{0,99}\/)?(sh|ash|dash|bash)(?:[ \t]{1,8}(-[a-z]{1,5}))?[ \t]{0,8}$/.exec(
      line,
    ) ?? [];
  if (name === undefined) return null;
  return option === undefined ? [name] : [name, option];
}

const SCRIPT_BYTES = 64 * 1024;

/** The same of a script that is executed, or that a shell is given. */
export function sourcedBy(
  host: Host,
  { format, path }: Pick<ProgramFile, 'format' | 'path'>,
  words: readonly string[],
): Sourced | null {
  const given = format === 'script' ? null : interpretedBy(words, host.env);
  if (format !== 'script' && given?.by !== 'shell') return null;
  const head = host.readHead(given === null ? path : fromHere(host.cwd, given.file), SCRIPT_BYTES);
  if (!head.ok) return null;
  const reader = given === null ? shellOfScript(head.value) : [shellOf(words), ...words.slice(1)];
  const [name = '', ...options] = reader ?? [];
  return SHELLS.includes(name) ? missingSource(host, head.value, name, options) : null;
}

/** Of others nobody compared it. */
const SHELLS: readonly string[] = ['sh', 'ash', 'dash', 'bash'];

function shellOf([first = '', applet = '']: readonly string[]): string {
  return nameOf(first) === 'busybox' ? applet : nameOf(first);
}
