import { PassThrough } from 'node:stream';
import { expect, it } from 'vitest';
import { hearNotes } from '../../../../src/target/live/beside/hear-notes.ts';
import type { Note } from '../../../../src/target/live/beside/notes.ts';

const NOTES: readonly Note[] = [
  ['due', 900],
  ['at', { point: '/données/日本/😀', fsType: 'nfs4' }],
  ['past'],
  ['beat'],
];

it('notes are heard as they were told, wherever their bytes are cut', async () => {
  const bytes = Buffer.from(NOTES.map((note) => `${JSON.stringify(note)}\n`).join(''));
  for (let cut = 1; cut < bytes.length; cut++) {
    const stream = new PassThrough();
    const heard: Note[] = [];
    hearNotes(stream, (note) => heard.push(note));
    stream.write(bytes.subarray(0, cut));
    stream.end(bytes.subarray(cut));
    await new Promise((resolve) => stream.once('end', resolve));
    expect(heard).toEqual(NOTES);
  }
});

it('a stream that fails ends nothing', () => {
  const stream = new PassThrough();
  hearNotes(stream, () => {});
  expect(() => stream.emit('error', new Error('EPIPE'))).not.toThrow();
  expect(() => hearNotes(null, () => {})).not.toThrow();
});
