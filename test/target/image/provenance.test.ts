import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { originLines } from '../../../src/report/origin-lines.ts';
import type { Json } from '../../../src/target/image/archive/json.ts';
import { dockerfileLines } from '../../../src/target/image/dockerfile-lines.ts';
import { readImage } from '../../../src/target/image/image.ts';
import { archiveOf, type ImageSpec, ociLayout } from '../../support/files/images/image-writer.ts';
import {
  attestedLayout,
  predicateOf,
  type SlsaVersion,
  type StepSpec,
} from '../../support/files/images/provenance.ts';
import { tarOf } from '../../support/files/images/tar-writer.ts';

const [BASE, LIBS, COPY, RUN] = ['a', 'b', 'c', 'd'].map((c) => `sha256:${c.repeat(64)}`) as [
  string,
  string,
  string,
  string,
];

/** An image from a base of two layers, by a COPY and a RUN. */
const STEPS: readonly StepSpec[] = [
  { layers: [BASE, LIBS], line: 1 },
  { layers: [BASE, LIBS, COPY], line: 3 },
  { layers: [BASE, LIBS, COPY, RUN], line: 4 },
];
const DIGESTS = [BASE, LIBS, COPY, RUN];

const linesOf = (predicate: unknown, digests = DIGESTS) =>
  dockerfileLines(predicate as Json, digests).map((line) =>
    line === null ? null : `${line.file}:${line.line}`,
  );

describe.each<SlsaVersion>(['0.2', '1'])('the lines of the Dockerfile by SLSA %s', (version) => {
  it('are those of the steps, and for the base that which names it', () => {
    expect(linesOf(predicateOf(STEPS, version))).toEqual([
      'Dockerfile:1',
      'Dockerfile:1',
      'Dockerfile:3',
      'Dockerfile:4',
    ]);
  });

  it('are known by the layer alone where a step had others below', () => {
    const merged = [...STEPS.slice(0, 2), { layers: [RUN], line: 4 }];
    expect(linesOf(predicateOf(merged, version))).toEqual([
      'Dockerfile:1',
      'Dockerfile:1',
      'Dockerfile:3',
      'Dockerfile:4',
    ]);
  });

  it('are not known where two steps made the same and say different lines', () => {
    expect(linesOf(predicateOf([...STEPS, { layers: DIGESTS, line: 9 }], version)).at(-1)).toBe(null);
    expect(linesOf(predicateOf([...STEPS, { layers: DIGESTS, line: 4 }], version)).at(-1)).toBe(
      'Dockerfile:4',
    );
  });

  it('are not known of a step without a place, and of a layer without a step', () => {
    const steps = [STEPS[0], { layers: [BASE, LIBS, COPY], line: null }].filter((step) => step !== undefined);
    expect(linesOf(predicateOf(steps, version))).toEqual(['Dockerfile:1', 'Dockerfile:1', null, null]);
  });

  it.each([
    ['a name that is none', 'a\u001b]0;x'],
    ['a name without an end', 'x'.repeat(5000)],
    ['no name', ''],
  ])('are not told with %s', (_, filename) => {
    expect(linesOf(predicateOf(STEPS, version, filename))).toEqual([null, null, null, null]);
  });
});

describe('what nobody vouches for', () => {
  it.each([
    ['nothing', null],
    ['a list', []],
    ['text', 'x'],
    [
      'layers that are none',
      { metadata: { 'https://mobyproject.org/buildkit@v1#metadata': { layers: [[1]], source: 7 } } },
    ],
    ['mode=min', { metadata: { 'https://mobyproject.org/buildkit@v1#metadata': { vcs: {} } } }],
    [
      'a place of another file',
      JSON.parse(
        JSON.stringify(predicateOf(STEPS, '0.2')).replaceAll('"ranges"', '"sourceIndex":7,"ranges"'),
      ),
    ],
    [
      'lines that are none',
      JSON.parse(JSON.stringify(predicateOf(STEPS, '0.2')).replace(/"line":\d+/g, '"line":-1.5')),
    ],
    [
      'names of every object',
      JSON.parse(
        '{"metadata":{"https://mobyproject.org/buildkit@v1#metadata":{"layers":{"constructor:0":[[{"digest":"x"}]]},"source":{"locations":{}}}}}',
      ),
    ],
  ])('%s tells nothing and stops nothing', (_, predicate) => {
    expect(linesOf(predicate)).toEqual([null, null, null, null]);
  });
});

describe('an archive with provenance', () => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(tmpdir(), 'probe-env-provenance-'));
  });
  afterAll(() => rmSync(home, { recursive: true }));

  const layer = (name: string) => tarOf([{ name, content: name }]);
  const image: ImageSpec = {
    layers: [layer('base'), layer('certs'), layer('gone')],
    history: [
      { created_by: 'ADD file' },
      { created_by: 'ENV TZ=x', empty_layer: true },
      { created_by: 'COPY certs /' },
      { created_by: 'RUN apk del tzdata' },
    ],
  };
  const steps = (version: SlsaVersion) => (digests: readonly string[]) =>
    predicateOf(
      [1, 3, 4].map((line, at) => ({ layers: digests.slice(0, at + 1), line })),
      version,
    );

  let files = 0;
  async function told(parts: Readonly<Record<string, Buffer>>): Promise<readonly string[]> {
    const file = join(home, `${files++}.tar`);
    writeFileSync(file, archiveOf(parts));
    const { layers } = await readImage(file, { platform: null, name: null });
    return originLines({ origin: layers });
  }

  const LINES = [
    'Dockerfile:1, layer 0: ADD file',
    'Dockerfile:3, layer 1: COPY certs /',
    'Dockerfile:4, layer 2: RUN apk del tzdata',
  ];
  const WITHOUT = LINES.map((line) => line.replace(/^.*?, /, ''));

  it.each([
    ['0.2', 'reference'],
    ['1', 'reference'],
    ['0.2', 'subject'],
    ['1', 'subject'],
  ] as const)('of SLSA %s, found by its %s', async (version, by) => {
    expect(await told(attestedLayout(image, steps(version), { version, by }))).toEqual(LINES);
  });

  it('and without, tells the layer', async () => {
    expect(await told(ociLayout(image))).toEqual(WITHOUT);
  });

  it.each<[string, (statement: Buffer) => Buffer]>([
    ['is no JSON', () => Buffer.from('{')],
    ['is empty', () => Buffer.alloc(0)],
    ['is no statement', () => Buffer.from('[]')],
    ['is of another kind', (statement) => Buffer.from(String(statement).replaceAll('slsa.dev', 'spdx.dev'))],
  ])('that %s is as one without', async (_, spoil) => {
    expect(await told(attestedLayout(image, steps('1'), { version: '1', spoil }))).toEqual(WITHOUT);
  });

  it('that is other than its digest says is as one without', async () => {
    const parts: Record<string, Buffer> = { ...attestedLayout(image, steps('1'), { version: '1' }) };
    for (const [name, bytes] of Object.entries(parts))
      if (bytes.includes('in-toto.io/Statement'))
        parts[name] = Buffer.from(String(bytes).replace('"line":4', '"line":5'));
    expect(await told(parts)).toEqual(WITHOUT);
  });

  it('about another image is as one without', async () => {
    const parts: Record<string, Buffer> = { ...attestedLayout(image, steps('1'), { version: '1' }) };
    const index = String(parts['index.json']);
    parts['index.json'] = Buffer.from(
      index.replace(/(reference\.digest":"sha256:)./, (_, head) => `${head}x`),
    );
    expect(await told(parts)).toEqual(WITHOUT);
  });
});
