import type { Behind } from '../behind.ts';
import { givenTo } from '../grammar/given.ts';
import { PERSONALITIES } from '../grammar/grammars.ts';
import { behindDaemon } from './daemon.ts';
import { behindFlock } from './flock.ts';
import { behindNsenter, behindUnshare } from './namespaces.ts';

type Read = (rest: readonly string[], env: Readonly<Record<string, string>>, by: string) => Behind | null;

/** Programs that start what stands behind their options, each in a way of its own, by their names. */
export const OWN_WAYS: Readonly<Record<string, Read>> = {
  unshare: behindUnshare,
  nsenter: behindNsenter,
  flock: behindFlock,
  'start-stop-daemon': behindDaemon,
  setarch: behindSetarch,
  ...Object.fromEntries(PERSONALITIES.map((name) => [name, behindPersonality])),
  xargs: behindXargs,
  sg: behindSg,
  sudo: behindSudo,
  dlv: behindDelve,
  strace: behindStrace,
  chpst: behindChpst,
  setuidgid: byAccount,
  's6-setuidgid': byAccount,
  envdir: ([, ...words], _, by) => plain(by, words, { usesShell: false, perhapsOtherPath: true }),
  softlimit: (rest, _, by) => plain(by, givenTo(by, rest)?.words, { usesShell: false }),
};

function plain(by: string, words: readonly string[] = [], more: Partial<Behind> = {}): Behind | null {
  return words.length === 0 ? null : { words, by, usesShell: true, otherUser: false, ...more };
}

/** `setarch x86_64 -R CMD`; since util-linux 2.33 the architecture may be left out where an option follows. */
function behindSetarch(rest: readonly string[]): Behind | null {
  const options = rest[0]?.startsWith('-') === true ? rest : rest.slice(1);
  return plain('setarch', givenTo('setarch', options)?.words);
}

/** `linux32 CMD` */
function behindPersonality(rest: readonly string[], _: unknown, by: string): Behind | null {
  return plain(by, givenTo('setarch', rest)?.words);
}

/** Without an input it starts its command once, unless it is told to put words into it or to do nothing then. */
function behindXargs(rest: readonly string[]): Behind | null {
  const given = givenTo('xargs', rest);
  return given === null || ['r', 'I', 'L', 'a'].some((name) => given.options.has(name))
    ? null
    : plain('xargs', given.words);
}

/** `sg GROUP -c TEXT` */
function behindSg([group = '', ...rest]: readonly string[]): Behind | null {
  const [text, ...more] = rest[0] === '-c' ? rest.slice(1) : rest;
  return group.startsWith('-') || text === undefined || more.length > 0
    ? null
    : { words: ['/bin/sh', '-c', text], by: 'sg', usesShell: false, otherUser: true };
}

/** `sudo -E -u USER CMD`: with the PATH of sudoers, if that sets one. */
function behindSudo(rest: readonly string[]): Behind | null {
  const given = givenTo('sudo', rest);
  if (given === null || ['R', 'D', 'r', 't'].some((name) => given.options.has(name))) return null;
  const words = given.words.slice(given.words.findIndex((word) => !/^[A-Za-z_]\w*=/.test(word)));
  const user = given.options.get('u') ?? 'root';
  return plain('sudo', words, {
    usesShell: false,
    otherUser: true,
    perhapsOtherPath: true,
    ...(user.startsWith('#') ? {} : { user }),
  });
}

/** `dlv exec --headless PROG -- ARGUMENTS`: a plain name is a file of the working directory. */
function behindDelve(rest: readonly string[]): Behind | null {
  const [verb, program, ...words] = givenTo('dlv', rest)?.words ?? [];
  if (verb !== 'exec' || program === undefined) return null;
  const path = program.includes('/') ? program : `./${program}`;
  return plain('dlv', [path, ...words], { usesShell: false });
}

function behindStrace(rest: readonly string[]): Behind | null {
  const given = givenTo('strace', rest);
  const user = given?.options.get('u');
  return plain('strace', given?.words, {
    usesShell: false,
    seeker: 'shell',
    ...(user === undefined ? {} : { otherUser: true, user }),
  });
}

/** `chpst -u USER -e DIR CMD`; a colon in front of the user: numbers. */
function behindChpst(rest: readonly string[]): Behind | null {
  const given = givenTo('chpst', rest);
  const user = given?.options.get('u');
  return plain('chpst', given?.words, {
    usesShell: false,
    ...(user === undefined ? {} : { otherUser: true, user: user.replace(/^:/, '') }),
    ...(given?.options.has('e') ? { perhapsOtherPath: true } : {}),
  });
}

/** `setuidgid USER CMD`; that of s6 takes UID:GID, too. */
function byAccount([user = '', ...words]: readonly string[], _: unknown, by: string): Behind | null {
  const known = user.includes(':') ? {} : { user };
  return user.startsWith('-') ? null : plain(by, words, { usesShell: false, otherUser: true, ...known });
}
