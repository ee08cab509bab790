import type { Host } from '../../../../host.ts';
import type { StartProblem } from '../../problem.ts';
import { gidOf } from '../accounts.ts';
import type { ShellOf } from '../behind.ts';
import { grammarsOf } from '../grammar/grammars.ts';
import { type GivenOption, type Options, type Refusal, readOptions } from '../grammar/options.ts';
import { type Made, type Maker, madeBy } from '../maker.ts';
import { nameOf } from '../name.ts';
import { isShell } from '../shell.ts';
import { splitWords } from '../starters/env.ts';
import { noLogin } from '../starters/su.ts';
import { behind } from '../words.ts';
import { unmet } from './demands.ts';
import { mayBeDirectory, type Reading, wrongValue } from './values.ts';

type Refused = Extract<StartProblem, { readonly code: 'options-refused' | 'no-login-shell' }>;

/**
 * Why a program that is only to start another one refuses what it is told; null: nothing speaks for it.
 *
 * @param path of the program
 * @param words it and what it is given
 */
export function refusedWords(
  host: Host,
  path: string,
  words: readonly string[],
  shellOf: ShellOf,
): Refused | null {
  const [first = '', ...rest] = words;
  const program = nameOf(first);
  const refusal = refusedOptions(host, path, words);
  if (refusal !== null) return { code: 'options-refused', script: null, path, program, ...refusal };
  const shut = program === 'su' || program === 'runuser' ? noLogin(program, rest, shellOf) : null;
  return shut === null ? null : { code: 'no-login-shell', path, ...shut };
}

/** @param of whose program it is; null: everybody's of that name */
export function refusedOptions(
  host: Host,
  path: string,
  words: readonly string[],
): (Refusal & { readonly of: Maker | null }) | null {
  const [first = '', ...rest] = words;
  const program = nameOf(first);
  if (program === 'gosu' || program === 'su-exec') {
    const refusal = withoutOptions(program, rest);
    return refusal === null ? null : { ...refusal, of: null };
  }
  if (isShell(first)) return withoutDirectory(host, words);
  if (program === 'sg' && gidOf(host, rest[0] ?? '') === 'missing')
    return { option: null, why: 'value', what: rest[0] ?? '', of: null };
  const refusal = refusedByMaker(host, path, program, rest);
  return refusal === null && program === 'flock' ? withoutDirectory(host, words) : refusal;
}

function refusedByMaker(
  host: Host,
  path: string,
  program: string,
  given: readonly string[],
): (Refusal & { readonly of: Maker }) | null {
  const grammars = grammarsOf(program);
  if (grammars === null) return null;
  // The architecture stands in front of the options.
  const rest = program === 'setarch' && given[0]?.startsWith('-') === false ? given.slice(1) : given;
  const readings = [...grammars].flatMap(([maker, options]) =>
    (maker === 'coreutils' ? [maker, 'uutils' as const] : [maker]).map((one) => ({
      maker: one,
      ...judged(host, { program, maker: one }, rest, options),
    })),
  );
  if (
    readings.every(({ refusal, options }) => refusal === null && !options.some(({ late }) => late !== null))
  )
    return null;
  const made = madeBy(host, path);
  const own = made === null ? undefined : readings.find(({ maker }) => maker === made.maker);
  const refusal = made === null || own === undefined ? null : sureRefusal(own, made);
  return made === null || refusal === null ? null : { ...refusal, of: made.maker };
}

interface Judged {
  readonly options: readonly GivenOption[];
  readonly refusal: Refusal | null;
}

/** `env -S` within the words of another one. */
const MOST_NESTED = 20;

/** Those that have one and the same list of options in all releases. */
const FIRM: readonly Maker[] = ['busybox', 'toybox', 'tini', 'tini-musl'];

/** An option that nobody knew of when this was written may be in the file, and one that is new may not be. */
function sureRefusal({ options, refusal }: Judged, { maker, mayHave }: Made): Refusal | null {
  // The letters of uutils stand nowhere in one word.
  const isTold = (option: string) => maker !== 'uutils' || option.startsWith('--');
  const lacks = options.find(({ late }) => late !== null && isTold(late) && !mayHave(late));
  if (lacks !== undefined) return { option: lacks.as, why: 'unknown', what: null };
  const isNew = refusal?.why === 'unknown' && !FIRM.includes(maker) && mayHave(`${refusal.option}`);
  return isNew ? null : refusal;
}

function judged(
  host: Host,
  of: Pick<Reading, 'program' | 'maker'>,
  given: readonly string[],
  grammar: Options,
): Judged {
  const options: GivenOption[] = [];
  let split: string | null = null;
  const take = (option: GivenOption) => {
    options.push(option);
    if (of.program === 'env' && option.name === 'S') split = option.value;
    return split === null;
  };
  let read = readOptions(given, grammar, take);
  for (let nested = 0; read.kind === 'ended' && split !== null; nested++) {
    // Nobody writes that; what it is refused for, nobody tells.
    if (nested === MOST_NESTED) return { options, refusal: null };
    const words = splitWords(split);
    split = null;
    if (words === null) return { options, refusal: null };
    read = readOptions([...words, ...read.left], grammar, take);
  }
  if (read.kind === 'refused') return { options, refusal: read.refusal };
  if (read.kind === 'ended') return { options, refusal: null };
  const reading = { ...of, options, words: read.words };
  return { options, refusal: wrongValue(reading, host) ?? unmet(reading, host) };
}

/** `cd /app && exec server >>/var/log/app/log` */
function withoutDirectory(host: Host, words: readonly string[]): (Refusal & { readonly of: null }) | null {
  const { directory, outputs = [] } = behind(words) ?? {};
  if (directory !== undefined && !mayBeDirectory(directory, host))
    return { option: 'cd', why: 'no-directory', what: directory, of: null };
  const there = directory === undefined ? host : { ...host, cwd: directory };
  const above = outputs
    .filter((path) => path.includes('/'))
    .map((path) => path.slice(0, path.lastIndexOf('/')) || '/')
    .find((path) => !mayBeDirectory(path, there));
  return above === undefined ? null : { option: '>', why: 'no-directory', what: above, of: null };
}

/** They read none but a few of their own in the place of the user. */
function withoutOptions(program: string, words: readonly string[]): Refusal | null {
  const [user = ''] = words;
  if (program === 'gosu' && /^(?:--help|-h|-\?|--version|-v)$/.test(user))
    return { option: user, why: 'ends', what: null };
  return words.length < 2 ? { option: null, why: 'lacks', what: 'a program' } : null;
}
