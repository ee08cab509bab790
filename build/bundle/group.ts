import { basename } from 'node:path';
import type { Metafile } from 'esbuild';
import { part, reachable } from './parts.ts';

/** The name of the part that is made of several. */
export const GROUP = 'group.js';

/** Modules that are one part: those that are asked for, and all parts that only these need. */
export interface Group {
  readonly asked: readonly string[];
  readonly inside: ReadonlySet<string>;
}

export function groupOf(metafile: Metafile, together: readonly RegExp[], eager: ReadonlySet<string>): Group {
  const outputs = Object.entries(metafile.outputs).map(([path, output]) => ({
    name: basename(path),
    output,
  }));
  const asked = outputs
    .filter(({ output: { entryPoint = '' } }) => together.some((pattern) => pattern.test(entryPoint)))
    .map(({ name }) => name);
  const inside = new Set([...reachable(metafile, asked)].filter((name) => !eager.has(name)));
  // What stood in two places would be two of each class. Who is taken out takes out what it needs.
  for (let before = -1; before !== inside.size; ) {
    before = inside.size;
    for (const { name, output } of outputs) {
      if (inside.has(name)) continue;
      for (const { path } of output.imports)
        if (!asked.includes(basename(path))) inside.delete(basename(path));
    }
  }
  return { asked, inside };
}

/** The parts, and the group as one more; who imports one of those that are asked for gets it from there. */
export function withGroup(parts: ReadonlyMap<string, string>, { asked }: Group): ReadonlyMap<string, string> {
  const member = (name: string) => `m${asked.indexOf(name)}`;
  const text = asked.map((name) => `export * as ${member(name)} from '${part(name)}';`).join('\n');
  const redirected = [...parts].map(([name, code]): [string, string] => [
    name,
    asked.reduce(
      (changed, other) =>
        changed.replaceAll(
          `import("${part(other)}")`,
          `import("${part(GROUP)}").then((group) => group.${member(other)})`,
        ),
      code,
    ),
  ]);
  return new Map([...redirected, [GROUP, text]]);
}
