/** Why go and probe-env may disagree about a call. */
export const REASONS = {
  'command-line':
    'A flag, a package or a directory on the command line decides, and probe-env sees the environment alone.',
  answer: 'What a server answers decides: a status, a credential, a file that is not what it should be.',
  versions:
    'A branch, a commit or `latest` is looked up, what a module named on the command line requires, or the versions of dependencies of dependencies.',
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

const FUTURE = { kind: 'silent', reason: 'versions' } as const;

export const KNOWN: readonly Known[] = [
  { script: 'mod_get_future', command: 'go mod download rsc.io/future@v1.0.0', ...FUTURE },
  { script: 'mod_get_exec_toolchain', command: 'go get ', ...FUTURE },
  { script: 'mod_get_update_unrelated_sum', command: 'go get example.com/upgrade@v0.0.2', ...FUTURE },
  // GOTOOLCHAIN=go1.21 is a language, and the suite has a program of that name.
  { script: 'mod_get_exec_toolchain', command: 'go get ', kind: 'alarm', reason: 'suite' },
  { script: 'mod_download_exec_toolchain', command: 'go mod download ', kind: 'alarm', reason: 'suite' },
  // A toolchain that go.mod requires as a module, which nobody does.
  {
    script: 'mod_download_toolchain_gosum',
    command: 'go mod download golang.org/toolchain',
    kind: 'silent',
    reason: 'suite',
  },
  { script: 'work_reject_modfile', command: 'go list -m -modfile', kind: 'silent', reason: 'command-line' },
];
