import { type Json, listOf, tableOf, textOf } from './archive/json.ts';

/** A line of the Dockerfile, from 1 on. */
export interface DockerfileLine {
  /** As the builder names it. */
  readonly file: string;
  readonly line: number;
}

/**
 * Which line of the Dockerfile made each layer, as far as BuildKit's provenance says (moby/buildkit,
 * docs/attestations/slsa-definitions.md: `layers` leads from a step to the layers below and of it, `source` from a step
 * to the lines of the file). A layer of the base image is made by the line that names the image.
 *
 * @param predicate of SLSA 0.2 or 1.0; nobody vouches for it
 * @param digests of the image's layers, the lowest first
 */
export function dockerfileLines(
  predicate: Json,
  digests: readonly string[],
): readonly (DockerfileLine | null)[] {
  const { layers, source } = buildkitMetadata(predicate);
  const steps = stepsByLayers(layers, digests);
  const lineOf = lineReader(source);
  return digests.map((digest, layer) => {
    // Whose layers are the fewest that reach up to it; where none begins as the image does, whose last it is.
    const exact = steps.reaching(layer);
    const lines = (exact.length > 0 ? exact : steps.endingIn(digest)).map(lineOf);
    return only(lines);
  });
}

/** Where BuildKit puts what SLSA has no place for: 0.2, then 1.0. */
function buildkitMetadata(predicate: Json): { readonly layers?: Json; readonly source?: Json } {
  const { metadata, runDetails } = tableOf(predicate);
  const first = tableOf(tableOf(metadata)['https://mobyproject.org/buildkit@v1#metadata']);
  const second = tableOf(tableOf(tableOf(runDetails).metadata).buildkit_metadata);
  const { layers, source } = first.layers === undefined ? second : first;
  return { ...(layers === undefined ? {} : { layers }), ...(source === undefined ? {} : { source }) };
}

interface Steps {
  reaching(layer: number): readonly string[];
  endingIn(digest: string): readonly string[];
}

/** Steps by what they made: `{ "step5:0": [[{ digest }, …], …] }`, each list the same layers, packed otherwise. */
function stepsByLayers(layers: Json | undefined, digests: readonly string[]): Steps {
  const byHeight = new Map<number, Set<string>>();
  const byLast = new Map<string, Set<string>>();
  for (const [output, packings] of Object.entries(tableOf(layers))) {
    const step = output.replace(/:\d+$/, '');
    for (const packing of listOf(packings)) {
      const chain = listOf(packing).map((item) => textOf(tableOf(item).digest) ?? '');
      const last = chain.at(-1);
      if (last === undefined) continue;
      put(byLast, last, step);
      if (chain.length <= digests.length && chain.every((digest, at) => digest === digests[at]))
        put(byHeight, chain.length, step);
    }
  }
  const heights = [...byHeight.keys()].sort((a, b) => a - b);
  return {
    reaching: (layer) => {
      const height = heights.find((one) => one > layer);
      return height === undefined ? [] : [...(byHeight.get(height) ?? [])];
    },
    endingIn: (digest) => [...(byLast.get(digest) ?? [])],
  };
}

function put<K>(map: Map<K, Set<string>>, key: K, step: string): void {
  const steps = map.get(key);
  if (steps === undefined) map.set(key, new Set([step]));
  else steps.add(step);
}

/** Far more than a name or a file has. */
const MAX_NAME = 1024;
const MAX_LINE = 1_000_000;

/** `{ infos: [{ filename }], locations: { step5: { locations: [{ sourceIndex, ranges: [{ start: { line } }] }] } } }` */
function lineReader(source: Json | undefined): (step: string) => DockerfileLine | null {
  const { infos, locations } = tableOf(source);
  const files = listOf(infos).map((info) => textOf(tableOf(info).filename));
  const byStep = tableOf(locations);
  return (step) => {
    const own = Object.hasOwn(byStep, step) ? tableOf(byStep[step]).locations : undefined;
    const [first] = listOf(own).map(tableOf);
    // What protobuf leaves out is 0.
    const file = files[typeof first?.sourceIndex === 'number' ? first.sourceIndex : 0] ?? null;
    const [range] = listOf(first?.ranges).map(tableOf);
    const { line } = tableOf(range?.start);
    if (file === null || file.length > MAX_NAME || /\p{Cc}/u.test(file)) return null;
    return typeof line === 'number' && Number.isInteger(line) && line >= 1 && line <= MAX_LINE
      ? { file, line }
      : null;
  };
}

/** The line where all that is known is one; null where steps say different ones. */
function only(lines: readonly (DockerfileLine | null)[]): DockerfileLine | null {
  const [first, ...others] = lines.filter((line) => line !== null);
  if (first === undefined) return null;
  return others.every(({ file, line }) => file === first.file && line === first.line) ? first : null;
}
