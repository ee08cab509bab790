import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { NODE_OPTIONS } from '../../src/cli/options/sets/node-options.ts';
import { entriesOf } from '../../src/serve/node/documents.ts';
import { NODE_PATHS } from '../../src/serve/node/node-endpoints.ts';
import { workloadFamilies } from '../../src/serve/node/node-metrics.ts';
import { newState, type State } from '../../src/serve/node/state.ts';
import { describeReal, tool } from '../support/system/real-tools.ts';
import { BROKEN, container, FakeNode, READY, startedNode } from './fake-node.ts';

function state(number: number, broken: boolean): State {
  const seen = broken ? BROKEN : READY;
  const one = newState(container(number, { workload: `w${number % 50}` }), 0);
  return Object.assign(one, { answer: seen, observed: { atMs: 0, monotonicMs: 0 } });
}

const samplesOf = (states: readonly State[], max: number) => {
  const known = ({ answer }: State) =>
    ({
      verdict: answer === BROKEN ? 'not-ready' : 'ready',
      reason: null,
      seen: answer === BROKEN ? BROKEN : READY,
    }) as never;
  const entries = entriesOf(states, [], known);
  const rules = ({ answer }: State) => (answer === BROKEN && answer.kind === 'seen' ? answer.rules : []);
  return workloadFamilies(entries, states, rules, max).flatMap(({ samples }) => samples);
};

describe('the series of workloads', () => {
  const states = Array.from({ length: 200 }, (_, i) => state(i, i % 4 === 0));

  it('are by workload, whatever pods there are', () => {
    expect(samplesOf(states, 2000)).toHaveLength(50 * 3 + 25);
  });

  it('have a ceiling, behind which all else is counted under one name and nothing is lost', () => {
    const few = samplesOf(states, 40);
    expect(few.length).toBeLessThanOrEqual(40 + 4);
    expect(few.some(({ labels }) => labels.namespace === '_other')).toBe(true);
    const sum = (samples: typeof few, verdict: string) =>
      samples.filter(({ labels }) => labels.verdict === verdict).reduce((all, { value }) => all + value, 0);
    expect([sum(few, 'ready'), sum(few, 'not-ready')]).toEqual([150, 50]);
    const findings = few.filter(({ labels }) => labels.rule === 'ca-certs/empty');
    expect(findings.reduce((all, { value }) => all + value, 0)).toBe(50);
  });
});

async function metricsOf(accept: string): Promise<string> {
  const node = Object.assign(new FakeNode(), { containers: [container(1), container(2)] });
  node.answers = ({ pid }) => (pid === 1 ? BROKEN : READY);
  const { resident } = await startedNode(node);
  return (await resident.ask('/metrics', { headers: { host: 'localhost', accept } })).body;
}

describeReal('promtool', { tools: ['promtool'] }, () => {
  it('takes the metrics of a node', async () => {
    const checked = spawnSync(String(tool('promtool')), ['check', 'metrics'], {
      input: await metricsOf(''),
      encoding: 'utf8',
    });
    expect([checked.status, checked.stderr, checked.stdout]).toEqual([0, '', '']);
  });
});

describe('docs/node.md', () => {
  const page = readFileSync(new URL('../../docs/node.md', import.meta.url), 'utf8');

  it('names every path, option and metric', async () => {
    for (const path of NODE_PATHS) expect(page).toContain(`\`${path}\``);
    for (const { name } of NODE_OPTIONS) expect(page).toContain(`--${name}`);
    const names = [...(await metricsOf('')).matchAll(/^# TYPE (probe_env_\w+)/gm)].map(
      ([, name]) => name ?? '',
    );
    expect(names.filter((name) => !page.includes(name))).toEqual([]);
  });
});
