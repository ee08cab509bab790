import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { execaSync } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { linkedFiles } from '../../build/portable/libraries.ts';
import { CLOSE_MS, type ContainerResult, containerFlags, Podman } from '../support/system/containers.ts';
import { describeReal, nodes, tool } from '../support/system/real-tools.ts';
import { IMAGE_ENV, Images, imagesProblem } from './images.ts';

const ROOT = join(import.meta.dirname, '../..');
const BUILD_MS = 600_000;
/** npm's cache of packages; npm ci has filled it when the tests run. */
const NPM_CACHE = join(process.env.npm_config_cache ?? join(homedir(), '.npm'), '_cacache');

/**
 * Base images under the names that the example uses, made from Debian's packages: nothing is fetched while
 * the example is built, so that what apt-get and npm want is already there.
 */
function makeBaseImages(podman: Podman, images: Images): void {
  const load = (name: string, directory: string, env: Readonly<Record<string, string>>) => {
    const archive = join(podman.folder('archives'), `${name.replaceAll(/[:/]/g, '-')}.tar`);
    // 1: a file changed meanwhile, as the number of its links does where another test links to it.
    const { exitCode } = execaSync('tar', ['-C', directory, '-cf', archive, '.'], { reject: false });
    expect(exitCode).toBeLessThanOrEqual(1);
    const changes = Object.entries(env).flatMap(([key, value]) => ['--change', `ENV ${key}=${value}`]);
    const imported = podman.command(['import', ...changes, archive, `localhost/${name}`], BUILD_MS);
    expect(imported.exitCode, imported.stderr).toBe(0);
  };
  load('debian:12-slim', images.root('debian').directory, {});
  load('golang:1.26-bookworm', images.root('golang').directory, IMAGE_ENV.golang);
  const builder = (root: string) => {
    addNode(root);
    addCompiler(root);
  };
  load('node:24-bookworm-slim', images.root('debian', builder).directory, {
    npm_config_cache: '/npm',
    npm_config_offline: 'true',
  });
}

function addNode(root: string): void {
  const node = nodes().find(({ version }) => version === '24');
  if (node === undefined) throw new Error('no Node 24');
  copyFileSync(node.path, join(root, 'usr/local/bin/node'));
  const npm = execaSync('npm', ['root', '--global']).stdout;
  mkdirSync(join(root, 'usr/local/lib/node_modules'), { recursive: true });
  execaSync('cp', ['-a', join(npm, 'npm'), join(root, 'usr/local/lib/node_modules/npm')]);
  const shim = join(root, 'usr/local/bin/npm');
  writeFileSync(shim, '#!/bin/sh\nexec node /usr/local/lib/node_modules/npm/bin/npm-cli.js "$@"\n', {
    mode: 0o755,
  });
  mkdirSync(join(root, 'npm'));
  execaSync('cp', ['-a', NPM_CACHE, join(root, 'npm/_cacache')]);
}

/** What apt-get would bring for the portable folder, gcc and binutils with what they link; and so none is asked. */
function addCompiler(root: string): void {
  writeFileSync(join(root, 'usr/local/bin/apt-get'), '#!/bin/sh\n', { mode: 0o755 });
  const asked = (question: string) => execaSync('gcc', [question]).stdout;
  const inside = ['cc1', 'collect2'].map((name) => asked(`-print-prog-name=${name}`));
  const programs = ['gcc', 'as', 'ld', 'strip', 'readelf'].map((name) => tool(name) ?? '');
  // Its libraries are the linker's.
  copyInto(root, asked('-print-file-name=liblto_plugin.so'));
  for (const program of [...programs, ...inside]) {
    copyInto(root, program);
    for (const { from, to } of linkedFiles(program)) copyInto(root, from, to);
  }
}

/** What is there already stays. */
function copyInto(root: string, from: string, to = from): void {
  if (existsSync(join(root, to))) return;
  mkdirSync(dirname(join(root, to)), { recursive: true });
  copyFileSync(from, join(root, to));
}

const needs = {
  root: true,
  nodes: true,
  tools: ['podman', 'runc', 'buildah', 'gcc', 'readelf'],
  also: imagesProblem,
} as const;

describeReal('Dockerfile.example', needs, () => {
  const podman = new Podman();
  const context = podman.folder('context');

  beforeAll(() => {
    makeBaseImages(podman, new Images(podman));
    const { stdout } = execaSync('git', [
      '-C',
      ROOT,
      'ls-files',
      '--cached',
      '--others',
      '--exclude-standard',
    ]);
    for (const file of stdout.split('\n').filter((name) => !name.startsWith('test/'))) {
      mkdirSync(dirname(join(context, file)), { recursive: true });
      copyFileSync(join(ROOT, file), join(context, file));
    }
  }, BUILD_MS);
  afterAll(() => podman.close(), CLOSE_MS);

  it.each(['build-image', 'preflight', 'runtime'])(
    'builds %s, whose probe answers',
    (target) => {
      const built = build(podman, context, target);
      expect(built.exitCode, `${built.stdout}\n${built.stderr}`).toBe(0);
      if (target === 'preflight') {
        const ran = podman.command([
          'run',
          '--rm',
          ...containerFlags({}),
          `localhost/${target}`,
          'id',
          '-un',
        ]);
        expect(ran).toMatchObject({ exitCode: 0, stdout: 'app' });
        return;
      }
      const name = `example-${target}`;
      podman.command([
        'run',
        '--detach',
        '--name',
        name,
        ...containerFlags({}),
        `localhost/${target}`,
        'sleep',
        '600',
      ]);
      const health = podman.command(['healthcheck', 'run', name]);
      expect(health.exitCode, health.stdout).toBe(0);
      const loud = ['--env', 'NODE_DEBUG_NATIVE=COMPILE_CACHE'];
      const { stderr } = podman.command(['exec', ...loud, name, 'probe-env']);
      expect(stderr).toContain('code cache for CommonJS /usr/local/bin/probe-env was accepted');
    },
    BUILD_MS,
  );

  it(
    'builds scratch, whose probe answers although nothing else is there',
    () => {
      const built = build(podman, context, 'scratch');
      expect(built.exitCode, `${built.stdout}\n${built.stderr}`).toBe(0);
      podman.command(['create', '--name', 'example-scratch', ...containerFlags({}), 'localhost/scratch']);
      podman.command(['start', 'example-scratch']);
      const health = podman.command(['healthcheck', 'run', 'example-scratch']);
      expect(health.exitCode, health.stdout).toBe(0);
    },
    BUILD_MS,
  );
});

function build(podman: Podman, context: string, target: string): ContainerResult {
  const flags = ['--format', 'docker', '--pull=never', '--network', 'none', '--ulimit', 'nofile=1024:1024'];
  const names = ['--target', target, '--tag', `localhost/${target}`];
  const file = join(context, 'Dockerfile.example');
  return podman.command(['build', ...flags, ...names, '--file', file, context], BUILD_MS);
}
