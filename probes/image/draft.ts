import type { DraftField } from '../../src/core/policy/draft.ts';
import type { SeenImage } from './see.ts';

const MIB = 1024 * 1024;
/** Packages beyond that are no list that somebody keeps by hand. */
const MOST_PACKAGES = 40;

/** The limits that this image keeps, with room for what a service gains in a while. */
export async function draft(seen: SeenImage | null): Promise<readonly DraftField[]> {
  if (seen === null) return [];
  const { layers, bytes, packages, program } = seen.image;
  const fields: DraftField[] = [
    { key: 'maxLayers', value: layers.length + 2, comment: 'Two layers more than now.' },
    {
      key: 'maxBytes',
      value: roomFor(bytes),
      comment: 'A quarter more than now: files of all layers, unpacked.',
    },
  ];
  if (program.kind === 'program') {
    const { path, interpreter } = program;
    fields.push({ key: 'maxProgramBytes', value: roomFor(program.bytes), comment: `The same of ${path}.` });
    if (interpreter === null)
      fields.push({ key: 'static', value: true, comment: 'It needs no dynamic loader.' });
  }
  if (packages.names !== null && packages.names.length <= MOST_PACKAGES)
    fields.push({
      key: 'packages',
      value: packages.names.length === 0 ? 'none' : packages.names,
      comment: 'Packages of the distribution that are there now.',
    });
  return fields;
}

/** A quarter more, in whole MiB. */
function roomFor(bytes: number): string {
  return `${Math.ceil((bytes * 1.25) / MIB)}MiB`;
}
