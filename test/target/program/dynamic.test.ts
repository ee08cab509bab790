import { expect, it } from 'vitest';
import { readDynamic } from '../../../src/target/program/elf/dynamic.ts';
import { readElfHeader } from '../../../src/target/program/elf/header.ts';
import { endlessNames } from '../../fuzz/parsers/program.ts';
import { partOfBytes } from '../../support/files/part-of-bytes.ts';

it('takes no more of a name than a path may have, however many there are', () => {
  const read = partOfBytes(endlessNames(128_000));
  const header = readElfHeader(read);
  const dynamic = header === null ? null : readDynamic(header, read);
  if (dynamic === null || dynamic === 'damaged') throw new Error('it cannot be read');
  expect(dynamic.needed.length).toBe(4000);
  expect(new Set(dynamic.needed.map((name) => name.length))).toEqual(new Set([4096]));
});
