import type { JsonObject } from '../../src/core/types/json.ts';
import type { ImageFacts } from './facts.ts';
import { size } from './size.ts';

export function summary({ layers, bytes, packages: { names } }: ImageFacts): string {
  const packages = names === null ? 'packages unknown' : counted(names.length, 'package');
  return `${counted(layers.length, 'layer')}, ${size(bytes)}, ${packages}`;
}

function counted(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? '' : 's'}`;
}

/** `leftovers`: all that takes room or is to be known, also what a higher layer hides. */
export function reportFacts({
  layers,
  bytes,
  packages,
  program,
  directories,
  secrets,
  compilers,
}: ImageFacts): JsonObject {
  return {
    layers: layers.length,
    bytes,
    packages: packages.names,
    program: program.kind === 'program' ? { path: program.path, bytes: program.bytes } : null,
    leftovers: [
      ...directories.map((one) => ({
        kind: one.kind,
        path: one.path,
        bytes: one.bytes,
        hiddenBytes: one.hiddenBytes,
        layers: one.layers,
        removedIn: one.hiddenIn,
      })),
      ...secrets.map(({ path, layer, removedIn }) => ({ kind: 'secret', path, layers: [layer], removedIn })),
      ...compilers.map(({ path, bytes: own, layer }) => ({
        kind: 'compiler',
        path,
        bytes: own,
        layers: layer === null ? [] : [layer],
      })),
    ],
  };
}
