import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readImage } from '../../src/target/image/image.ts';
import { LAYER_CASES } from '../support/files/images/cases.ts';
import { archiveOf, dockerArchive, gzip, ociLayout } from '../support/files/images/image-writer.ts';
import { tarOf } from '../support/files/images/tar-writer.ts';
import { CLOSE_MS, Podman } from '../support/system/containers.ts';
import { describeReal } from '../support/system/real-tools.ts';
import { inTree, onDisk } from './equal/trees.ts';

describeReal('the tree of an image', { root: true, tools: ['podman'] }, () => {
  const podman = new Podman();
  const cases = Object.entries(LAYER_CASES).filter(([, { notPodman }]) => notPodman === undefined);
  const specs = cases.map(([, { layers }], number) => ({
    layers: layers.map((entries) => tarOf(entries)),
    names: [`localhost/case-${number}:latest`],
  }));
  const mounted: string[] = [];

  /** All at once: each command of podman takes as long as a case. */
  beforeAll(() => {
    const archive = join(podman.folder('archives'), 'all.tar');
    writeFileSync(archive, archiveOf(dockerArchive(...specs)));
    const loaded = podman.command(['load', '-q', '-i', archive], LOAD_MS);
    expect([loaded.exitCode, loaded.stderr]).toEqual([0, '']);
    const names = specs.flatMap((spec) => spec.names);
    const { stdout } = podman.command(['image', 'mount', '--format', 'json', ...names], LOAD_MS);
    const mounts: readonly { readonly Repositories: readonly string[]; readonly mountpoint: string }[] =
      JSON.parse(stdout);
    for (const name of names)
      mounted.push(mounts.find(({ Repositories }) => Repositories.includes(name))?.mountpoint ?? '');
  }, LOAD_MS);
  afterAll(() => {
    podman.command(['image', 'unmount', '--all'], LOAD_MS);
    podman.close();
  }, CLOSE_MS);

  it.each(cases.map(([name], number) => [name, number] as const))(
    '%s: as podman mounts it',
    async (_, number) => {
      const spec = specs[number] as (typeof specs)[number];
      const home = podman.folder(`case-${number}`);
      const files = ['docker', 'oci'].map((form) => join(home, form)) as [string, string];
      writeFileSync(files[0], archiveOf(dockerArchive(spec)));
      writeFileSync(files[1], archiveOf(ociLayout({ ...spec, pack: gzip })));
      const theirs = onDisk(mounted[number] as string);
      for (const file of files) {
        const { root } = await readImage(file, { platform: null, name: null });
        expect(Object.fromEntries(inTree(root))).toEqual(Object.fromEntries(theirs));
      }
    },
  );
});

/** For what hangs. */
const LOAD_MS = 300_000;
