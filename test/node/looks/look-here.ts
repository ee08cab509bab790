import { readFileSync } from 'node:fs';
import { probes } from '../../../probes/index.ts';
import { link } from '../../../probes/links.ts';
import { lookAt } from '../../../src/cli/serve/node/look-at.ts';
import type { LookedAt } from '../../../src/cli/serve/node/looked-at.ts';
import { DEFAULTS, defaultPolicy } from '../../../src/config/defaults.ts';
import { parseStat } from '../../../src/target/process/proc/stat.ts';
import { memoryIo } from '../../support/memory/memory-io.ts';
import { liveHost } from '../../support/system/live-host.ts';

/** Looks at a process of this machine as the agent of a node does, with one probe; each look knows the one before. */
export function lookHere(pid: number, probe: string, env: Readonly<Record<string, string>>) {
  const config = {
    ...DEFAULTS,
    ...{ timeoutMs: 60_000, policy: defaultPolicy(probes), demands: [], only: [probe] },
  };
  const context = { host: liveHost(env), io: memoryIo(false), probes, link };
  let before: LookedAt | null = null;
  return async (): Promise<LookedAt> => {
    const startTime = parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.startTime ?? '';
    const request = {
      kind: 'look',
      id: 'one',
      pid,
      startTime,
      config: '',
      silent: [],
      whole: false,
    } as const;
    before = await lookAt(request, '/proc', config, { before, others: () => [] }, context as never);
    return before;
  };
}
