import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { cpus, release, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { exposition } from '../../../src/report/exposition/exposition.ts';
import { entriesOf } from '../../../src/serve/node/documents.ts';
import { MAX_SERIES, workloadFamilies } from '../../../src/serve/node/node-metrics.ts';
import type { Seen } from '../../../src/serve/node/protocol.ts';
import { knownOf, newState, type State } from '../../../src/serve/node/state.ts';
import { BUNDLE } from '../../support/runs/built-file.ts';

/*
 * What a fleet costs its Prometheus: `tsx test/bench/agents/fleet.ts --prometheus FILE --nodes 1000,10000`. Each node answers with the code
 * of the agent: its own families as a real agent on this machine has them, those of workloads made of simulated
 * containers. Prometheus is real, asks every node, and has deploy/monitoring/rules.yaml. Loopback alone.
 */
const { values } = parseArgs({
  options: {
    prometheus: { type: 'string', default: 'prometheus' },
    nodes: { type: 'string', default: '100,1000' },
    containers: { type: 'string', default: '30' },
    /** Seconds between two scrapes of a node. */
    interval: { type: 'string', default: '60' },
  },
});
const CONTAINERS = Number(values.containers);
const INTERVAL = Number(values.interval);
const MONITORING = join(import.meta.dirname, '../../../deploy/monitoring');
/** Workloads of the whole fleet, of which each node runs some. */
const WORKLOADS = 500;
const RULES = 40;
const CLOCK_MS = 1_000_000;

/** A generator of numbers between 0 and 1 that is the same in each run. */
function seeded(seed: number): () => number {
  let state = seed + 1;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff;
    return state / 0x80000000;
  };
}

/** Nine of ten containers are ready, with a warning now and then; the others have an error or two. */
function looked(random: () => number): Seen {
  const rule = () => `probe/rule-${Math.floor(random() * RULES)}`;
  const bad = random() < 0.1;
  const rules = [
    ...(bad ? [{ rule: rule(), severity: 'error', fails: true } as const] : []),
    ...(random() < 0.3 ? [{ rule: rule(), severity: 'warning', fails: false } as const] : []),
  ];
  const summary = { error: bad ? 1 : 0, warning: rules.length - (bad ? 1 : 0), unknown: 0 };
  return {
    ...{ kind: 'seen', verdict: bad ? 'not-ready' : 'ready', summary, rules, words: '' },
    ...{ profile: 'runtime', ran: 0, durationMs: 1, steady: true },
  };
}

/** What the agent of this node says of its containers. */
function workloadsOf(node: number): string {
  const random = seeded(node);
  const states = Array.from({ length: CONTAINERS }, (_, i): State => {
    const workload = Math.floor(random() * WORKLOADS);
    const container = {
      id: `${node}-${i}`.padStart(64, '0'),
      runtime: 'containerd' as const,
      podUid: null,
      namespace: `team-${workload % 50}`,
      pod: `service-${workload}-${node}`,
      container: 'app',
      labels: null,
      workload: `service-${workload}`,
      main: { pid: i + 1, startTime: '1', name: 'app' },
      processes: 1,
      sandbox: null,
      remote: [],
      above: [],
    };
    return {
      ...newState(container, CLOCK_MS),
      answer: looked(random),
      observed: { atMs: CLOCK_MS, monotonicMs: CLOCK_MS },
    };
  });
  const known = (state: State) => knownOf(state, CLOCK_MS, 10_000);
  const entries = entriesOf(states, [], known);
  return exposition(
    workloadFamilies(entries, states, (state) => known(state).seen?.rules ?? [], MAX_SERIES),
    'prometheus',
  );
}

/** What a real agent on this machine says of itself. */
async function ofAnAgent(): Promise<string> {
  const agent = spawn(process.execPath, [BUNDLE, 'serve', '--node', '--listen', '127.0.0.1:0'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  try {
    const text = await (await fetch(`${await addressOf(agent)}/metrics`)).text();
    return text.replace(/^(?:# \w+ )?probe_env_node_(?:containers|findings)\b.*\n/gm, '');
  } finally {
    agent.kill();
  }
}

function addressOf(agent: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let said = '';
    agent.stderr?.on('data', (bytes) => {
      said += String(bytes);
      const [found] = /http:\/\/\S+/.exec(said) ?? [];
      if (found !== undefined) resolve(found);
    });
    agent.on('exit', () => reject(new Error(`the agent has ended: ${said}`)));
  });
}

/** All queries of the dashboards, with every variable meaning all. */
const QUERIES = readdirSync(join(MONITORING, 'dashboards')).flatMap((name) => {
  const { panels } = JSON.parse(readFileSync(join(MONITORING, 'dashboards', name), 'utf8'));
  return panels.flatMap(
    ({ title, targets }: { title: string; targets: readonly { readonly expr: string }[] }) =>
      targets.map(({ expr }) => ({
        title: `${name.replace('.json', '')}: ${title}`,
        expr: expr.replace(/\$\{?\w+\}?/g, '.*'),
      })),
  );
}) as readonly { readonly title: string; readonly expr: string }[];

interface Measured {
  readonly series: number;
  readonly samplesPerSecond: number;
  readonly scrapeBytes: number;
  readonly scrapeMs: number;
  readonly memoryMiB: number;
  readonly cpuShare: number;
  readonly queryMs: ReadonlyMap<string, number>;
}

/** A Prometheus that asks so many nodes for two intervals and a bit, and then answers every dashboard. */
async function measure(nodes: number, own: string): Promise<Measured> {
  let bytes = 0;
  let asked = 0;
  const exporter = createServer((request, response) => {
    const body = workloadsOf(Number(request.url?.split('/')[1])) + own;
    bytes += Buffer.byteLength(body);
    asked++;
    response.setHeader('content-type', 'text/plain; version=0.0.4; charset=utf-8').end(body);
  });
  await new Promise<void>((resolve) => exporter.listen(0, '127.0.0.1', resolve));
  const address = exporter.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const folder = mkdtempSync(join(tmpdir(), 'probe-env-fleet-'));
  const targets = Array.from({ length: nodes }, (_, node) => ({
    targets: [`127.0.0.1:${port}`],
    labels: { __metrics_path__: `/${node}`, instance: `node-${node}` },
  }));
  const config = {
    global: { scrape_interval: `${INTERVAL}s`, scrape_timeout: '10s' },
    rule_files: [join(MONITORING, 'rules.yaml')],
    scrape_configs: [{ job_name: 'probe-env', static_configs: targets }],
  };
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config));
  const listen = `127.0.0.1:${port + 1}`;
  const prometheus = spawn(
    values.prometheus,
    [
      `--config.file=${folder}/prometheus.yml`,
      `--storage.tsdb.path=${folder}/data`,
      `--web.listen-address=${listen}`,
    ],
    { stdio: ['ignore', 'ignore', 'ignore'] },
  );
  const ask = async (query: string) => {
    const response = await fetch(`http://${listen}/api/v1/query?query=${encodeURIComponent(query)}`);
    if (!response.ok) throw new Error(`${query}: ${await response.text()}`);
    return (await response.json()) as {
      readonly data: { readonly result: readonly { readonly value: readonly unknown[] }[] };
    };
  };
  const ofItself = async (name: string) => {
    const text = await (await fetch(`http://${listen}/metrics`)).text();
    return Number(new RegExp(`^${name}(?:\\{[^}]*\\})? (\\S+)`, 'm').exec(text)?.[1] ?? Number.NaN);
  };
  try {
    await sleep(INTERVAL * 1000);
    const before = [
      await ofItself('process_cpu_seconds_total'),
      await ofItself('prometheus_tsdb_head_samples_appended_total'),
    ];
    await sleep((INTERVAL + 15) * 1000);
    const [cpu = 0, samples = 0] = [
      await ofItself('process_cpu_seconds_total'),
      await ofItself('prometheus_tsdb_head_samples_appended_total'),
    ];
    const queryMs = new Map<string, number>();
    for (const { title, expr } of QUERIES) {
      const times: number[] = [];
      for (let run = 0; run < 3; run++) {
        const start = performance.now();
        await ask(expr);
        times.push(performance.now() - start);
      }
      queryMs.set(title, times.sort((a, b) => a - b)[1] ?? 0);
    }
    const { data } = await ask('avg(scrape_duration_seconds)');
    return {
      series: await ofItself('prometheus_tsdb_head_series'),
      samplesPerSecond: (samples - (before[1] ?? 0)) / (INTERVAL + 15),
      scrapeBytes: bytes / asked,
      scrapeMs: Number(data.result[0]?.value[1]) * 1000,
      memoryMiB: (await ofItself('process_resident_memory_bytes')) / 2 ** 20,
      cpuShare: (cpu - (before[0] ?? 0)) / (INTERVAL + 15),
      queryMs,
    };
  } finally {
    prometheus.kill();
    await new Promise((resolve) => prometheus.once('exit', resolve));
    exporter.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const own = await ofAnAgent();
const [processor] = cpus();
console.log(
  `${cpus().length} × ${processor?.model.trim()}, Linux ${release()}; ${CONTAINERS} containers a node, a scrape each ${INTERVAL} s`,
);
const rows: [number, Measured][] = [];
for (const nodes of values.nodes.split(',').map(Number)) rows.push([nodes, await measure(nodes, own)]);
console.log(
  '\n| nodes | series | samples/s | scrape KiB | scrape ms | memory MiB | CPU of a core |\n|---|---|---|---|---|---|---|',
);
for (const [nodes, m] of rows)
  console.log(
    `| ${[nodes, m.series, m.samplesPerSecond.toFixed(0), (m.scrapeBytes / 1024).toFixed(1), m.scrapeMs.toFixed(1), m.memoryMiB.toFixed(0), m.cpuShare.toFixed(2)].join(' | ')} |`,
  );
console.log(
  `\n| query, ms | ${rows.map(([nodes]) => nodes).join(' | ')} |\n|---|${'---|'.repeat(rows.length)}`,
);
for (const { title } of QUERIES)
  console.log(
    `| ${title} | ${rows.map(([, { queryMs }]) => (queryMs.get(title) ?? 0).toFixed(1)).join(' | ')} |`,
  );
