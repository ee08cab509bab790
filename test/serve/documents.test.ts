import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { SERVE_OPTIONS } from '../../src/cli/options/sets/serve-options.ts';
import { ENDPOINTS } from '../../src/serve/answer/endpoints.ts';
import { type Container, expectAgent } from './manifest.ts';
import { fileProbe, started } from './setup.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/serve.md'), 'utf8');

describe('docs/serve.md', () => {
  it('names every path, option and metric', async () => {
    for (const path of Object.keys(ENDPOINTS)) expect(PAGE).toContain(`\`${path}\``);
    for (const { name } of SERVE_OPTIONS) expect(PAGE).toContain(`--${name} `);
    const { resident } = await started([fileProbe('one', '/etc/one')], { trees: [{ '/etc/one': 'odd' }] });
    const { body } = await resident.ask('/metrics');
    const names = [...body.matchAll(/^# TYPE (probe_env_\w+)/gm)].map(([, name]) => name ?? '');
    // Those that a single run has too are told there.
    const other = names.filter((name) => name !== 'probe_env_probe_duration_seconds');
    expect(other.filter((name) => !PAGE.includes(`\`${name}`))).toEqual([]);
  });
});

/** Those with pods: what an account may do is in a file of its own. */
const WITH_PODS = readdirSync(join(ROOT, 'deploy')).filter(
  (name) =>
    name.endsWith('.yaml') &&
    readFileSync(join(ROOT, 'deploy', name), 'utf8').includes('\n      containers:'),
);

describe.each(WITH_PODS)('deploy/%s', (file) => {
  const text = readFileSync(join(ROOT, 'deploy', file), 'utf8');
  const containers = parseAllDocuments(text).flatMap((document): readonly Container[] => {
    const { initContainers = [], containers: all } = document.toJS().spec.template.spec;
    return [...initContainers, ...all];
  });
  const agents = containers.filter(({ command }) => command?.[0] === 'probe-env');

  it('calls probe-env as it is called, and has the kubelet ask where it listens', async () => {
    expect(agents).toHaveLength(1);
    for (const agent of agents) await expectAgent(agent);
  });
});
