import { describe, expect, it } from 'vitest';
import { gomaxprocs, minorOf, TAKES_PLUS } from '../../../probes/limits/go/gomaxprocs.ts';
import { quotaOfGo } from '../../../probes/limits/go/quota.ts';
import { cpusAllowed } from '../../../probes/limits/look/system.ts';
import { memoryLimitOf } from '../../../src/go/memory-limit.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { type Recorded, recorded } from './recorded.ts';

/** What an old go line comes to (`go version -m`). */
const OLD = 'containermaxprocs=0,updatemaxprocs=0';

/** Go takes it, and has no memory for so many: it ends at its start. */
const TOO_MANY = '2147483647';

function predicted(files: Readonly<Record<string, string>>, { program, env }: Recorded) {
  const [version = '', old] = program.slice('go'.length).split('-');
  const host = memoryHost({ trees: [files] });
  const limit = memoryLimitOf(env.GOMEMLIMIT, minorOf(version) >= TAKES_PLUS);
  if (limit.kind === 'refused' || env.GOMAXPROCS === TOO_MANY) return null;
  const cpus = cpusAllowed(host) ?? 0;
  const built = old === undefined ? '' : OLD;
  const { value } = gomaxprocs({ version, built, cpus, quota: quotaOfGo(host, version), env });
  return [value, cpus, limit.kind === 'none' ? 2n ** 63n - 1n : limit.bytes];
}

/** Of a limit beyond 2^53 not every byte counts here. */
function comparable(took: Recorded['took'], expected: ReturnType<typeof predicted>) {
  if (took === null || expected === null) return took;
  const [procs, cpus, limit] = took;
  return [procs, cpus, typeof expected[2] === 'number' ? Number(limit) : limit];
}

describe.each([
  ['cgroup-v2', 655],
  ['cgroup-v1', 200],
  ['cgroup-v1-groups', 252],
  ['memory-limit', 266],
])('what real Go programs took, recorded under %s', (name, least) => {
  it('is what is said of them', () => {
    const wrong: unknown[] = [];
    let count = 0;
    for (const { files, runs } of recorded(name)) {
      for (const run of runs) {
        count++;
        const expected = predicted(files, run);
        const took = comparable(run.took, expected);
        if (String(took) !== String(expected))
          wrong.push({ ...run, took: String(took), expected: String(expected) });
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThanOrEqual(least);
  });
});
