/** Why go and probe-env may disagree about a call. */
export const REASONS = {
  'command-line':
    'A flag, a package or a directory on the command line decides, and probe-env sees the environment alone.',
  answer: 'What a server answers decides: a status, a credential, a file that is not what it should be.',
  versions: 'A branch, a commit or `latest` is looked up, or the versions of dependencies of dependencies.',
  sources: 'What the sources say decides: imports, packages, //go:debug lines, what a tidy go.mod would say.',
  suite: "The suite's own go pretends: other versions of itself, and programs that stand for toolchains.",
} as const;

export type Reason = keyof typeof REASONS;

/** Calls that are known to differ, each with its reason: the script, the command's first words, and the kind. */
export interface Known {
  readonly script: string;
  readonly command: string;
  readonly kind: string;
  readonly reason: Reason;
}

export const KNOWN: readonly Known[] = [
  { script: 'work_reject_modfile', command: 'go list -m -modfile', kind: 'silent', reason: 'command-line' },
];
