import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { COMMANDS } from '../../src/cli/commands/index.ts';
import { parseArguments } from '../../src/cli/options/parse.ts';
import { BESIDE_OPTIONS, SERVE_OPTIONS, serveSettings } from '../../src/cli/options/sets/serve-options.ts';
import { ENDPOINTS } from '../../src/serve/answer/endpoints.ts';
import { fileProbe, started } from './setup.ts';

const ROOT = join(import.meta.dirname, '../..');
const PAGE = readFileSync(join(ROOT, 'docs/serve.md'), 'utf8');

interface Container {
  readonly command?: readonly string[];
  readonly ports?: readonly { readonly name: string; readonly containerPort: number }[];
  readonly [probe: `${string}Probe`]: { readonly httpGet: { readonly path: string; readonly port: string } };
}

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

describe.each(readdirSync(join(ROOT, 'deploy')).filter((name) => name.endsWith('.yaml')))(
  'deploy/%s',
  (file) => {
    const text = readFileSync(join(ROOT, 'deploy', file), 'utf8');
    const containers = parseAllDocuments(text).flatMap((document): readonly Container[] => {
      const { initContainers = [], containers: all } = document.toJS().spec.template.spec;
      return [...initContainers, ...all];
    });
    const agents = containers.filter(({ command }) => command?.[0] === 'probe-env');

    it('calls probe-env as it is called, and has the kubelet ask where it listens', async () => {
      expect(agents).toHaveLength(1);
      for (const { command = [], ports = [], ...rest } of agents) {
        const [, name, ...words] = command;
        const { options } = await COMMANDS[name as 'serve' | 'run'].load();
        const known = name === 'run' ? [...options([]), ...BESIDE_OPTIONS] : options([]);
        const settings = serveSettings(await parseArguments(words, known), {});
        const port = settings.listen.kind === 'port' ? settings.listen.port : 0;
        expect(settings.listen).toEqual({ kind: 'port', address: null, port });
        expect(ports).toContainEqual({ name: 'probe-env', containerPort: port });
        for (const probe of ['startupProbe', 'readinessProbe', 'livenessProbe'] as const) {
          expect(Object.keys(ENDPOINTS)).toContain(rest[probe]?.httpGet.path);
          expect(rest[probe]?.httpGet.port).toBe('probe-env');
        }
      }
    });
  },
);
