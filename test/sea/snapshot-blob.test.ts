import { describe, expect, it } from 'vitest';
import { withoutCodeCaches } from '../../build/sea/layout/snapshot-blob.ts';

const MAGIC = 0x143da19;

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function list(caches: Readonly<Record<string, string>>): Buffer {
  const entries = Object.entries(caches).flatMap(([name, code]) => [
    u64(name.length),
    Buffer.from(name),
    u64(code.length),
    Buffer.from(code),
  ]);
  return Buffer.concat([u64(Object.keys(caches).length), ...entries]);
}

function snapshot(...rest: readonly Buffer[]): Buffer {
  const magic = Buffer.alloc(4);
  magic.writeUInt32LE(MAGIC);
  return Buffer.concat([magic, ...rest]);
}

/** What stands before the list: the heap, in which there may be lengths and names too. */
const HEAP = Buffer.concat([Buffer.from('heap'), u64(7), Buffer.from('in heap'), Buffer.alloc(64, 0xff)]);

describe('a start-up snapshot without code caches', () => {
  const whole = snapshot(HEAP, list({ fs: 'code of fs', crypto: 'code of crypto', net: 'code of net' }));

  it('keeps the heap, and has an empty list', () => {
    expect(withoutCodeCaches(whole).equals(snapshot(HEAP, list({})))).toBe(true);
  });

  it('is refused where the file is something else', () => {
    expect(() => withoutCodeCaches(Buffer.alloc(64))).toThrow('not a start-up snapshot');
  });

  it('is refused where no list ends with the file', () => {
    expect(() => withoutCodeCaches(Buffer.concat([whole, Buffer.alloc(1)]))).toThrow('0 lists');
    expect(() => withoutCodeCaches(whole.subarray(0, -1))).toThrow('0 lists');
  });

  it('is refused where there are two ways to read it', () => {
    // The second list stands in the code of the first one's last module.
    const inner = list({ b: 'code' }).toString('latin1');
    const twice = snapshot(HEAP, list({ a: `x${inner}` }));
    expect(() => withoutCodeCaches(twice)).toThrow('2 lists');
  });
});
