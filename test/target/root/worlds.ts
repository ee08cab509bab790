import type { AclEntries } from '../../../src/target/file.ts';

/** What is asked: a mode of access, or a call that looks. */
export type Call = 'read' | 'write' | 'execute' | 'search' | 'stat' | 'lstat';

export interface Node {
  readonly path: string;
  readonly type: 'directory' | 'file' | 'fifo' | 'symlink';
  readonly mode: number;
  readonly uid: number;
  readonly gid: number;
  readonly target?: string;
  readonly acl?: List | null;
}

/** An access list, its bits as acl(5) counts them. */
export interface List {
  readonly owner: number;
  readonly group: number;
  readonly other: number;
  readonly mask: number;
  readonly users: readonly (readonly [number, number])[];
  readonly groups: readonly (readonly [number, number])[];
}

export interface Asker {
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly capabilities: number;
  /** First and count of the ids that its user namespace maps; null: it is in ours. */
  readonly map: readonly [number, number] | null;
  readonly questions: readonly (readonly [string, Call])[];
}

export interface World {
  readonly nodes: readonly Node[];
  readonly mounts: readonly { readonly path: string; readonly readOnly: boolean; readonly noExec: boolean }[];
  readonly askers: readonly Asker[];
}

/** Numbers from a seed (mulberry32), the same ones every time. */
export function randomFrom(seed: number) {
  let state = seed;
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)] as T;
  const some = <T>(items: readonly T[], most: number) => [
    ...new Set(Array.from({ length: below(most + 1) }, () => pick(items))),
  ];
  return { below, pick, some, chance: (share: number) => next() < share };
}

type Random = ReturnType<typeof randomFrom>;

const IDS = [0, 1000, 1001, 1002, 65_534] as const;
/** CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, both; all that matter elsewhere (chown, fowner, setuid…) without them. */
const CAPABILITIES = [0, 0, 0, 0b010, 0b100, 0b110, 0b1_1111_1001] as const;
const CALLS: readonly Call[] = ['read', 'write', 'execute', 'search', 'stat', 'lstat'];
const NAMES = ['a', 'b', 'c', 'd'] as const;

/** A tree of about 25 entries, and processes that want into it. */
export function randomWorld(random: Random, askers: number, questions: number): World {
  const nodes = randomNodes(random);
  const directories = nodes.filter(({ type }) => type === 'directory').map(({ path }) => path);
  const mounts = random.some(directories, 2).map((path) => ({
    path,
    readOnly: random.chance(0.5),
    noExec: random.chance(0.5),
  }));
  // A mount on a directory hides what is mounted below it: the outer ones come first.
  return {
    nodes,
    mounts: random.chance(0.4) ? mounts.sort((a, b) => a.path.length - b.path.length) : [],
    askers: Array.from({ length: askers }, () => randomAsker(random, nodes, questions)),
  };
}

function randomNodes(random: Random): readonly Node[] {
  const nodes: Node[] = [{ path: '/', ...randomBits(random, 'directory') }];
  const fill = (directory: string, depth: number): void => {
    for (const name of random.some(NAMES, 4)) {
      const path = `${directory === '/' ? '' : directory}/${name}`;
      const kind = random.below(10);
      if (kind < 5 && depth < 4) {
        nodes.push({ path, ...randomBits(random, 'directory') });
        fill(path, depth + 1);
      } else if (kind < 7) {
        nodes.push({ path, ...randomBits(random, 'symlink'), target: randomTarget(random), acl: null });
      } else nodes.push({ path, ...randomBits(random, kind === 7 ? 'fifo' : 'file') });
    }
  };
  fill('/', 0);
  return nodes;
}

function randomBits(random: Random, type: Node['type']) {
  const open = type === 'directory' && random.chance(0.5);
  const acl = type !== 'symlink' && random.chance(0.3) ? randomList(random) : null;
  const mode =
    acl === null
      ? (open ? 0o755 : 0) | random.below(0o1000) | (random.chance(0.2) ? 0o1000 : 0)
      : (acl.owner << 6) | (acl.mask << 3) | acl.other;
  return { type, mode, uid: random.pick(IDS), gid: random.pick(IDS), acl };
}

function randomList(random: Random): List {
  const bits = () => (random.chance(0.3) ? 7 : random.below(8));
  const named = () => random.some(IDS, 2).map((id) => [id, bits()] as const);
  return { owner: bits(), group: bits(), other: bits(), mask: bits(), users: named(), groups: named() };
}

function randomTarget(random: Random): string {
  const length = 1 + random.below(3);
  const names = Array.from({ length }, () => random.pick([...NAMES, '..', '.', 'a', 'b']));
  return `${random.chance(0.4) ? '/' : ''}${names.join('/')}${random.chance(0.1) ? '/' : ''}`;
}

function randomAsker(random: Random, nodes: readonly Node[], questions: number): Asker {
  const map = random.chance(0.3)
    ? random.pick([
        [1000, 2],
        [0, 1001],
        [1001, 64_534],
      ] as const)
    : null;
  const known = IDS.filter((id) => map === null || (id >= map[0] && id < map[0] + map[1]));
  const uid = random.pick(known);
  return {
    uid,
    gid: random.pick(known),
    groups: random.some(known, 3),
    capabilities: random.pick(CAPABILITIES),
    map,
    questions: Array.from(
      { length: questions },
      () => [randomPath(random, nodes), random.pick(CALLS)] as const,
    ),
  };
}

/** Mostly something that is there, now and then by a detour. */
function randomPath(random: Random, nodes: readonly Node[]): string {
  const { path } = random.pick(nodes);
  const more = random.some([...NAMES, '..', '.'], 2).map((name) => `/${name}`);
  const detour = random.chance(0.35) ? more.join('') : '';
  const end = random.chance(0.1) ? '/' : '';
  return `${path}${detour}${end}`.replace(/^\/\//, '/');
}

/** As getfacl would tell it. */
export function entriesOf({ owner, group, other, mask, users, groups }: List): AclEntries {
  return {
    ownerBits: owner,
    groupBits: group,
    otherBits: other,
    mask,
    users: new Map(users),
    groups: new Map(groups),
  };
}
