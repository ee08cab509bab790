import { describe, expect, it } from 'vitest';
import { markSnapshot } from '../../build/sea/layout/resource.ts';

const MAGIC = 0x143da20;

/** An injected file as Node writes it: magic, flags, two bytes, the length of its name, its name. */
function injected(name: string, flags: number): Buffer {
  const head = Buffer.alloc(18);
  head.writeUInt32LE(MAGIC, 0);
  head.writeUInt32LE(flags, 4);
  head.writeBigUInt64LE(BigInt(name.length), 10);
  return Buffer.concat([head, Buffer.from(name)]);
}

/** Node's own code holds the first word too. */
const CODE = Buffer.from([0x20, 0xda, 0x43, 0x01, 0x0f, 0x85, 0x5b, 2, 0, 0, 0x48, 0x8d]);

describe('marking the injected file as a snapshot', () => {
  it('sets one bit of its flags and nothing else', () => {
    const executable = Buffer.concat([CODE, injected('snapshot.blob', 0x11), CODE]);
    markSnapshot(executable, 'snapshot.blob');
    expect(executable.equals(Buffer.concat([CODE, injected('snapshot.blob', 0x13), CODE]))).toBe(true);
  });

  it('throws where no file of that name was injected', () => {
    expect(() => markSnapshot(Buffer.concat([CODE, injected('main.js', 1)]), 'snapshot.blob')).toThrow(
      '0 injected files',
    );
  });

  it('throws where two are', () => {
    const one = injected('snapshot.blob', 1);
    expect(() => markSnapshot(Buffer.concat([one, one]), 'snapshot.blob')).toThrow('2 injected files');
  });
});
