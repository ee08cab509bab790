import { trimEndOf } from '../text/trim.ts';
import { copyWords } from './quote.ts';
import type { Remedy } from './remedy.ts';
import { inHome, isSystem, looksSecret } from './secret.ts';
import { type ShellCommand, shellCommands } from './shell-words.ts';

/**
 * Whether the lines would do what no remedy may, whatever path a policy, a variable or a link names: let
 * everybody write or read a secret, open a home, give a directory of the system away, delete what is no
 * remedy's. Told from the lines alone, so that no rule can forget it.
 */
export function doesHarm({ syntax, lines }: Remedy): boolean {
  if (syntax !== 'dockerfile' && syntax !== 'shell') return false;
  const made = new Set<string>();
  return lines.some((line) =>
    commandsOf(line).some(({ words, into }) => into.some(looksSecret) || isHarmful(words, made)),
  );
}

function commandsOf(line: string): readonly ShellCommand[] {
  const copied = copyWords(line);
  return copied === null
    ? shellCommands(line.replace(/^RUN /, ''))
    : [{ words: ['COPY', ...copied], into: [] }];
}

function isHarmful([name = '', ...rest]: readonly string[], made: Set<string>): boolean {
  const [first = '', ...paths] = rest.filter((word) => !word.startsWith('-')).map(clean);
  const recursive = rest.some((word) => /^-\w*[rR]/.test(word));
  switch (name) {
    case 'mkdir':
      for (const path of [first, ...paths]) made.add(path);
      return false;
    case 'chmod':
      return paths.some((path) => opens(first, path, recursive));
    case 'chown':
    case 'chgrp':
      return paths.some((path) => (recursive && isShared(path)) || givesAway(first, path, made));
    case 'rm':
      return [first, ...paths].some((path) => deletes(path, recursive));
    case 'COPY':
      return copies(rest, first, paths.at(-1) ?? '');
    default:
      return false;
  }
}

/** A path without what stands around it. */
function clean(path: string): string {
  const [, within = path] = /^\$\(readlink -f '?([^']*?)'?\)$/.exec(path) ?? [];
  return trimEndOf(within, '/') || '/';
}

/** A mode that lets everybody write, or opens to all what is somebody's own. */
function opens(mode: string, path: string, recursive: boolean): boolean {
  const { read, write, pass, sticky } = forOthers(mode);
  if ((write && (!sticky || recursive)) || (recursive && holdsMore(path))) return true;
  return (read || pass) && (looksSecret(path) || inHome(path));
}

function forOthers(mode: string) {
  if (/^[0-7]+$/.test(mode)) {
    const bits = Number(mode.at(-1));
    return {
      read: (bits & 4) > 0,
      write: (bits & 2) > 0,
      pass: (bits & 1) > 0,
      sticky: /^0*1...$/.test(mode),
    };
  }
  const given = mode
    .split(',')
    .map((clause) => /^(?:[ug]*[oa][ugoa]*)?[+=](.*)$/.exec(clause)?.[1] ?? '')
    .join('');
  return {
    read: /[rug]/.test(given),
    write: /[wug]/.test(given),
    pass: /[xXug]/.test(given),
    sticky: false,
  };
}

/** Somebody else than root gets what belongs to all, or to root; a directory that was just made is nobody's yet. */
function givesAway(owner: string, path: string, made: ReadonlySet<string>): boolean {
  if (/^(?:0|root)?(?::(?:0|root)?)?$/.test(owner)) return false;
  return isShared(path) || /^\/root(?:\/|$)/.test(path) || (isSystem(path) && !made.has(path));
}

function deletes(path: string, recursive: boolean): boolean {
  if (looksSecret(path) || (inHome(path) && path.split('/').length < 4)) return true;
  return /^\/etc\/(?:passwd|group)$/.test(path) || (recursive && isShared(path));
}

/** What COPY brings has the mode and the owner that it says; the empty directory /mnt changes none that is there. */
function copies(words: readonly string[], source: string, target: string): boolean {
  const flag = (name: string) => words.find((word) => word.startsWith(`--${name}=`))?.slice(name.length + 3);
  const [mode, owner] = [flag('chmod'), flag('chown')];
  if (mode !== undefined && opens(mode, target, source !== target || holdsMore(target))) return true;
  return owner !== undefined && source !== '/mnt' && givesAway(owner, target, new Set());
}

/** Directories that every system has, and many programs use (FHS 3.0). */
function isShared(path: string): boolean {
  return SHARED.test(path);
}

const SHARED =
  /^\/(?:bin|boot|dev|etc|home|lib\d*|media|mnt|opt|proc|root|run|sbin|srv|sys|tmp|usr|var|etc\/(?:pki|profile\.d|ssh|ssl|ssl\/certs|ssl\/private)|usr\/(?:bin|games|include|lib\d*|libexec|sbin|share|src|local|local\/(?:bin|etc|include|lib|sbin|share|src)|lib\/ssl|share\/(?:ca-certificates|zoneinfo))|var\/(?:backups|cache|lib|local|lock|log|mail|opt|run|spool|tmp|lib\/(?:apt|dpkg)))?$/;

/** Such a one with things in it that are not for all; certificates and zones are. */
function holdsMore(path: string): boolean {
  return isShared(path) && !/\/(?:certs|ca-certificates|zoneinfo)$/.test(path);
}
