import { expect, it } from 'vitest';
import { type Known, Processes } from '../../../src/target/process/scan/processes.ts';

const ID = 'a'.repeat(64);
const path = { podUid: null, containerId: ID, runtime: null, above: [] } as const;
const processOf = (pid: number, start: number): Known => ({
  ...{ pid, startTime: String(start), name: 'x', path, seenMs: 0, readMs: 0, listed: 1 },
});
const pids = (processes: Processes) => processes.groups.get(ID)?.map(({ pid }) => pid);

it('has the first of a container first, whenever each was seen, and none that has ended', () => {
  const processes = new Processes();
  for (const [pid, start] of [
    [7, 300],
    [5, 100],
    [9, 90],
    [6, 100],
  ] as const)
    processes.set(processOf(pid, start));
  expect(pids(processes)).toEqual([9, 5, 6, 7]);
  const before = processes.groups.get(ID) ?? [];
  for (const { pid } of before) if (pid !== 6) processes.delete(pid);
  processes.set(processOf(4, 500));
  expect(pids(processes)).toEqual([6, 4]);
  for (const pid of [6, 4]) processes.delete(pid);
  expect([...processes.groups]).toEqual([]);
});

it('keeps no agent busy with a container of thirty thousand processes', () => {
  const processes = new Processes();
  const began = process.cpuUsage();
  for (let pid = 1; pid <= 30_000; pid++) processes.set(processOf(pid, pid));
  expect(processes.groups.get(ID)).toHaveLength(30_000);
  processes.keep(2, 0);
  expect(processes.groups.size).toBe(0);
  // Ten seconds where the list was put in order for each of them.
  const { user, system } = process.cpuUsage(began);
  expect(user + system).toBeLessThan(3_000_000);
});
