import type { Reader } from './reader.ts';

/** Names of what reads the variables, as facts and evidence have them. */
const RUNTIME_NAMES = [
  'go',
  'curl',
  'git',
  'wget',
  'busybox',
  'python',
  'requests',
  'node',
  'nodeHttp',
  'apt',
] as const;
export type RuntimeName = (typeof RUNTIME_NAMES)[number];

/** A program of the container, and how it reads the variables. */
export interface Runtime {
  readonly name: RuntimeName;
  readonly reader: Reader;
}

const WORDS: Readonly<Record<RuntimeName, string>> = {
  go: 'Go',
  curl: 'curl',
  git: 'git',
  wget: 'wget',
  busybox: 'busybox wget',
  python: 'Python (urllib)',
  requests: 'Python (requests)',
  node: 'Node (fetch)',
  nodeHttp: 'Node (http)',
  apt: 'apt',
};

/** `Go, curl and git` */
export function inWords(names: readonly string[]): string {
  const words = names.map((name) => WORDS[name as RuntimeName] ?? name);
  return words.length < 2 ? words.join() : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** The same in fewest words: `curl, Python`. */
export function shortly(names: readonly RuntimeName[]): string {
  return [...new Set(names.map((name) => WORDS[name].split(' (', 1)[0]))].join(', ');
}
