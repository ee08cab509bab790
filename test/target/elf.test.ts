import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { inspectExecutable } from '../../src/target/program/elf.ts';
import { type ElfOptions, elf } from '../support/files/elf.ts';

describe('inspectExecutable', () => {
  it.each<[string, ElfOptions, object]>([
    ['a static program', {}, { machine: 'x64', interpreter: null }],
    ['one with a loader', { interpreter: '/lib/ld.so' }, { machine: 'x64', interpreter: '/lib/ld.so' }],
    ['a position-independent one', { type: 3 }, { machine: 'x64' }],
    ['arm64', { machine: 183 }, { machine: 'arm64' }],
    [
      '32 bits',
      { machine: 40, wide: false, interpreter: '/lib/l' },
      { machine: 'arm', interpreter: '/lib/l' },
    ],
    [
      'big-endian',
      { machine: 22, little: false, interpreter: '/lib/l' },
      { machine: 's390x', interpreter: '/lib/l' },
    ],
    ['an unknown machine', { machine: 9999 }, { machine: 'machine 9999' }],
  ])('reads %s', (_, options, expected) => {
    expect(inspectExecutable(elf(options))).toMatchObject({ kind: 'elf', ...expected });
  });

  it('reads the Node that runs this', () => {
    const head = readFileSync(process.execPath).subarray(0, 4096);
    expect(inspectExecutable(head)).toMatchObject({ kind: 'elf', machine: process.arch });
  });

  it.each([
    ['#!/bin/sh\necho', '/bin/sh'],
    ['#! /bin/sh -eu\n', '/bin/sh'],
    ['#!\t/usr/bin/env go\n', '/usr/bin/env'],
    ['#!/bin/sh', '/bin/sh'],
    ['#!/bin/sh\r\necho', '/bin/sh\r'],
    ['#!sh\n', 'sh'],
  ])('reads the script %j', (text, interpreter) => {
    expect(inspectExecutable(Buffer.from(text))).toEqual({ kind: 'script', interpreter });
  });

  it.each([
    ['nothing', ''],
    ['text', 'Not Found\n'],
    ['a script without interpreter', '#!\n/bin/sh'],
    ['a blank interpreter', '#! \t\n'],
    ['a cut header', elf({}).subarray(0, 63)],
    ['the magic alone', '\x7fELF'],
    ['an object file', elf({ type: 1 })],
    ['a core dump', elf({ type: 4 })],
    ['a program for Windows', `MZ${'\0'.repeat(100)}`],
  ])('does not know %s', (_, content) => {
    expect(inspectExecutable(Buffer.from(content as string))).toEqual({ kind: 'unknown' });
  });

  it('takes program headers that point outside for none', () => {
    const head = elf({ interpreter: '/lib/ld.so' });
    head.writeBigUInt64LE(0xffff_ffff_ffffn, 32);
    expect(inspectExecutable(head)).toMatchObject({ interpreter: null });
  });

  it('never throws, whatever the bytes', () => {
    const head = elf({ interpreter: '/lib/ld.so' });
    const noise = fc.array(fc.tuple(fc.nat({ max: head.length - 1 }), fc.nat({ max: 255 })), {
      maxLength: 20,
    });
    fc.assert(
      fc.property(noise, fc.nat({ max: head.length }), (changes, length) => {
        const bytes = Buffer.from(head);
        for (const [at, value] of changes) bytes[at] = value;
        inspectExecutable(bytes.subarray(0, length));
      }),
      { numRuns: 2000 },
    );
  });
});
