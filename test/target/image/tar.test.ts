import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TarEntry } from '../../../src/target/image/tar/entry.ts';
import { TarReader } from '../../../src/target/image/tar/reader.ts';
import { type EntrySpec, tarOf } from '../../support/files/images/tar-writer.ts';
import { describeReal } from '../../support/system/real-tools.ts';

interface Read {
  readonly entry: TarEntry;
  readonly content: string;
}

/** @param step bytes that come in at once */
function read(archive: Buffer, step = archive.length): readonly Read[] {
  const all: Read[] = [];
  const reader = new TarReader((entry) => {
    const parts: Buffer[] = [];
    return {
      data: (chunk) => parts.push(Buffer.from(chunk)),
      zeros: (count) => parts.push(Buffer.alloc(count)),
      end: () => all.push({ entry, content: Buffer.concat(parts).toString('latin1') }),
    };
  });
  for (let at = 0; at < archive.length; at += step) reader.push(archive.subarray(at, at + step));
  reader.end();
  return all;
}

describe('an archive', () => {
  const SPEC: readonly EntrySpec[] = [
    { name: 'd/' },
    { name: 'd/file', content: 'content', uid: 3, gid: 4, mode: 0o640 },
    { name: 'd/empty' },
    { name: 'd/block', content: 'x'.repeat(512) },
    { name: `d/${'long'.repeat(60)}`, content: 'long' },
    { name: 'link', type: '2', link: 'd/file' },
  ];

  it.each([1, 7, 511, 512, 513, 4096, 1_000_000])('is the same in pieces of %i bytes', (step) => {
    const names = read(tarOf(SPEC), step).map(({ entry: { name, type }, content }) => [name, type, content]);
    expect(names).toEqual([
      ['d/', '5', ''],
      ['d/file', '0', 'content'],
      ['d/empty', '0', ''],
      ['d/block', '0', 'x'.repeat(512)],
      [`d/${'long'.repeat(60)}`, '0', 'long'],
      ['link', '2', ''],
    ]);
  });

  it('needs no end mark', () => expect(read(tarOf(SPEC, Buffer.alloc(0)))).toHaveLength(6));

  it('ends with two empty blocks, whatever follows', () => {
    expect(read(Buffer.concat([tarOf(SPEC), Buffer.from('x'.repeat(700))]))).toHaveLength(6);
  });

  it('has times to the fraction of a second', () => {
    const [file] = read(tarOf([{ name: 'x', pax: { mtime: '1500000000.25' } }]));
    expect(file?.entry.modifiedMs).toBe(1_500_000_000_250);
  });

  it('takes the size of an extended header, and that of no directory', () => {
    const [file, next] = read(
      tarOf([{ name: 'x', content: 'ab', size: 0, pax: { size: '2' } }, { name: 'y' }]),
    );
    expect([file?.content, next?.entry.name]).toEqual(['ab', 'y']);
    expect(read(tarOf([{ name: 'd/', size: 100 }, { name: 'y' }]))).toHaveLength(2);
  });

  it.each<[string, Buffer, string]>([
    ['a wrong checksum', tarOf([{ name: 'x', badChecksum: true }]), 'checksum'],
    ['a size below zero', tarOf([{ name: 'x', size: -5, base256: true }]), 'impossible size'],
    ['an end in a header', tarOf([{ name: 'x' }]).subarray(0, 300), 'middle of an entry'],
    ['an end in content', tarOf([{ name: 'x', content: 'x'.repeat(9000) }]).subarray(0, 1500), 'middle'],
    ['a size of 1 TiB', tarOf([{ name: 'x', size: 2 ** 40 }]), 'middle of an entry'],
    ['an end behind a long name', tarOf([{ name: 'l'.repeat(200) }]).subarray(0, 1024), 'middle of an entry'],
    [
      'an empty block in the middle',
      Buffer.concat([Buffer.alloc(512), tarOf([{ name: 'x' }])]),
      'empty block',
    ],
    ['an extended header of 2 MiB', tarOf([{ name: 'x', type: 'x', size: 2 ** 21 }]), 'larger than 1 MiB'],
    ['an extended header that is none', tarOf([{ name: 'x', type: 'x', content: '99 path=x\n' }]), 'format'],
    ['a size that is no number', tarOf([{ name: 'x', pax: { size: 'many' } }]), 'no number'],
    [
      'pieces of a sparse file that overlap',
      tarOf([{ name: 'x', content: 'ab', pax: { 'GNU.sparse.map': '0,2,1,2', 'GNU.sparse.size': '9' } }]),
      'do not fit',
    ],
  ])('is refused with %s', (_, archive, message) => expect(() => read(archive)).toThrow(message));

  it('has records that hold line breaks', () => {
    const value = 'a\n12 path=no\nb';
    const [file] = read(tarOf([{ name: 'x', pax: { comment: value } }]));
    expect(file?.entry.pax?.get('comment')?.toString()).toBe(value);
  });
});

describeReal('a sparse file', { tools: ['tar'] }, () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'probe-env-tar-'));
  });
  afterAll(() => rmSync(home, { recursive: true }));

  it.each([
    ['gnu', ''],
    ['pax', '--sparse-version=0.0'],
    ['pax', '--sparse-version=0.1'],
    ['pax', '--sparse-version=1.0'],
  ])('of format %s %s is read with its holes', (format, version) => {
    const content = Buffer.alloc(300_000);
    content.write('in the middle', 131_072);
    content.write('at the end', 290_000);
    const file = join(home, 'sparse');
    writeFileSync(file, '');
    truncateSync(file, content.length);
    execFileSync('dd', ['conv=notrunc,sparse', 'status=none', 'bs=4096', `of=${file}`], { input: content });
    truncateSync(file, content.length);
    const archive = execFileSync('tar', [
      ...['-C', home, '-S', `--format=${format}`, ...(version === '' ? [] : [version]), '-cf', '-', 'sparse'],
    ]);
    expect(archive.length).toBeLessThan(100_000);
    for (const step of [archive.length, 100]) {
      const [entry, ...more] = read(archive, step);
      expect(more).toEqual([]);
      expect([entry?.entry.name, entry?.entry.size]).toEqual(['sparse', content.length]);
      expect(entry?.content === content.toString('latin1')).toBe(true);
    }
  });
});
