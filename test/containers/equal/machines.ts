import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCENARIOS } from '../../e2e/scenarios/scenarios.ts';
import { program, type Tree } from '../../support/memory/tree.ts';
import type { Machine } from '../../support/system/chroot.ts';
import { goToolchains } from '../../support/system/real-tools.ts';
import { type EqualImage, imageOf } from './image.ts';

const GO = '/usr/local/go/bin/go';
/** Where a go says which C compiler was built into it. */
const COMPILER = 'src/cmd/go/internal/cfg/zdefaultcc.go';

/** The golden files' machines as images; their go, which is a script there, is a real one. */
export function machines(): readonly EqualImage[] {
  return SCENARIOS.filter(({ args = [] }) => args[0]?.startsWith('-') ?? true).flatMap(
    ({ name, machine, args = [] }) => {
      const made = machine();
      // What is mounted, and listened at, is no part of an image; nor is a umask.
      if (made.setup !== undefined || made.umask !== undefined) return [];
      // Runtimes write the one, whatever the image holds; and the list of a release is a file of whoever asks.
      if (made.trees.some((tree) => '/etc/resolv.conf' in tree) || name === 'go-tampered') return [];
      return [imageOf(`machine ${name}`, withRealGo(made), { args: args.filter((word) => word !== '-v') })];
    },
  );
}

function withRealGo(machine: Machine): Machine {
  return { ...machine, trees: machine.trees.map(replaceGo) };
}

function replaceGo(tree: Tree): Tree {
  const go = tree[GO];
  if (go === null || typeof go !== 'object' || go.type !== 'file') return tree;
  return go.content.subarray(0, 2).toString() === '#!' ? { ...tree, ...realGo() } : tree;
}

let real: Tree | null = null;

function realGo(): Tree {
  const toolchain = goToolchains().at(-1);
  if (toolchain === undefined) return {};
  real ??= {
    [GO]: program(readFileSync(toolchain.go)),
    ...Object.fromEntries(
      ['VERSION', 'go.env', COMPILER].map((name) => [
        `/usr/local/go/${name}`,
        readFileSync(join(toolchain.goroot, name), 'utf8'),
      ]),
    ),
  };
  return real;
}
