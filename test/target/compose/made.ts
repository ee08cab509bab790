import type { Around } from '../../../src/target/compose/around.ts';
import { composeContainer } from '../../../src/target/compose/container.ts';
import { selectService } from '../../../src/target/compose/service.ts';
import type { PodImage } from '../../../src/target/pod/made-container.ts';
import { readCompose } from '../../../src/target/pod/manifest/read.ts';
import type { TreeNode } from '../../../src/target/tree/node.ts';
import { podImage } from '../pod/kubelet.ts';

const operator = { now: () => 0, monotonic: () => 0 };
const IMAGE = podImage('busyapp');

export interface Beside {
  readonly image?: PodImage | null;
  readonly texts?: Readonly<Record<string, string>>;
  readonly trees?: Readonly<Record<string, TreeNode>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly volumes?: Readonly<Record<string, TreeNode>>;
  readonly rest?: string;
}

/** The service `web` of a file of Compose, which begins in its fourth line. */
export function made(
  service: string,
  { image = IMAGE, texts = {}, trees = {}, env = {}, rest = '', volumes = {} }: Beside = {},
) {
  const body = service.replace(/^(?=.)/gm, '    ');
  const top = readCompose(`services:\n  web:\n    image: app\n${body}\n${rest}`, 'compose.yaml');
  if (top === null) throw new Error('empty');
  const project = { file: 'compose.yaml', top, lookup: (name: string) => env[name] };
  const around: Around = { text: (path) => texts[path] ?? null, tree: (path) => trees[path] ?? null };
  const given = { around, volumes: new Map(Object.entries(volumes)), variables: new Map<string, string>() };
  return composeContainer(operator, selectService(project, 'web'), image, given, { kind: 'live' });
}
