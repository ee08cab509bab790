import { expect, it } from 'vitest';
import { inUnits } from '../../src/core/text/bytes.ts';

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [2, '2 bytes'],
  [1536, '1.5 KiB'],
  [64 * 1024 * 1024, '64 MiB'],
])('%d is %s', (bytes, text) => {
  expect(inUnits(bytes)).toBe(text);
});
