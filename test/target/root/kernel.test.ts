import { execFileSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Result } from '../../../src/target/file.ts';
import type { FileCall, Host } from '../../../src/target/host.ts';
import type { Mount } from '../../../src/target/posix/mounts.ts';
import { rootFiles, type Viewer } from '../../../src/target/root/files.ts';
import { closeTree, openTree } from '../../../src/target/root/tree.ts';
import { treeFiles } from '../../../src/target/tree/files.ts';
import { graft } from '../../../src/target/tree/graft.ts';
import {
  type DirectoryNode,
  directoryNode,
  fileNode,
  linkNode,
  specialNode,
} from '../../../src/target/tree/node.ts';
import { describeReal } from '../../support/system/real-tools.ts';
import { type Asker, type Call, entriesOf, randomFrom, randomWorld, type World } from './worlds.ts';

/** Questions in all; 100 000 take about a minute. */
const QUESTIONS = Number(process.env.ACCESS_QUESTIONS ?? 5000);
const SEED = Number(process.env.ACCESS_SEED ?? 20_261_127);
const [ASKERS, EACH] = [25, 25];

/** Worlds at a time: making a mount namespace takes longer than all else. */
const AT_ONCE = 8;

describeReal(
  'what another process may do, against the kernel',
  { tools: ['python3', 'unshare'], root: true },
  () => {
    let home: string;
    beforeAll(() => {
      home = mkdtempSync(join(tmpdir(), 'probe-env-access-'));
      chmodSync(home, 0o755);
    });
    afterAll(() => rmSync(home, { recursive: true, force: true }));

    it(`is answered ${QUESTIONS} times as the kernel answers`, { timeout: 600_000 }, () => {
      const random = randomFrom(SEED);
      let asked = 0;
      let unknown = 0;
      for (let batch = 0; asked < QUESTIONS; batch++) {
        const worlds = Array.from({ length: AT_ONCE }, (_, i) => ({
          root: join(home, `${batch}-${i}`),
          ...randomWorld(random, ASKERS, EACH),
        }));
        const kernel = answersOfKernel(worlds);
        for (const [w, world] of worlds.entries()) {
          const tree = openTree(world.root);
          for (const [a, asker] of world.askers.entries()) {
            const seeing = rootFiles(tree, viewerOf(world, asker, 'seen'));
            const held = treeFiles(nodesOf(world), { ...viewerOf(world, asker, 'seen'), hasDevices: false });
            const blind = rootFiles(tree, viewerOf(world, asker, 'unseen'));
            for (const [q, [path, call]] of asker.questions.entries()) {
              const expected = kernel[w]?.[a]?.[q] ?? 'no answer';
              const question = { path, call, asker: { ...asker, questions: [] }, nodes: world.nodes };
              expect({ ...question, answer: answer(seeing, path, call) }).toEqual({
                ...question,
                answer: expected,
              });
              // Where nobody can read access lists it says less, and nothing else.
              // And so does the same tree in memory, of an image say.
              expect({ ...question, answer: answer(held, path, call) }).toEqual({
                ...question,
                answer: expected,
              });
              const guess = answer(blind, path, call);
              if (guess === 'NOT_KNOWN') unknown++;
              else expect({ ...question, answer: guess }).toEqual({ ...question, answer: expected });
              asked++;
            }
          }
          closeTree(tree);
          rmSync(world.root, { recursive: true });
        }
      }
      expect(unknown).toBeGreaterThan(0);
      expect(unknown).toBeLessThan(asked / 2);
    });
  },
);

function nodesOf({ nodes }: World): DirectoryNode {
  const made = nodes.map(({ path, type, mode, uid, gid, target = '', acl }) => {
    const given = { mode, uid, gid, acl: acl ? entriesOf(acl) : null };
    if (type === 'directory') return [path, directoryNode(given)] as const;
    if (type === 'symlink') return [path, linkNode(target, given)] as const;
    return [path, type === 'file' ? fileNode(Buffer.alloc(0), given) : specialNode(type, given)] as const;
  });
  return made.reduce((root, [path, node]) => graft(root, path, node).root, directoryNode());
}

function answersOfKernel(worlds: readonly World[]): readonly (readonly (readonly string[])[])[] {
  const script = new URL('kernel-answers.py', import.meta.url).pathname;
  const input = JSON.stringify({ worlds });
  return JSON.parse(
    execFileSync('python3', [script], { input, encoding: 'utf8', maxBuffer: 1 << 28 }).replaceAll(
      'EROFS',
      'EACCES',
    ),
  );
}

/** What is known of a process and of the tree. */
function viewerOf(world: World, asker: Asker, lists: 'seen' | 'unseen'): Viewer & { readonly cwd: string } {
  const { map } = asker;
  const range = map === null ? null : [{ first: map[0], count: map[1] }];
  return {
    ...asker,
    capabilities: BigInt(asker.capabilities),
    maps: range === null ? null : { uids: range, gids: range },
    mounts: mountsOf(world),
    protectedLinks: readFileSync('/proc/sys/fs/protected_symlinks', 'latin1').trim() !== '0',
    cwd: '/',
    listOf: ({ path }) => {
      const acl = world.nodes.find((node) => node.path === path)?.acl ?? null;
      return lists === 'seen' ? acl && entriesOf(acl) : 'unknown';
    },
  };
}

function mountsOf({ mounts }: World): readonly Mount[] {
  const root = { path: '/', readOnly: false, noExec: false };
  return [root, ...mounts].map(({ path, readOnly, noExec }, i) => ({
    id: i + 1,
    parent: 0,
    device: '8:1',
    root: path,
    mountPoint: path,
    options: [...(readOnly ? ['ro'] : []), ...(noExec ? ['noexec'] : [])],
    fsType: 'ext4',
    source: '',
    superOptions: [],
  }));
}

function answer(files: Pick<Host, FileCall>, path: string, call: Call): string {
  const result: Result<unknown> =
    call === 'stat' || call === 'lstat' ? files[call](path) : files.access(path, call);
  if (result.ok) return 'ok';
  // Which of two refusals is named first differs from call to call.
  return call === 'write' ? result.error.code.replace('EROFS', 'EACCES') : result.error.code;
}
