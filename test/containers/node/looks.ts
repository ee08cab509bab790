import { readFileSync } from 'node:fs';
import { probes } from '../../../probes/index.ts';
import { link } from '../../../probes/links.ts';
import { lookAt } from '../../../src/cli/serve/node/look-at.ts';
import type { LookedAt } from '../../../src/cli/serve/node/looked-at.ts';
import { DEFAULTS, defaultPolicy } from '../../../src/config/defaults.ts';
import { parseStat } from '../../../src/target/process/proc/stat.ts';
import { memoryIo } from '../../support/memory/memory-io.ts';
import { until } from '../../support/runs/serving.ts';
import type { LightContainer } from '../../support/system/light/containers.ts';
import { liveHost } from '../../support/system/live-host.ts';

/** Looks at light containers as the process that looks at a node does, and keeps what they bring. */
export class Looks {
  /** The clock goes so much before that of the machine. */
  laterMs = 0;
  readonly #kept = new Map<string, LookedAt>();
  readonly #config = {
    ...{ ...DEFAULTS, timeoutMs: 60_000, policy: defaultPolicy(probes) },
    ...{ demands: [], purpose: 'readiness' as const },
  };

  forget(): void {
    this.#kept.clear();
    this.laterMs = 0;
  }

  async at(one: LightContainer): Promise<LookedAt> {
    const pid = one.pid();
    // It becomes another program once or twice before it is what it is to be.
    await until(async () => !/^\/bin\/sh|setpriv/.test(readFileSync(`/proc/${pid}/cmdline`, 'utf8')));
    const startTime = parseStat(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.startTime ?? '';
    const machine = liveHost({});
    const host = { ...machine, monotonic: () => machine.monotonic() + this.laterMs };
    const found = await lookAt(
      { kind: 'look', id: one.id, pid, startTime, config: '', silent: [], whole: false },
      '/proc',
      this.#config,
      { before: this.#kept.get(one.id) ?? null, others: () => [...this.#kept.values()] },
      { host, io: memoryIo(false), probes, link },
    );
    this.#kept.delete(one.id);
    this.#kept.set(one.id, found);
    return found;
  }
}
