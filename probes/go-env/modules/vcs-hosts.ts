import type { VcsName } from './govcs.ts';

/** Where a module's code is, as far as its path says. */
export interface Repository {
  /** Import path of the repository's root; the module path itself where only its server knows. */
  readonly root: string;
  /** Null: the page `https://PATH?go-get=1` has to say it. */
  readonly vcs: VcsName | null;
}

/** Hosts that Go knows without asking (cmd/go/internal/vcs, vcsPaths). */
const KNOWN_HOSTS: readonly (readonly [RegExp, VcsName])[] = [
  [/^(github\.com\/[\w.-]+\/[\w.-]+)(?:\/[\w.-]+)*$/, 'git'],
  [/^(bitbucket\.org\/[\w.-]+\/[\w.-]+)(?:\/[\w.-]+)*$/, 'git'],
  [/^(hub\.jazz\.net\/git\/[a-z0-9]+\/[\w.-]+)(?:\/[\w.-]+)*$/, 'git'],
  [/^(git\.apache\.org\/[a-z0-9_.-]+\.git)(?:\/[\w.-]+)*$/, 'git'],
  [/^(git\.openstack\.org\/[\w.-]+\/[\w.-]+)(?:\.git)?(?:\/[\w.-]+)*$/, 'git'],
  [/^(chiselapp\.com\/user\/[A-Za-z0-9]+\/repository\/[\w.-]+)$/, 'fossil'],
];

/** `corp.com/team/lib.git/v2`: the suffix names the system. */
const SUFFIX =
  /^((?:[a-z0-9.-]+\.)+[a-z0-9.-]+(?::\d+)?(?:\/~?[\w.-]+)+?\.(fossil|git|hg|svn))(?:\/~?[\w.-]+)*$/;

export function repositoryOf(modulePath: string): Repository {
  for (const [pattern, vcs] of KNOWN_HOSTS) {
    const root = pattern.exec(modulePath)?.[1];
    if (root !== undefined) return { root, vcs };
  }
  const [, root, vcs] = SUFFIX.exec(modulePath) ?? [];
  return root === undefined ? { root: modulePath, vcs: null } : { root, vcs: vcs as VcsName };
}
