import { normalize } from 'node:path/posix';
import type { Ignorance } from '../../../core/reason.ts';
import type { Field } from '../../pod/manifest/field.ts';
import type { Trouble } from '../../pod/model/trouble.ts';
import type { Asked } from '../../pod/volumes/asked.ts';
import { unknownDirectory } from '../../tree/graft.ts';
import { type DirectoryNode, directoryNode, type TreeNode } from '../../tree/node.ts';
import { walk } from '../../tree/resolve.ts';
import type { Around } from '../around.ts';
import { itemsOf, knownWord, type Service } from '../service.ts';
import { type Wanted, wantedOf } from './volume-syntax.ts';

/** What a service asks to be mounted, and what of that Compose refuses. */
export interface AskedVolumes {
  readonly mounts: readonly Asked[];
  readonly troubles: readonly Trouble[];
  /** Places of file systems in memory of which nobody says the mode. */
  readonly modeless?: readonly string[];
}

const OF_HOST: Ignorance = { code: 'cluster-chooses', data: { what: 'node-files' } };

/** Whether `volumes` or `tmpfs` mount something at exactly this place. */
export function mountsAt(service: Service, place: string): boolean {
  const { lookup } = service.project;
  const targets = [
    ...itemsOf(service, 'volumes').map((field) => wantedOf(field, service)?.target ?? ''),
    ...itemsOf(service, 'tmpfs').map((field) => (knownWord(field, lookup) ?? '').split(':', 1)[0] ?? ''),
  ];
  return targets.some((target) => target !== '' && clean(target) === place);
}

/** `volumes` and `tmpfs` of a service: of two at one place the later counts. */
export function composeVolumes(
  service: Service,
  around: Around,
  given: ReadonlyMap<string, TreeNode>,
): AskedVolumes {
  const { lookup, top } = service.project;
  const defined = new Set(
    top
      .get('volumes')
      .entries()
      .map(([name]) => name),
  );
  const troubles: Trouble[] = [];
  const made = new Map<string, Asked>();
  const modeless: string[] = [];
  for (const field of itemsOf(service, 'volumes')) {
    const wanted = wantedOf(field, service);
    if (wanted === null || wanted.target === '') throw field.refused('names no place in the container');
    if (wanted.type === 'volume' && wanted.source !== '' && !defined.has(wanted.source)) {
      const message = `service ${JSON.stringify(service.name)} refers to undefined volume ${wanted.source}`;
      troubles.push({ kind: 'refused', reason: 'compose', message, at: field.line });
    }
    const path = clean(wanted.target);
    if (wanted.type === 'tmpfs' && wanted.mode === null) modeless.push(path);
    made.set(path, mountOf(wanted, path, field, { service, around, given, troubles }));
  }
  for (const field of itemsOf(service, 'tmpfs')) {
    const [target = '', options = ''] = (knownWord(field, lookup) ?? '').split(/:(.*)/s);
    const mode = /(?:^|,)mode=([0-7]+)/.exec(options)?.[1];
    if (mode === undefined) modeless.push(clean(target));
    const readOnly = /(?:^|,)ro(?:,|$)/.test(options);
    const id = (name: string) => Number(new RegExp(`(?:^|,)${name}=(\\d+)`).exec(options)?.[1] ?? 0);
    const node = memory(mode === undefined ? null : Number.parseInt(mode, 8), id('uid'), id('gid'));
    made.set(clean(target), { ...plain(clean(target), field), type: 'tmpfs', readOnly, node });
  }
  return { mounts: [...made.values()], troubles, modeless };
}

interface Making {
  readonly service: Service;
  readonly around: Around;
  readonly given: ReadonlyMap<string, TreeNode>;
  readonly troubles: Trouble[];
}

function mountOf(wanted: Wanted, path: string, field: Field, making: Making): Asked {
  const base = { ...plain(path, field), type: wanted.type, source: wanted.source, readOnly: wanted.readOnly };
  const own = making.given.get(wanted.source);
  if (own !== undefined) return { ...base, ...kind(own) };
  if (wanted.type === 'tmpfs') return { ...base, node: memory(wanted.mode, 0, 0) };
  if (wanted.type === 'bind') {
    const bound = boundTo(wanted, field, making);
    return { ...base, ...bound };
  }
  const isOurs = wanted.source === '' || !isExternal(wanted.source, making.service);
  if (wanted.type === 'other' || !isOurs)
    return { ...base, node: unknownDirectory(OF_HOST), is: wanted.type === 'other' ? null : 'directory' };
  // A new volume is filled with what the image has there.
  return { ...base, node: wanted.nocopy ? directoryNode() : null };
}

function isExternal(name: string, { project }: Service): boolean {
  const volume = project.top.get('volumes').get(name);
  const options = volume.get('driver_opts').isThere || volume.get('driver').isThere;
  return options || (volume.get('external').isThere && volume.get('external').value !== false);
}

/** What lies beside the file is what it is here; an absolute path is one of the machine that will run it. */
function boundTo(wanted: Wanted, field: Field, { around, troubles }: Making): Pick<Asked, 'node' | 'is'> {
  if (!/^\.{1,2}(?:\/|$)/.test(wanted.source)) return { node: unknownDirectory(OF_HOST), is: null };
  const node = around.tree(wanted.source);
  if (node !== null) return kind(node);
  if (!wanted.creates) {
    const message = `invalid mount config for type "bind": bind source path does not exist: ${wanted.source}`;
    troubles.push({ kind: 'mount', reason: 'compose', message, at: field.line });
  }
  return { node: directoryNode(), is: 'directory' };
}

function kind(node: TreeNode): Pick<Asked, 'node' | 'is'> {
  return { node, is: node.type === 'directory' ? 'directory' : 'file' };
}

function plain(path: string, field: Field): Asked {
  return {
    path,
    type: '',
    source: '',
    directory: '/',
    readOnly: false,
    node: null,
    is: 'directory',
    at: field.line,
  };
}

/**
 * A file system in memory of which nobody says the mode has that of the directory on which it is mounted (runc,
 * mountToRootfs); where there is none, the kernel's 1777.
 */
export function withModes(root: DirectoryNode, { mounts, modeless = [] }: AskedVolumes): readonly Asked[] {
  const places = new Set(modeless);
  return mounts.map((mount) => {
    if (!places.has(mount.path)) return mount;
    const found = walk(root, mount.path, 'follow');
    if (found.end !== 'reached' || found.entry.node.type !== 'directory') return mount;
    const { mode, unknown } = found.entry.node;
    return { ...mount, node: unknown === null ? memory(mode, 0, 0) : unknownDirectory(unknown) };
  });
}

/** As runc mounts one for docker. */
function memory(mode: number | null, uid: number, gid: number): TreeNode {
  return directoryNode({ mode: mode ?? 0o1777, uid, gid });
}

export function clean(path: string): string {
  const whole = normalize(path.startsWith('/') ? path : `/${path}`);
  return whole.length > 1 && whole.endsWith('/') ? whole.slice(0, -1) : whole;
}
