/** What can be left in an image, by the names that a policy may say. */
export const KINDS = [
  'package-lists',
  'package-cache',
  'home-cache',
  'go-build-cache',
  'module-cache',
  'git',
  'compiler',
  'secret',
  'set-uid',
  'world-writable',
] as const;

export type Kind = (typeof KINDS)[number];

/** As prose has it, where it is something that takes room. */
export const KIND_IN_WORDS: Readonly<Record<string, string>> = {
  'package-lists': 'the lists of the package manager',
  'package-cache': 'the cache of the package manager',
  'home-cache': 'the cache of a home directory',
  'go-build-cache': "Go's build cache",
  'module-cache': "Go's module cache",
  git: 'a Git repository',
};
