import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { WHOLE } from '../support/suite/whole.ts';
import { HEALTHY, INPUTS } from './inputs.ts';
import { TRIED, UNTRIED, whoReads } from './readers.ts';
import { CANARY, type Ended, type Input, runOn } from './run.ts';

/** The deadline that all are given, milliseconds. */
const DEADLINE_MS = 1000;
/** What the answer may take beyond it, in starts of the program on this machine, CPU for CPU. */
const STARTS = 12;
const PEAK_MIB = 320;
/** When it is surely in the middle of its input, milliseconds of CPU. */
const BUSY_MS = 1500;
/** Whatever is quoted of the input. */
const MOST_SAID = 256 * 1024;

/** CI asks of each reader its first input, `npm run test:deep` all. */
const ASKED = INPUTS.filter(
  ({ reader }, at) => WHOLE || INPUTS.findIndex((input) => input.reader === reader) === at,
);

const isRoot = process.getuid?.() === 0;

/** Until the process has taken so much CPU (proc_pid_stat(5): in hundredths of a second). */
async function busyFor(pid: number, ms: number): Promise<void> {
  for (;;) {
    const [utime, stime] =
      readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ').slice(11, 13) ?? [];
    if ((Number(utime) + Number(stime)) * 10 >= ms) return;
    await sleep(10);
  }
}

let healthy: Promise<Ended> | undefined;

describe('whatever is read, the answer comes in time, in bounded memory, and tells no secret', () => {
  it.each(ASKED.map((input) => [`${input.reader}: ${input.family}`, input] as const))(
    '%s',
    async (_, input) => {
      if (input.over !== undefined && !isRoot) return;
      healthy ??= runOn(HEALTHY);
      const base = await healthy;
      const ended = await runOn(input);
      const said = ended.stdout + ended.stderr;
      expect(input.codes, said.slice(0, 2000)).toContain(ended.code);
      expect((ended.cpuMs - DEADLINE_MS) / base.cpuMs).toBeLessThan(STARTS);
      expect(ended.peakMib).toBeLessThan(PEAK_MIB);
      expect(said.length).toBeLessThan(MOST_SAID);
      expect(said).not.toContain(CANARY);
    },
    180_000,
  );
});

describe('whoever reads for long', () => {
  const LONG: readonly Input[] = INPUTS.filter(({ family }) =>
    ['3 MiB of a list', '15 MiB of a list'].includes(family),
  );

  it.each(LONG.map((input) => [`${input.reader}: ${input.family}`, input] as const))(
    'is ended by SIGTERM long before the deadline: %s',
    async (_, input) => {
      const { code, signal } = await runOn(input, {
        timeout: '10m',
        begun: (pid) => void busyFor(pid, BUSY_MS).then(() => process.kill(pid, 'SIGTERM')),
      });
      expect({ code, signal }).toEqual({ code: null, signal: 'SIGTERM' });
    },
    180_000,
  );
});

describe('every file of the source that reads something', () => {
  it('is in the table, and every word of it has an input', () => {
    const known = [...Object.values(TRIED), ...Object.values(UNTRIED)].flat();
    expect(known.toSorted()).toEqual([...new Set(whoReads(sources()))].toSorted());
    const words = new Set([...INPUTS, HEALTHY].map(({ reader }) => reader));
    expect(Object.keys(TRIED).filter((word) => !words.has(word))).toEqual([]);
  });
});

function sources(): readonly (readonly [path: string, text: string])[] {
  const root = new URL('../..', import.meta.url).pathname;
  return ['src', 'probes'].flatMap((top) =>
    readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
      .filter((path) => path.endsWith('.ts'))
      .map((path) => [`${top}/${path}`, readFileSync(join(root, top, path), 'utf8')] as const),
  );
}
