/** What contradicts a go.work, as evidence. Type, not interface: it is JSON as it stands. */
export type ConflictArgs = {
  readonly path: string;
  readonly problem: string;
  readonly member: string | null;
  readonly module: string | null;
  readonly wanted: string | null;
  readonly has: string | null;
};

/** What go.work does that contradicts it, behind its path. */
const words: Readonly<Record<string, (a: ConflictArgs) => string>> = {
  empty: () => 'uses no module',
  'go-line': ({ member, wanted, has }) =>
    `is written for go ${has}, and ${member}, which it uses, for go ${wanted}`,
  'directory-twice': ({ member }) => `uses ${member} twice`,
  'module-twice': ({ module, member }) =>
    `uses two directories that are the module ${module}, one is ${member}`,
  'main-replaced': ({ module }) => `replaces ${module}, which it uses, in all its versions`,
  'replaced-differently': ({ module }) => `uses modules that replace ${module} by different things`,
};

/** In a sentence. */
export function contradiction(args: ConflictArgs): string {
  return `${args.path} ${(words[args.problem] ?? (() => args.problem))(args)}`;
}
