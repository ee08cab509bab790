import { Readable } from 'node:stream';
import { Lines } from '../lines.ts';
import type { Note } from './notes.ts';

/** Hears each note of a process that looks when its line has ended. The pieces may end in the middle of a letter. */
export function hearNotes(stream: unknown, heard: (note: Note) => void): void {
  if (!(stream instanceof Readable)) return;
  const lines = new Lines((line) => heard(JSON.parse(line) as Note));
  stream.on('error', () => {});
  stream.setEncoding('utf8').on('data', (piece: string) => lines.take(piece));
}
