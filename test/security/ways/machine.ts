import { procTree } from '../../support/memory/healthy.ts';
import { golangImage } from '../../support/memory/machines.ts';
import type { Program } from '../../support/memory/memory-host.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import type { Tree } from '../../support/memory/tree.ts';
import { goCommand } from '../../support/memory/trees/go-env.ts';

export interface Planted {
  readonly env?: Readonly<Record<string, string>>;
  readonly trees?: Tree;
  readonly go?: Program;
  readonly cwd?: string;
}

const GO_MOD: Tree = {
  '/src/go.mod': 'module corp.example/app\n\ngo 1.26.0\n\nrequire corp.example/lib v1.0.0\n',
};

/** The golang image in memory, with what is planted in it. */
export function machine({ env = {}, trees = {}, go, cwd = '/src' }: Planted = {}) {
  const image = golangImage('debian', GO_MOD, trees);
  return memoryHost({
    trees: [...image.trees, procTree(), trees],
    env: { ...image.env, ...env },
    cwd,
    ids: { uid: 12345, euid: 12345, gid: 0, egid: 0, groups: [0] },
    overridesAccess: true,
    programs: { '/usr/local/go/bin/go': go ?? goCommand({ env }) },
  });
}
