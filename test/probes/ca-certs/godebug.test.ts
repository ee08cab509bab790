import { expect, it } from 'vitest';
import { programTakesNegativeSerials, programWithRoots } from '../../../probes/ca-certs/godebug/programs.ts';
import { takesNegativeSerials } from '../../../probes/ca-certs/godebug/settings.ts';
import { isMisspelt, withNegativeSerials } from '../../../probes/ca-certs/godebug/spelling.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { program } from '../../support/memory/tree.ts';

it.each([
  ['x509negativeserial=1', true],
  ['http2client=0,x509negativeserial=1', true],
  ['x509negativeserial=1#2', true],
  ['x509negativeserial=1,x509negativeserial=0', false],
  ['http2client=0, x509negativeserial=1', null],
  ['"x509negativeserial=1"', null],
  ['x509negativeserial=1\r', false],
  ['x509negativeserial', null],
  [undefined, null],
] as const)('GODEBUG=%j: negative serial numbers are taken: %j', (godebug, taken) => {
  expect(takesNegativeSerials(godebug)).toBe(taken);
});

it.each([
  ['"x509negativeserial=1"', 'x509negativeserial=1'],
  ["'http2client=0,x509negativeserial=1'", 'http2client=0,x509negativeserial=1'],
  ['http2client=0, x509negativeserial=1', 'http2client=0,x509negativeserial=1'],
  ['http2client=0;x509negativeserial=1', 'http2client=0,x509negativeserial=1'],
  ['x509negativeserial=1\r', 'x509negativeserial=1'],
])('GODEBUG=%j is meant to be %j', (godebug, meant) => {
  expect(isMisspelt(godebug)).toBe(true);
  expect(withNegativeSerials(godebug)).toBe(meant);
});

/** A Go program as far as its build information goes. */
function built(version: string, ...lines: string[]): Buffer {
  const sentinel = 'x'.repeat(16);
  const text = `${sentinel}${lines.map((line) => `${line}\n`).join('')}${sentinel}`;
  const length = [(text.length & 0x7f) | 0x80, text.length >> 7];
  const header = Buffer.alloc(32);
  header.write('\xff Go buildinf:', 'latin1');
  header[15] = 2;
  return Buffer.concat([
    Buffer.alloc(48),
    header,
    Buffer.from([version.length]),
    Buffer.from(version),
    Buffer.from(length),
    Buffer.from(text, 'latin1'),
    Buffer.alloc(64),
  ]);
}

const hostWith = (bytes: Buffer) => memoryHost({ trees: [{ '/app': program(bytes) }] });

it.each([
  ['go1.22.12', [], true],
  ['go1.24.4', [], false],
  ['go1.26.10', ['build\tDefaultGODEBUG=asynctimerchan=1,x509negativeserial=1'], true],
  ['go1.26.10', ['build\tDefaultGODEBUG=x509negativeserial=0'], false],
] as const)('a program of %s with %j takes negative serial numbers: %j', (version, lines, taken) => {
  expect(programTakesNegativeSerials(hostWith(built(version, ...lines)), ['/none', '/app'])).toBe(taken);
});

it('knows a program with roots inside by the module that brings them', () => {
  const dep = 'dep\tgolang.org/x/crypto/x509roots/fallback\tv0.0.0-20250305170421-49bf5b80c810\th1:x=';
  expect(programWithRoots(hostWith(built('go1.26.10', 'path\tx', dep)), ['/app'])).toBe('/app');
  expect(programWithRoots(hostWith(built('go1.26.10', 'dep\tgolang.org/x/crypto\tv0.1.0')), ['/app'])).toBe(
    null,
  );
  expect(programWithRoots(hostWith(Buffer.from('#!/bin/sh\n')), ['/app'])).toBe(null);
});
