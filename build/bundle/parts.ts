import { basename } from 'node:path';
import type { Metafile } from 'esbuild';

/* The parts of the program, by the names that esbuild gave its files. */

/** As an import names it. */
export function part(name: string): string {
  return `./${name}`;
}

export function outputOf(metafile: Metafile, module: string): string {
  const found = Object.entries(metafile.outputs).find(([, { entryPoint }]) => entryPoint === module);
  if (found === undefined)
    throw new Error(`${module} is imported nowhere by import(): not a part of its own`);
  return basename(found[0]);
}

export function exportsOf({ outputs }: Metafile, name: string): readonly string[] {
  return Object.entries(outputs).find(([path]) => basename(path) === name)?.[1].exports ?? [];
}

/** The parts that these need before they can run. */
export function reachable(metafile: Metafile, from: readonly string[]): ReadonlySet<string> {
  const byName = new Map(Object.entries(metafile.outputs).map(([path, output]) => [basename(path), output]));
  const seen = new Set<string>();
  const visit = (name: string): void => {
    if (seen.has(name)) return;
    seen.add(name);
    for (const { path, kind } of byName.get(name)?.imports ?? []) {
      if (kind === 'import-statement' && byName.has(basename(path))) visit(basename(path));
    }
  };
  from.forEach(visit);
  return seen;
}
