import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { linkedFiles } from '../../build/portable/libraries.ts';
import { BUNDLE, EXECUTABLE } from '../support/runs/built-file.ts';
import { CLOSE_MS, Podman, type Root } from '../support/system/containers.ts';
import { describeReal, nodes } from '../support/system/real-tools.ts';
import { Images, imagesProblem, portableFolder } from './images.ts';

const README = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8');

/** One row of README's table of ways to install. */
interface Row {
  readonly image: string;
  readonly copy: { readonly from: string; readonly to: string };
  readonly start: readonly string[];
}

function rows(): readonly Row[] {
  const table = /^## Install\n([\s\S]+?)^## /m.exec(README)?.[1] ?? '';
  return [...table.matchAll(/^\| (.+?) \| `COPY --from=\S+ (\S+) (\S+)` \| `(.+?)` \|/gm)].map(
    ([, image = '', from = '', to = '', start = '']) => ({
      image,
      copy: { from, to },
      start: start.split(' '),
    }),
  );
}

const needs = {
  root: true,
  nodes: true,
  tools: ['podman', 'runc', 'gcc', 'readelf'],
  also: imagesProblem,
} as const;

describeReal("README's ways to install", needs, () => {
  const podman = new Podman();
  let images: Images;
  let portable: string;
  beforeAll(() => {
    images = new Images(podman);
    portable = portableFolder(podman.folder('portable'));
  }, 60_000);
  afterAll(() => podman.close(), CLOSE_MS);

  /** Images of each row, by words of its first column. */
  const BASES: readonly (readonly [RegExp, string, () => Root])[] = [
    [
      /with \/usr\/bin\/env/,
      'node',
      () => images.bare('debian', (root) => placeNode(root, 'usr/local/bin/node')),
    ],
    [/distroless\/nodejs/, 'distroless/nodejs', () => images.bare('distroless', placeDistrolessNode)],
    [/scratch, /, 'scratch', () => images.bare('scratch')],
    [/, distroless, /, 'distroless', () => images.bare('distroless')],
    [/, Alpine,/, 'Alpine', () => images.bare('musl')],
    [/any other/, 'debian', () => images.bare('debian')],
    [/libatomic/, 'debian with libatomic', () => images.bare('debian')],
  ];
  const cases = rows().flatMap((row) =>
    BASES.filter(([words]) => words.test(row.image)).map(([, name, base]) => ({ name, row, base })),
  );

  it('has an image for each row', () => {
    expect(rows()).toHaveLength(4);
    for (const row of rows()) expect(cases.map((one) => one.row.image)).toContain(row.image);
  });

  it.each(cases)(
    'starts in $name',
    ({ row, base }) => {
      const root = base();
      const built = {
        '/probe-env/dist/probe-env.cjs': BUNDLE,
        '/probe-env/dist/probe-env': EXECUTABLE,
        '/probe-env/dist/portable': portable,
      };
      const from = built[row.copy.from as keyof typeof built];
      // As COPY does: the content of a folder, or one file under the name given.
      mkdirSync(dirname(join(root.directory, row.copy.to)), { recursive: true });
      cpSync(from, join(root.directory, row.copy.to), { recursive: true });
      for (const options of [{}, { user: '1234567:0', readOnly: true, capDrop: 'all' as const }]) {
        const ran = root.run(
          [...row.start, '--skip', 'ca-certs', '--profile', 'runtime', '--timeout', '20000'],
          options,
        );
        expect(ran.stderr).toBe('');
        expect(ran.stdout).toMatch(/^READY/);
      }
      root.remove();
    },
    120_000,
  );
});

function placeNode(root: string, to: string): void {
  const node = nodes().find(({ version }) => version === '24');
  if (node === undefined) throw new Error('no Node 24');
  mkdirSync(dirname(join(root, to)), { recursive: true });
  cpSync(node.path, join(root, to));
}

/** As distroless/nodejs has it: Node in a folder of its own, what it links in the usual places, and no env. */
function placeDistrolessNode(root: string): void {
  placeNode(root, 'nodejs/bin/node');
  for (const { from, to } of linkedFiles(join(root, 'nodejs/bin/node'))) {
    mkdirSync(dirname(join(root, to)), { recursive: true });
    cpSync(from, join(root, to), { dereference: true });
  }
}
