import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** For each room, those that it imports from. Types count: who reads a file reads them too. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** An import from one room into another, and the rooms. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

const IMPORT = /(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g;

/** All imports between files of these folders, paths from where the build runs. */
export function importsOf(folders: readonly string[]): readonly Import[] {
  const files = folders.flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(folder, name)),
  );
  return files.flatMap((from) =>
    [...readFileSync(from, 'utf8').matchAll(IMPORT)].map(([, to = '']) => ({
      from,
      to: join(dirname(from), to),
    })),
  );
}

/** What the rooms import of each other; `roomOf` gives null for a file that is in none. */
export function graphOf(imports: readonly Import[], roomOf: (file: string) => string | null): Graph {
  const graph = new Map<string, Set<string>>();
  for (const { from, to } of imports) {
    const [room, other] = [roomOf(from), roomOf(to)];
    for (const name of [room, other]) if (name !== null && !graph.has(name)) graph.set(name, new Set());
    if (room !== null && other !== null && room !== other) graph.get(room)?.add(other);
  }
  return graph;
}

/**
 * The rooms by floor, the ground floor first: each stands one above the highest that it imports from.
 *
 * @throws where rooms import each other in a circle, with their names
 */
export function floorsOf(graph: Graph): readonly (readonly string[])[] {
  const floors: string[][] = [];
  const placed = new Set<string>();
  while (placed.size < graph.size) {
    const floor = [...graph].filter(
      ([room, others]) => !placed.has(room) && [...others].every((other) => placed.has(other)),
    );
    if (floor.length === 0) {
      const left = [...graph.keys()].filter((room) => !placed.has(room));
      throw new Error(`rooms that import each other in a circle: ${left.join(', ')}`);
    }
    floors.push(floor.map(([room]) => room).sort());
    for (const [room] of floor) placed.add(room);
  }
  return floors;
}

/** Only the neighbours: what a room gets by way of another one that it imports is left out. */
export function neighboursOf(graph: Graph, room: string): readonly string[] {
  const direct = [...(graph.get(room) ?? [])];
  const byWay = new Set(direct.flatMap((other) => [...reachedFrom(graph, other)]));
  return direct.filter((other) => !byWay.has(other)).sort();
}

function reachedFrom(graph: Graph, room: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const other of graph.get(room) ?? []) {
    if (seen.has(other)) continue;
    seen.add(other);
    reachedFrom(graph, other, seen);
  }
  return seen;
}
