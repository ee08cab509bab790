import { afterAll, beforeAll, expect, it } from 'vitest';
import { makeGroup } from '../support/system/cgroup.ts';
import { describeReal } from '../support/system/real-tools.ts';
import { FaultBench, type Trial } from './bench.ts';
import { SURROUNDINGS, type Surroundings } from './kinds/surroundings.ts';
import { leavesNothing, soundReport } from './sound.ts';

describeReal('surroundings', { tools: ['unshare', 'chroot', 'mount', 'setsid'], root: true }, () => {
  let bench: FaultBench;
  beforeAll(() => {
    bench = new FaultBench();
  });
  afterAll(() => bench.close());

  it.each(SURROUNDINGS.map((fault) => [fault.name, fault] as const))('%s', async (_, fault) => {
    const outcome = await limited(fault, (trial) => bench.run({ ...trial, args: ['-f', 'json'] }));
    expect(outcome.code).toBe(fault.code);
    leavesNothing(outcome);
    if (fault.silent) return expect({ ...outcome, code: 0 }).toMatchObject({ stdout: '', stderr: '' });
    const found = soundReport(outcome).probes.flatMap((probe) => probe.findings);
    const rules = found.filter(({ severity }) => severity !== 'info').map(({ rule }) => rule);
    if (fault.rules !== undefined) expect(rules).toEqual(fault.rules);
  });
});

/** Puts the program, and not the shell that looks at it, into a control group of its own. */
async function limited<T>({ limits, trial }: Surroundings, run: (trial: Trial) => Promise<T>): Promise<T> {
  if (limits === undefined) return run(trial);
  const group = makeGroup(`probe-env-faults-${process.pid}`, limits);
  try {
    const join = group.procs.map((path) => `echo $$ > ${path};`).join(' ');
    return await run({ ...trial, launch: `sh -c '${join} exec "$@"' sh "$@"; code=$?` });
  } finally {
    group.remove();
  }
}
