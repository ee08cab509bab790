import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isDraft } from '../../build/scaffold/draft.ts';
import { probes } from '../../probes/index.ts';
import { catalogue } from '../../src/catalogue.ts';
import { CONTAINER_PROBES } from '../support/probes/container-probes.ts';
import { type Group, makeGroup } from '../support/system/cgroup.ts';
import { Chroots, type Machine } from '../support/system/chroot.ts';
import { describeReal } from '../support/system/real-tools.ts';
import { FAILURES } from './scenarios/failures.ts';
import { ROWS } from './scenarios/rows.ts';
import { ELSEWHERE, IN_MEMORY, MADE_FOR, SCENARIOS } from './scenarios/scenarios.ts';

const GOLDEN = join(import.meta.dirname, 'golden');
const ROOT = join(import.meta.dirname, '../..');
const GIB = 1024 ** 3;

/** Times are the only thing in which two runs may differ. */
function settle(text: string): string {
  return text.replace(/\b\d+(?:\.\d+)? ms\b/g, '41 ms');
}

describe('scenarios', () => {
  it('answer every row of the first wave', () => {
    const answered = [
      ...SCENARIOS.flatMap((scenario) => scenario.rows),
      ...IN_MEMORY.map(({ row }) => row),
      ...ELSEWHERE.map(({ row }) => row),
    ];
    expect([...new Set(answered)].sort((a, b) => a - b)).toEqual(Object.keys(ROWS).map(Number));
  });

  it('have one golden file each, and no golden file is left over', () => {
    const names = SCENARIOS.map((scenario) => `${scenario.name}.golden.txt`);
    expect(readdirSync(GOLDEN).sort()).toEqual(names.sort());
  });

  it.each(FAILURES)('$scenario shows what is seen as: $sees', ({ scenario, rule }) => {
    expect(SCENARIOS.find(({ name }) => name === scenario)?.finds).toContain(rule);
    // And something to do.
    const shown = readFileSync(join(GOLDEN, `${scenario}.golden.txt`), 'utf8');
    expect(shown.slice(shown.search(new RegExp(`^  [✗!] ${rule}$`, 'm'))).split('\n\n')[0]).toContain(
      '    → ',
    );
  });

  it.each(IN_MEMORY)('row $row has $rule, whose fixture is in $file', async ({ rule, file }) => {
    expect((await catalogue(probes)).map((entry) => entry.id)).toContain(rule);
    expect(existsSync(join(ROOT, file))).toBe(true);
  });
});

describeReal('golden files', { tools: ['unshare', 'chroot', 'mount', 'python3'], root: true }, () => {
  let chroots: Chroots;
  let group: Group | null = null;
  beforeAll(() => {
    chroots = new Chroots();
    try {
      group = makeGroup(`probe-env-golden-${randomUUID()}`, { cpus: 2, memoryBytes: 4 * GIB });
    } catch {
      // Where nobody may make one, the pictures of the whole report cannot be taken.
    }
  });
  afterAll(() => {
    chroots.close();
    group?.remove();
  });

  it.for(SCENARIOS)(
    '$name',
    async ({ name, about, machine, args = [], finds, whole = false, shows = [] }, { skip }) => {
      if (whole && group === null) skip('no control group can be made');
      const limited = whole ? within(group, machine()) : machine();
      const { code, stdout, stderr } = await chroots.run([...args], withVariables(limited, whole, shows));
      expect(stderr).toBe('');
      const command = ['probe-env', ...args].join(' ');
      const document = `# ${about}\n$ ${command}\n${settle(stdout)}$ echo $?\n${code}\n`;
      await expect(document).toMatchFileSnapshot(join(GOLDEN, `${name}.golden.txt`));
      if (finds !== undefined) {
        expect([...stdout.matchAll(/^ {2}[✗!] ([a-z-]+\/[a-z-]+)/gm)].map(([, rule]) => rule)).toEqual(finds);
      }
    },
  );
});

/** The machine with control groups, and its process in this one. */
function within(group: Group | null, machine: Machine): Machine {
  const groups = '$M/sys/fs/cgroup';
  const setup = [
    `mkdir -p ${groups}`,
    `mount --rbind /sys/fs/cgroup ${groups}`,
    ...(group?.procs ?? []).map((file) => `echo $$ > ${file}`),
  ];
  return { ...machine, setup: [...(machine.setup ?? []), ...setup] };
}

/** A deadline that a loaded machine keeps, what is late is another test's matter; and the probes that are shown. */
function withVariables(machine: Machine, whole: boolean, shows: readonly string[]): Machine {
  const finished = probes
    .filter((probe) => !isDraft(probe) && CONTAINER_PROBES.includes(probe))
    .map((probe) => probe.name);
  const only = [...(whole ? finished : MADE_FOR), ...shows].join(',');
  return { ...machine, env: { ...machine.env, PROBE_ENV_TIMEOUT: '20000', PROBE_ENV_ONLY: only } };
}
