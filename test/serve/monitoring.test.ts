import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { execaSync } from 'execa';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeReal, tool } from '../support/system/real-tools.ts';

const ROOT = join(import.meta.dirname, '../..');
const MONITORING = join(ROOT, 'deploy/monitoring');
const read = (path: string) => readFileSync(path, 'utf8');

interface Rule {
  readonly record?: string;
  readonly alert?: string;
  readonly expr: string;
  readonly annotations?: Readonly<Record<string, string>>;
}
const RULES: readonly Rule[] = parse(read(join(MONITORING, 'rules.yaml'))).groups.flatMap(
  ({ rules }: { rules: readonly Rule[] }) => rules,
);

interface Dashboard {
  readonly title: string;
  readonly templating: { readonly list: readonly { readonly name: string; readonly definition?: string }[] };
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}
const DASHBOARDS = readdirSync(join(MONITORING, 'dashboards')).map(
  (name) => [name, JSON.parse(read(join(MONITORING, 'dashboards', name))) as Dashboard] as const,
);
const queriesOf = ({ panels }: Dashboard) => panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));

/** What the agents say of themselves: documents.test.ts and docs/node.md hold these to what they answer. */
const DOCUMENTED = new Set(
  ['docs/serve.md', 'docs/node.md'].flatMap((page) =>
    [...read(join(ROOT, page)).matchAll(/`((?:probe_env|process)_\w+)/g)].map(([, name = '']) => name),
  ),
);
/** Of Prometheus' own client libraries. */
const USUAL = ['process_cpu_seconds_total', 'process_resident_memory_bytes'];
const RECORDED = RULES.flatMap(({ record }) => (record === undefined ? [] : [record]));

/** Names of metrics in a query, without those that are written into quotes. */
function metricsOf(query: string): readonly string[] {
  return [...query.replace(/"[^"]*"/g, '').matchAll(/[a-z_:]*(?:probe_env|process)_[a-z_:]+/g)].map(
    ([name]) => name,
  );
}

function isThere(name: string): boolean {
  const bare = name.replace(/_(?:bucket|sum|count)$/, '');
  return [name, bare].some((one) => DOCUMENTED.has(one) || RECORDED.includes(one) || USUAL.includes(one));
}

describe('deploy/monitoring', () => {
  it.each([
    ...RULES.map(({ record, alert, expr }) => [record ?? alert ?? '', [expr]] as const),
    ...DASHBOARDS.map(([name, dashboard]) => {
      const variables = dashboard.templating.list.flatMap(({ definition }) => definition ?? []);
      return [name, [...queriesOf(dashboard), ...variables]] as const;
    }),
  ])('asks for metrics that there are: %s', (_, queries) => {
    const names = queries.flatMap(metricsOf);
    expect(names.length).toBeGreaterThanOrEqual(queries.length);
    expect(names.filter((name) => !isThere(name))).toEqual([]);
  });

  it('has every variable of a dashboard asked for, and none that is not there', () => {
    for (const [name, dashboard] of DASHBOARDS) {
      const there = dashboard.templating.list.map((variable) => variable.name);
      const used = new Set(
        [...JSON.stringify(dashboard).matchAll(/\$\{?(\w+)\}?/g)].map(([, variable]) => variable),
      );
      used.delete('__all');
      expect([...used].sort(), name).toEqual([...there].sort());
    }
  });

  it('has its alerts tried, and told of', () => {
    const tried = read(join(MONITORING, 'rules.test.yaml'));
    const page = read(join(ROOT, 'docs/fleet.md'));
    for (const { alert } of RULES) {
      if (alert === undefined) continue;
      expect(tried).toContain(`alertname: ${alert}`);
      expect(page).toContain(`| \`${alert}\` |`);
    }
  });
});

describeReal('deploy/monitoring, as Prometheus reads it', { tools: ['promtool'] }, () => {
  const promtool = (args: readonly string[], input = '') =>
    execaSync(tool('promtool') ?? '', args, { cwd: MONITORING, input });

  it('has rules that can be loaded', () => {
    expect(promtool(['check', 'rules', 'rules.yaml']).stdout).toContain(`${RULES.length} rules found`);
  });

  it('fires its alerts when it should, and records sums over nodes', () => {
    expect(promtool(['test', 'rules', 'rules.test.yaml']).stderr).not.toContain('FAILED');
  });

  it('has dashboards whose queries it can parse', () => {
    const queries = DASHBOARDS.flatMap(([, dashboard]) => queriesOf(dashboard));
    const rules = queries.map((expr, i) => ({
      record: `query:${'abcdefghijklmnopqrstuvwxyz'[i % 26]}${'abcdefghij'[Math.floor(i / 26)]}`,
      expr: expr.replace(/\$\{?\w+\}?/g, '.*'),
    }));
    const text = JSON.stringify({ groups: [{ name: 'all', rules }] });
    expect(promtool(['check', 'rules'], text).stdout).toContain(`${queries.length} rules found`);
  });
});
