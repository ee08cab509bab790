import { execFileSync, spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';
import { OTHER_THREADS, poolOf } from '../../../probes/limits/node/thread-pool.ts';
import { WHOLE } from '../../support/suite/whole.ts';
import { makeGroup } from '../../support/system/cgroup.ts';
import { cleanEnv, describeReal, nodes } from '../../support/system/real-tools.ts';

/** What people and tools write into UV_THREADPOOL_SIZE; undefined: it is not set. */
const VALUES = [
  ...[undefined, '', '0', '00', '1', '4', '16', '+8', '007', '64'],
  ...['16 ', ' 16', '\t16', '\n16', '8x', '8.9', '1e3', '0x10', '"16"', "'16'", 'abc', '- 4', '+-4', '٤'],
  ...['-1', '-0', '-4', '1024', '1025', '2147483648', '4294967296', '4294967297', '-4294967292'],
  // At, below and above the room that newer ones have for it.
  ...['000000000000008', '0000000000000008', '00000000000000008', '              8', '               8'],
  ...['9223372036854775807', '9223372036854775808', '99999999999999999999999', '-9223372036854775809'],
];

/** Has the pool started, and tells the threads of the process. */
const COUNTS =
  'require("fs").stat("/", () => console.log(require("fs").readdirSync("/proc/self/task").length))';

const all = [{ version: process.version.slice(1).split('.')[0] ?? '', path: process.execPath }, ...nodes()];

describeReal('the threads of a real Node', { nodes: true, also: notOfGlibc }, () => {
  // CI takes another quarter of the values for each: a start of Node costs much.
  const parts = all.map((node, at) => ({
    ...node,
    values: VALUES.filter((_, i) => WHOLE || i % 4 === at % 4),
  }));
  it.each(parts)('$version are as many as is said of UV_THREADPOOL_SIZE', ({ version, path, values }) => {
    const counted = values.map((value) => {
      const env = cleanEnv(value === undefined ? {} : { UV_THREADPOOL_SIZE: value });
      return Number(execFileSync(path, ['-e', COUNTS], { env, encoding: 'utf8' }));
    });
    const said = values.map((value) => poolOf(Number(version), value) + OTHER_THREADS);
    const differ = values
      .map((value, i) => ({ value, counted: counted[i], said: said[i] }))
      .filter((one) => one.counted !== one.said);
    expect(differ).toEqual([]);
  });
});

describeReal('a real Node that may not have its threads', { nodes: true, root: true, also: noGroups }, () => {
  it.each(all)('$version aborts with one too few, and runs with all of them', ({ path }) => {
    const threads = 64 + OTHER_THREADS;
    const ended = [threads, threads - 1].map((pids) => {
      const group = makeGroup(`probe-env-pool-${process.pid}`, { pids });
      try {
        const join = group.procs.map((file) => `echo $$ >${file}; `).join('');
        const { status, signal } = spawnSync(
          '/bin/sh',
          ['-c', `${join}exec "$@"`, 'sh', path, '-e', COUNTS],
          {
            env: cleanEnv({ UV_THREADPOOL_SIZE: '64' }),
            stdio: 'ignore',
          },
        );
        return signal ?? status;
      } finally {
        group.remove();
      }
    });
    expect(ended).toEqual([0, 'SIGABRT']);
  });
});

/** musl reads numbers that no `int` holds in another way. */
function notOfGlibc(): string | null {
  const report: unknown = process.report.getReport();
  return JSON.stringify(report).includes('glibcVersionRuntime') ? null : 'this Node has another C library';
}

function noGroups(): string | null {
  try {
    makeGroup(`probe-env-pool-${process.pid}`, { pids: 64 }).remove();
    return null;
  } catch {
    return 'no control group of processes may be made here';
  }
}
