import { describe, expect, it } from 'vitest';
import { detectPlatform } from '../../src/target/system/platform.ts';
import { memoryHost } from '../support/memory/memory-host.ts';
import { program } from '../support/memory/tree.ts';

const GLIBC = { '/lib64/ld-linux-x86-64.so.2': program() };
const MUSL = { '/lib/ld-musl-x86_64.so.1': program() };

describe('the C library of the container', () => {
  it.each([
    ['glibc', [GLIBC]],
    ['musl', [MUSL]],
    [null, []],
    // musl-tools on Debian.
    ['glibc', [GLIBC, MUSL, { '/usr/bin/dpkg': program() }]],
    // gcompat on Alpine.
    ['musl', [GLIBC, MUSL, { '/sbin/apk': program() }]],
  ] as const)('is %s', (libc, trees) => {
    expect(detectPlatform(memoryHost({ trees })).libc).toBe(libc);
  });
});
