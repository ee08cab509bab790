import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** What people copy: manifests, the chart, and what documents show. */
const FILES = [
  'README.md',
  ...['deploy', 'docs', 'examples'].flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(folder, name)),
  ),
].filter((name) => /\.(?:ya?ml|md)$/.test(name));

/** Seconds. A kubelet gives 1 where nobody says it, and busy nodes take longer to give a process its turn. */
const PATIENCE_S = 5;

interface Asked {
  readonly at: string;
  readonly seconds: number;
}

/** Probes that ask the agent by HTTP: by their lines, since a template of Helm is no YAML. */
function probesIn(file: string): readonly Asked[] {
  const lines = readFileSync(join(ROOT, file), 'utf8').split('\n');
  return lines.flatMap((line, index) => {
    const [, indent, name] = /^( *)(\w+Probe):/.exec(line) ?? [];
    if (indent === undefined) return [];
    const rest = lines.slice(index + 1);
    const end = rest.findIndex((next) => !next.startsWith(`${indent} `));
    const text = [line, ...rest.slice(0, end < 0 ? rest.length : end)].join('\n');
    if (!/httpGet:[^}]*path: \/(?:livez|readyz|startupz)/.test(text)) return [];
    const [, seconds = '1'] = /timeoutSeconds: (\d+)/.exec(text) ?? [];
    return [{ at: `${file}:${index + 1} ${name}`, seconds: Number(seconds) }];
  });
}

describe('probes that ask the agent by HTTP', () => {
  const asked = FILES.flatMap(probesIn);

  it('are in every manifest of the agent', () => {
    const files = new Set(asked.map(({ at }) => at.replace(/:.*/, '')));
    const agents = FILES.filter((name) =>
      /command: \[probe-env, (?:serve|run, --serve)/.test(readFileSync(join(ROOT, name), 'utf8')),
    );
    expect([...files]).toEqual(
      expect.arrayContaining(agents.filter((name) => name !== 'deploy/node-kube-api.yaml')),
    );
  });

  it('wait longer than a busy node is silent', () => {
    expect(asked.filter(({ seconds }) => seconds < PATIENCE_S)).toEqual([]);
  });
});
