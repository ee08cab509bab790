import { expect, it } from 'vitest';
import { container, FakeNode, MOUNT_SILENT, READY, SILENT, startedNode } from '../fake-node.ts';

const ended = { point: '/data', fsType: 'nfs4', device: '0:53' };
const other = { point: '/data', fsType: 'nfs4', device: '0:54' };

/** A file system has ended: whoever looks at `/data` in a container that has it does not come back. */
function nodeOf(containers: FakeNode['containers']): FakeNode {
  const node = Object.assign(new FakeNode(), { containers });
  const has = (pid: number) => node.containers.find(({ main }) => main.pid === pid)?.remote.includes(ended);
  node.answers = ({ pid, silent }) => (has(pid) && silent.length === 0 ? MOUNT_SILENT : READY);
  return node;
}

/** How many processes have looked at these containers. */
const lookersAt = ({ lookers }: FakeNode, pids: readonly number[]) =>
  lookers.filter(({ asked }) => asked.some((pid) => pids.includes(pid))).length;

it('a file system that has ended takes the process that looks at all others once, not with each container that has it', async () => {
  const all = Array.from({ length: 40 }, (_, i) =>
    container(i + 1, { workload: `web-${i}`, remote: i % 2 === 0 ? [ended] : [] }),
  );
  const node = nodeOf(all);
  const { resident } = await startedNode(node);
  await resident.pass(11_000);
  const sound = all.filter(({ remote }) => remote.length === 0).map(({ main }) => main.pid);
  expect(lookersAt(node, sound)).toBe(1);
  expect(node.looks.filter(({ pid, silent }) => pid === 39 && silent.length === 1).length).toBeGreaterThan(0);
});

it('another file system at the same place is looked at with all others', async () => {
  const node = nodeOf([
    container(1, { remote: [ended] }),
    container(2, { workload: 'db', remote: [other] }),
    container(3, { workload: 'queue' }),
  ]);
  const { resident } = await startedNode(node);
  await resident.pass(11_000);
  expect(lookersAt(node, [2, 3])).toBe(1);
});

it('a container of a workload that does not answer is looked at apart when it starts again', async () => {
  const sound = container(100, { workload: 'db' });
  const node = nodeOf([container(1), sound]);
  node.answers = ({ pid }) => (pid === 100 ? READY : SILENT);
  const { resident } = await startedNode(node);
  for (let pid = 2; pid < 10; pid++) {
    node.containers = [container(pid), sound];
    await resident.pass(2500);
  }
  expect(node.looks.some(({ pid }) => pid === 9)).toBe(true);
  expect(lookersAt(node, [100])).toBe(1);
});
