import { describe, expect, it } from 'vitest';
import { link } from '../../../probes/links.ts';
import { DEFAULTS, UNTIMED_MS } from '../../../src/config/defaults.ts';
import { mergeLayers } from '../../../src/config/merge.ts';
import { observeAgain } from '../../../src/serve/watch/observer.ts';
import { memoryHost } from '../../support/memory/memory-host.ts';
import { fileProbe } from '../setup.ts';

/** So long a mount that does not answer may hold an agent, of which it takes half. */
const DUE_MS = 900;

describe('mounts of another machine, beside an agent', () => {
  /** For how long they have an answer to give, each time that it is said; an hour after the start, and one more look after that. */
  async function told(inSlices: boolean): Promise<{ readonly first: number[]; readonly again: number[] }> {
    let nowMs = 3_600_000;
    const times: number[] = [];
    const host = {
      ...memoryHost({ trees: [{ '/etc/one': 'fine' }] }),
      monotonic: () => nowMs,
      dueAt: (atMs: number) => void times.push(atMs - nowMs),
    };
    const probes = [fileProbe('one', '/etc/one')];
    const config = mergeLayers(probes, [], { ...DEFAULTS, timeoutMs: UNTIMED_MS });
    const manner = inSlices ? { breathe: async () => {} } : {};
    const { observation } = await observeAgain({ probes, link }, host, config, null, manner);
    const first = times.splice(0);
    nowMs += 60_000;
    expect((await observeAgain({ probes, link }, host, config, observation, manner)).ran).toEqual([]);
    return { first, again: times };
  }

  it('have time for an answer at each comparison too', async () => {
    expect(await told(false)).toEqual({ first: [UNTIMED_MS], again: [UNTIMED_MS] });
  });

  it('are not waited for as long as a look may take where somebody asks meanwhile', async () => {
    expect(await told(true)).toEqual({ first: [DUE_MS], again: [DUE_MS] });
  });
});
