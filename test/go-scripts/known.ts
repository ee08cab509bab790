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
  /** Of the scripts of this release alone; without it, of all, and seen in those of the newest. */
  readonly of?: string;
}

const FUTURE = { kind: 'silent', reason: 'versions' } as const;

function commandLine(kind: string, calls: readonly (readonly [string, string])[]): readonly Known[] {
  return calls.map(([script, command]) => ({ script, command, kind, reason: 'command-line' }));
}

export const KNOWN: readonly Known[] = [
  // What go.mod requires, and no source imports.
  { script: 'goline_order', command: 'go list', kind: 'alarm', reason: 'sources' },
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
  // A package, or a module without a version, is named that go.mod does not speak of.
  ...commandLine('silent', [
    ['mod_install_hint', 'go install github.com/notrequired'],
    ['mod_gonoproxy', 'go get golang.org/x/text'],
    ['mod_proxy_https', 'go list -versions -m '],
    ['mod_sum_ambiguous', 'go list example.com/ambiguous/a/b'],
    ['govcs', 'go get '],
    // With a version it is fetched without a go.mod, and nothing here says that anybody will.
    ['mod_cache_dir', 'go install example.com/tools/cmd/hello@latest'],
  ]),
  // Its flags decide, or that it is install and list of all commands.
  ...commandLine('silent', [
    ['build_buildvcs_auto', 'go build -buildvcs '],
    ['goflags', 'go list runtime'],
    ['install_cross_gobin', 'go install mycmd'],
    ['mod_goline_too_new', 'go build -mod=vendor '],
    ['mod_vendor_auto', 'go list -mod=vendor '],
  ]),
  // GO111MODULE=off beside a go.mod stops a build; packages of Go itself are found.
  // Of all commands only this one passes over a malformed go.sum, and writes it anew.
  ...commandLine('asked', [
    ['modfile_flag', 'go get -tool '],
    ['malformed_gosum_issue62345', 'go mod tidy'],
  ]),
  ...commandLine('alarm', [['mod_list_dir', 'go list -f ']]),
  // A directory go.mod below the module: go passes over it, which whoever made it did not mean.
  { script: 'mod_dir', command: 'go list .', kind: 'alarm', reason: 'sources' },
  { script: 'goauth_git', command: 'go get -x ', kind: 'silent', reason: 'answer' },
  { script: 'goauth_git', command: 'go mod tidy -x', kind: 'silent', reason: 'answer' },
  { script: 'mod_query_empty', command: 'go get example.com/join/subpkg', kind: 'silent', reason: 'answer' },
  { script: 'mod_import_toolchain', command: 'go mod tidy', ...FUTURE },
  { script: 'mod_toolchain', command: 'go get go@', ...FUTURE },
  // An older Go takes other versions of what is required indirectly, and go.sum has not those.
  { script: 'mod_tidy_compat', command: 'go list ', ...FUTURE },
  { script: 'mod_tidy_compat_ambiguous', command: 'go list ', ...FUTURE },
  { script: 'mod_tidy_compat_implicit', command: 'go list ', ...FUTURE },
  { script: 'mod_tidy_compat_incompatible', command: 'go list ', ...FUTURE },
  { script: 'mod_tidy_compat_irrelevant', command: 'go list ', ...FUTURE },
  { script: 'mod_import_toolchain', command: 'go get ', ...FUTURE },
  { script: 'mod_replace_import', command: 'go mod tidy', kind: 'silent', reason: 'sources' },
  { script: 'mod_sum_ambiguous', command: 'go list -deps .', kind: 'silent', reason: 'sources' },
  { script: 'mod_sum_issue56222', command: 'go ', kind: 'silent', reason: 'sources' },
  { script: 'gotoolchain_local', command: 'go ', kind: 'alarm', reason: 'suite' },
  // Packages of Go itself, by their names, and an overlay that has the go.mod.
  { script: 'goroot_executable', command: 'go build -o ', kind: 'alarm', reason: 'command-line' },
  { script: 'mod_overlay', command: 'go list -overlay ', kind: 'alarm', reason: 'command-line' },
  { script: 'mod_invalid_version', command: 'go list -m ', kind: 'silent', reason: 'answer', of: '1.19' },
  { script: 'work_reject_modfile', command: 'go list -m -modfile', kind: 'silent', reason: 'command-line' },
];
