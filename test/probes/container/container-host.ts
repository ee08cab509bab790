import { composeContainer } from '../../../src/target/compose/container.ts';
import { selectService } from '../../../src/target/compose/service.ts';
import type { Host } from '../../../src/target/host.ts';
import type { ImageConfig } from '../../../src/target/image/config.ts';
import { imageHost } from '../../../src/target/image/image-host.ts';
import { readCompose } from '../../../src/target/pod/manifest/read.ts';
import { treeOf } from '../../../src/target/tree/graft.ts';
import { fileNode, type TreeNode } from '../../../src/target/tree/node.ts';
import { imageFiles, podImage } from '../../target/pod/kubelet.ts';

const operator = { now: () => 0, monotonic: () => 10 };

const CONFIG: ImageConfig = {
  platform: { os: 'linux', architecture: 'amd64', variant: null },
  env: ['PATH=/bin:/sbin'],
  user: '',
  workingDir: '',
  entrypoint: [],
  cmd: ['sleep', '3600'],
  healthcheck: [],
  volumes: [],
  exposedPorts: [],
  stopSignal: null,
  labels: {},
  diffIds: [],
  history: [],
};

/** Enough of an ELF program for arm64 that something can tell what it is. */
export const FOREIGN = fileNode(
  Buffer.concat([
    Buffer.from([0x7f, 0x45, 0x4c, 0x46, 2, 1, 1, 0]),
    Buffer.alloc(8),
    Buffer.from([2, 0, 183, 0, 1, 0, 0, 0]),
    Buffer.alloc(40),
  ]),
  { mode: 0o755 },
);

/** A small sound image, as docker would start it, with what is different about it. */
export function containerHost(
  config: Partial<ImageConfig> = {},
  files: Readonly<Record<string, TreeNode | string>> = {},
): Host {
  const image = {
    reference: null,
    digest: null,
    platform: 'linux/amd64',
    config: { ...CONFIG, ...config },
    layers: [],
    root: treeOf({ ...imageFiles(), ...files }),
    looks: [],
    changes: () => [],
    fetch: async () => false,
  };
  return imageHost(operator, image, { file: 'app.tar', user: null, cwd: null, env: {} }).host;
}

/** A service of docker compose, of the same image. */
export function serviceHost(service: string, trees: Readonly<Record<string, TreeNode>> = {}): Host {
  const top = readCompose(`services:\n  web:\n${service.replace(/^(?=.)/gm, '    ')}`, 'compose.yaml');
  if (top === null) throw new Error('it is empty');
  const selected = selectService({ file: 'compose.yaml', top, lookup: () => undefined }, null);
  const around = { text: () => null, tree: (path: string) => trees[path] ?? null };
  const given = { around, volumes: new Map(), variables: new Map() };
  return composeContainer(operator, selected, podImage('busy'), given, { kind: 'live' }).host;
}
