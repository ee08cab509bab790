import type { Target } from '../address/target.ts';
import type { Env } from '../readers/reader.ts';
import type { Runtime } from '../readers/runtimes.ts';
import type { Entry } from './entries.ts';

/** A list that means the same to every program that is there. */
export interface CommonList {
  readonly value: string;
  /** What of it no spelling says to all: for these programs it has no effect. */
  readonly leftOut: readonly { readonly entry: string; readonly names: readonly string[] }[];
}

/**
 * One list for both variables. Names are written with and without a dot in front where a program takes a name for
 * that host alone; what no program but some reads (a network) stays, and is told.
 */
export function commonList(env: Env, entries: readonly Entry[], runtimes: readonly Runtime[]): CommonList {
  const all = entries.find(({ form }) => form === 'all');
  const wanted = all === undefined ? entries : [all];
  const spelled = wanted.map((entry) => ({
    entry,
    names: entry.plain.flatMap((name) => spellings(name, runtimes)),
  }));
  const value = [...new Set(spelled.flatMap(({ names }) => names))].join(',');
  const leftOut = spelled.flatMap(({ entry, names: spelling }) => {
    // Each by itself: all of it again for every entry would take time that grows with its square.
    const names = deaf(withList(env, spelling.join(',')), entry.samples, runtimes);
    return names.length === 0 ? [] : [{ entry: entry.plain[0] ?? entry.text, names }];
  });
  return { value, leftOut };
}

/** The same variables with this list in both spellings. */
export function withList(env: Env, list: string): Env {
  return { ...variablesOf(env), NO_PROXY: list, no_proxy: list };
}

/** The programs that ask a proxy for one of these addresses. */
export function deaf(env: Env, samples: readonly Target[], runtimes: readonly Runtime[]): readonly string[] {
  return runtimes
    .filter(({ reader }) => samples.some((sample) => reader.decide(env, sample).kind === 'proxy'))
    .map(({ name }) => name);
}

const READ = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'];

/** A copy of what the readers look at, and of nothing else. */
export function variablesOf(env: Env): Env {
  const names = [...READ, ...READ.map((name) => name.toLowerCase()), 'REQUEST_METHOD'];
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}

/** Where a program takes a plain name for that host alone, its subdomains are said too; IPv6 with brackets too. */
function spellings(name: string, runtimes: readonly Runtime[]): readonly string[] {
  const has = (...names: readonly string[]) => runtimes.some((runtime) => names.includes(runtime.name));
  if (name.startsWith('.') || name === '*' || name.includes('/')) return [name];
  if (name.includes(':')) return name !== '::1' && has('python', 'node') ? [name, `[${name}]`] : [name];
  if (/^[\d.]+$/.test(name) || !name.includes('.')) return [name];
  return has('node', 'nodeHttp') ? [name, `.${name}`] : [name];
}
