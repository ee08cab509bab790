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

export function repositoryOf(modulePath: string): Repository {
  for (const [pattern, vcs] of KNOWN_HOSTS) {
    const root = pattern.exec(modulePath)?.[1];
    if (root !== undefined) return { root, vcs };
  }
  return bySuffix(modulePath) ?? { root: modulePath, vcs: null };
}

const SUFFIXES: readonly VcsName[] = ['fossil', 'git', 'hg', 'svn'];

/** `corp.com/team/lib.git/v2`: the first element with such a suffix names the system. */
function bySuffix(modulePath: string): Repository | null {
  const [host = '', ...elements] = modulePath.split('/');
  const [, name = ''] = /^([a-z0-9.-]+)(?::\d+)?$/.exec(host) ?? [];
  if (!name.slice(1, -1).includes('.') || !elements.every((e) => /^~?[\w.-]+$/.test(e))) return null;
  for (const [i, element] of elements.entries()) {
    const bare = element.startsWith('~') ? element.slice(1) : element;
    const vcs = SUFFIXES.find((suffix) => bare.endsWith(`.${suffix}`) && bare.length > suffix.length + 1);
    if (vcs !== undefined) return { root: [host, ...elements.slice(0, i + 1)].join('/'), vcs };
  }
  return null;
}
