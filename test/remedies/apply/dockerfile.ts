import type { Identity } from '../situation.ts';

/** What an instruction of a Dockerfile does, as far as remedies use it. */
export type Instruction =
  | { readonly kind: 'run'; readonly line: string }
  | { readonly kind: 'workdir' | 'from'; readonly name: string }
  | { readonly kind: 'user'; readonly identity: Identity }
  | { readonly kind: 'healthcheck' }
  | { readonly kind: 'env'; readonly values: Readonly<Record<string, string>> }
  | {
      readonly kind: 'copy';
      /** Name of a stage or image; null for the build context. */
      readonly from: string | null;
      readonly chown: string | null;
      readonly chmod: string | null;
      readonly sources: readonly string[];
      readonly target: string;
    };

/**
 * Reads one line as BuildKit and buildah do; throws where they do. Of the grammar only what stands in
 * remedies: RUN in shell form, ENV with name=value for every word, COPY with its flags.
 */
export function parseInstruction(line: string, env: Readonly<Record<string, string>>): Instruction {
  const [, name, rest = ''] = /^([A-Z]+)\s+(.*)$/s.exec(line) ?? [];
  switch (name) {
    case 'RUN':
      return { kind: 'run', line: rest };
    case 'WORKDIR':
    case 'FROM': {
      const [only = '', ...more] = words(rest, env);
      if (only === '' || more.length > 0) throw new Error(`${name} requires exactly one argument: ${line}`);
      return { kind: name === 'FROM' ? 'from' : 'workdir', name: only };
    }
    case 'USER':
      return { kind: 'user', identity: identityOf(rest) };
    case 'ENV':
      return { kind: 'env', values: assignments(rest, env) };
    case 'HEALTHCHECK':
      if (rest !== 'NONE') throw new Error(`a health check that no remedy sets: ${line}`);
      return { kind: 'healthcheck' };
    case 'COPY':
      return copy(copyWords(rest, env));
    default:
      throw new Error(`unknown instruction: ${line}`);
  }
}

/** Numbers alone: a name would have to be looked up in the image. */
function identityOf(text: string): Identity {
  const [, uid, gid = '0'] = /^(\d+)(?::(\d+))?$/.exec(text) ?? [];
  if (uid === undefined) throw new Error(`USER with a name: ${text}`);
  return { uid: Number(uid), gid: Number(gid) };
}

function assignments(rest: string, env: Readonly<Record<string, string>>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const word of words(rest, env)) {
    const at = word.indexOf('=');
    if (at < 1) throw new Error(`Syntax error - can't find = in "${word}". Must be of the form: name=value`);
    values[word.slice(0, at)] = word.slice(at + 1);
  }
  return values;
}

/**
 * Parted at blanks before anything else, or a list of JSON behind the flags; then the quotes of each word are taken off
 * and its variables replaced.
 */
function copyWords(rest: string, env: Readonly<Record<string, string>>): readonly string[] {
  const [, flags = '', json] = /^((?:--\S+\s+)*)(\[.*\])\s*$/s.exec(rest) ?? [];
  const single = (word: string) => words(word, env, /$^/)[0] ?? '';
  if (json === undefined) return rest.split(/\s+/).map(single);
  return [...flags.split(/\s+/).filter(Boolean), ...(JSON.parse(json) as string[])].map(single);
}

function copy(all: readonly string[]): Instruction {
  const flags = new Map<string, string>();
  let first = 0;
  for (; all[first]?.startsWith('--'); first++) {
    const [, key = '', value] = /^--([a-z]+)=(.+)$/.exec(all[first] ?? '') ?? [];
    if (!['from', 'chown', 'chmod'].includes(key) || value === undefined)
      throw new Error(`unknown flag: ${all[first]}`);
    flags.set(key, value);
  }
  const paths = all.slice(first);
  const target = paths.at(-1);
  if (paths.length < 2 || target === undefined) throw new Error('COPY requires at least two arguments');
  const [from, chown, chmod] = ['from', 'chown', 'chmod'].map((key) => flags.get(key) ?? null);
  return {
    kind: 'copy',
    from: from ?? null,
    chown: chown ?? null,
    chmod: chmod ?? null,
    sources: paths.slice(0, -1),
    target,
  };
}

/** Words apart by blanks; quotes and backslashes are taken off, `$NAME` is replaced outside single quotes. */
function words(text: string, env: Readonly<Record<string, string>>, between = /\s/): readonly string[] {
  const result: string[] = [];
  let word: string | null = null;
  let quote = '';
  for (let i = 0; i < text.length; i++) {
    const character = text[i] ?? '';
    if (quote === "'" && character !== "'") word = (word ?? '') + character;
    else if (character === '\\' && quote !== "'") {
      const next = text[++i] ?? '';
      // Between double quotes a backslash takes the meaning of these alone.
      word = (word ?? '') + (quote === '"' && !'"$\\'.includes(next) ? `\\${next}` : next);
    } else if (character === quote) quote = '';
    else if (quote === '' && (character === '"' || character === "'")) {
      quote = character;
      word ??= '';
    } else if (character === '$') {
      const [whole = '', braced, plain] = /^\$(?:\{(\w+)\}|(\w+))/.exec(text.slice(i)) ?? [];
      if (whole === '') word = `${word ?? ''}$`;
      else {
        word = (word ?? '') + (env[braced ?? plain ?? ''] ?? '');
        i += whole.length - 1;
      }
    } else if (quote === '' && between.test(character)) {
      if (word !== null) result.push(word);
      word = null;
    } else word = (word ?? '') + character;
  }
  if (quote !== '') throw new Error('unexpected end of statement while looking for matching quote');
  if (word !== null) result.push(word);
  return result;
}
