import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readImage } from '../../src/target/image/image.ts';
import { WHOLE } from '../support/suite/whole.ts';
import { CLOSE_MS, Podman } from '../support/system/containers.ts';
import { describeReal, tool } from '../support/system/real-tools.ts';
import { inTree, onDisk } from './equal/trees.ts';

/** What people write, by what it does to the layers below. */
const DOCKERFILES: Readonly<Record<string, string>> = {
  'files that are deleted and made again': `RUN mkdir -p /srv/a/b && echo 1 > /srv/a/b/one && echo 2 > /srv/a/two
RUN rm -r /srv/a && mkdir /srv/a && echo 3 > /srv/a/three
RUN rm /srv/a/three && mkdir /srv/a/three && echo 4 > /srv/a/three/four`,
  links: `RUN mkdir -p /srv/real && echo x > /srv/real/file && ln -s real /srv/link && ln /srv/real/file /srv/hard
RUN echo y > /srv/link/more && ln -sf /srv/hard /srv/real/file
RUN rm /srv/link && mkdir /srv/link && ln /srv/hard /srv/link/hard`,
  'owners, modes and a directory that takes the place of a file': `RUN mkdir /srv && mkdir -m 1777 /srv/open && mkdir -m 0750 /srv/shut && chown 1000:2000 /srv/shut
RUN echo x > /srv/open/file && chmod 4711 /srv/open/file && mkfifo /srv/open/pipe
RUN rm /srv/open/file && mkdir -m 0700 /srv/open/file && chown -R 7:8 /srv/shut`,
  'what COPY and ADD bring': `COPY --chown=12:34 tree /srv/tree
ADD tree.tar /srv/added
RUN rm -r /srv/tree/sub && rm /srv/added/one
COPY tree/sub /srv/tree/sub`,
};
const FORMS = ['docker-archive', 'oci-archive', 'oci'] as const;
/** In CI each is saved in one form, in `npm run test:deep` in all. */
const formsOf = (number: number) => FORMS.filter((_, at) => WHOLE || at === number % FORMS.length);
const BUILD_MS = 240_000;

describeReal(
  'the tree of an image that buildah made',
  { root: true, tools: ['buildah', 'podman', 'busybox', 'tar'] },
  () => {
    const podman = new Podman();
    const context = podman.folder('context');
    const stores = ['--root', podman.folder('store'), '--runroot', podman.folder('run')];
    const buildah = (...args: readonly string[]) =>
      execaSync('buildah', [...stores, ...args], { timeout: BUILD_MS, cwd: context });

    beforeAll(() => {
      copyFileSync(tool('busybox') ?? '', join(context, 'busybox'));
      mkdirSync(join(context, 'tree/sub'), { recursive: true });
      for (const name of ['one', 'sub/two']) writeFileSync(join(context, 'tree', name), name);
      execaSync('tar', ['-cf', join(context, 'tree.tar'), '-C', join(context, 'tree'), '.']);
    });
    afterAll(() => {
      podman.command(['image', 'unmount', '--all']);
      podman.close();
    }, CLOSE_MS);

    it.each(Object.entries(DOCKERFILES).map(([name, lines], at) => [name, lines, at] as const))(
      '%s: as podman mounts it',
      async (_, lines, number) => {
        const image = `localhost/built-${number}`;
        const base =
          'FROM scratch\nCOPY busybox /bin/busybox\nRUN ["/bin/busybox", "--install", "-s", "/bin"]\n';
        writeFileSync(join(context, 'Dockerfile'), `${base}${lines}\n`);
        const own = [
          '--isolation',
          'chroot',
          '--network',
          'host',
          '--layers',
          '--ulimit',
          'nofile=1024:1024',
        ];
        buildah('build', ...own, '--tag', image, '.');
        const mounted = podman.command(['image', 'mount', image], BUILD_MS);
        expect(mounted.stderr).toBe('');
        const theirs = Object.fromEntries(onDisk(mounted.stdout.trim()));
        for (const form of formsOf(number)) {
          const at = join(podman.folder('saved'), `${image.slice(10)}-${form}`);
          buildah('push', image, form === 'docker-archive' ? `${form}:${at}:${image}` : `${form}:${at}`);
          const { root } = await readImage(at, { platform: null, name: null });
          expect(Object.fromEntries(inTree(root))).toEqual(theirs);
        }
      },
      BUILD_MS,
    );
  },
);
