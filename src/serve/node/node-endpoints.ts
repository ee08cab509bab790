import type { Report } from '../../core/documents/report.ts';
import { plural } from '../../core/text/plural.ts';
import { visible } from '../../core/text/visible.ts';
import { shortDuration } from '../../core/time/duration.ts';
import { rightsOf } from '../../target/node/rights.ts';
import type { Answer, Usage } from '../../target/resident.ts';
import { reasonText } from '../../verdict/reasons.ts';
import { prefers } from '../answer/accept.ts';
import type { Place } from '../answer/answerer.ts';
import type { Asked } from '../answer/endpoints.ts';
import { plain } from '../answer/plain.ts';
import { policyLine } from '../answer/state-lines.ts';
import { typeOf } from '../metrics.ts';
import { PAGE_POLICY } from '../page/policy.ts';
import type { Counted } from '../questions.ts';
import { containerPage, silentPage } from './container-page.ts';
import { type ContainerEntry, containersJson, entriesOf, fits, summaryOf } from './documents.ts';
import type { ClusterState } from './kube/cluster.ts';
import type { NodeAgent } from './node-agent.ts';
import { nodeMetrics } from './node-metrics.ts';
import { nameOf, nodePage } from './node-page.ts';
import type { State } from './state.ts';

export interface ServedNode {
  readonly agent: NodeAgent;
  readonly labels: Readonly<Record<string, string>>;
  readonly usage: () => Usage;
  readonly questions: () => readonly Counted[];
}

export const NODE_PATHS = [
  '/livez',
  '/readyz',
  '/startupz',
  '/metrics',
  '/containers',
  '/containers/ID',
  '/events',
  '/',
] as const;

type Endpoint = (served: ServedNode, asked: Asked) => Answer | Promise<Answer>;

const HTML = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': PAGE_POLICY,
  'cache-control': 'no-store',
} as const;

const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/livez': () => plain(200, 'ok\n'),
  '/readyz': ready,
  '/startupz': ready,
  '/metrics': ({ agent, labels, usage, questions }, { headers }) => {
    const { exposition, contentType } = typeOf(headers.accept);
    const measured = { agent, entries: entries(agent), labels, usage: usage(), questions: questions() };
    return { status: 200, headers: { 'content-type': contentType }, body: nodeMetrics(measured, exposition) };
  },
  '/containers': ({ agent }, { query }) => ({
    status: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-cache' },
    body: containersJson(entries(agent).filter((entry) => fits(entry, query))),
  }),
  '/events': ({ agent }) => ({
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    body: 'retry: 3000\n\n',
    stream: (send) => agent.onChange(() => send('event: change\ndata: {}\n\n')),
  }),
  '/': ({ agent, labels }, { query }) => ({
    status: 200,
    headers: HTML,
    body: nodePage({
      entries: entries(agent),
      about: agent.about,
      labels,
      notReady: agent.notReady(),
      query,
    }),
  }),
};

const ONE = '/containers/';

/** What answers at a path. */
export function placeOf(path: string, served: ServedNode): Place | null {
  const endpoint = Object.hasOwn(ENDPOINTS, path) ? ENDPOINTS[path] : undefined;
  if (endpoint !== undefined) return { name: path, answer: (asked) => endpoint(served, asked) };
  if (!path.startsWith(ONE)) return null;
  return { name: '/containers/ID', answer: (asked) => one(served, path.slice(ONE.length), asked) };
}

function entries(agent: NodeAgent): readonly ContainerEntry[] {
  return entriesOf(agent.states, agent.about.unseen, (state) => agent.known(state));
}

/** The report of one container, which is looked at for it: to a browser as a page. */
async function one({ agent }: ServedNode, id: string, { query, headers, gone }: Asked): Promise<Answer> {
  const isForProgram =
    query.get('format') === 'json' || !prefers(headers.accept, 'text/html', 'application/json');
  const [state, ...more] = agent.find(id);
  const seen =
    state === undefined || more.length > 0 ? noneOf(id, more.length) : await reportOf(agent, state, gone);
  const { intervalMs } = agent.about;
  const vary = { vary: 'accept' };
  if ('status' in seen) {
    const { status, title, why, retryS } = seen;
    const more = { ...vary, ...(retryS !== undefined && { 'retry-after': String(retryS) }) };
    if (isForProgram) return plain(status, `${status === 503 ? `UNKNOWN ${why}` : why}\n`, more);
    return { status, headers: { ...HTML, ...more }, body: silentPage({ title, why, intervalMs }) };
  }
  if (isForProgram)
    return {
      status: 200,
      headers: { 'content-type': 'application/json', 'cache-control': 'no-store', ...vary },
      body: seen.report,
    };
  const entry = entries(agent).find((one) => one.id === state?.container.id);
  const page = {
    name: entry === undefined ? id : nameOf(entry),
    json: `${ONE}${state?.container.id ?? id}?format=json`,
    report: JSON.parse(seen.report) as Report,
    intervalMs,
  };
  return { status: 200, headers: { ...HTML, ...vary }, body: containerPage(page) };
}

/** Why there is no report. */
interface NoReport {
  readonly status: 404 | 503;
  readonly title: string;
  readonly why: string;
  /** When to ask again, seconds. */
  readonly retryS?: number;
}

function noneOf(id: string, others: number): NoReport {
  return others > 0
    ? { status: 404, title: 'Not one', why: `${others + 1} containers begin so; write more of the id` }
    : {
        status: 404,
        title: 'Not here',
        why: `there is no container ${JSON.stringify(id)} here, or no more; /containers lists them`,
      };
}

async function reportOf(
  agent: NodeAgent,
  state: State,
  gone: Asked['gone'],
): Promise<NoReport | { readonly report: string }> {
  const unknown = (why: string): NoReport => ({ status: 503, title: 'Unknown', why });
  if (state.container.sandbox !== null) return unknown(agent.known(state).reason ?? '');
  const report = agent.report(state, gone?.());
  if (report === null)
    return { ...unknown('reports of other containers are being made; ask again'), retryS: 2 };
  const outcome = await report;
  if (!outcome.ok) return unknown(await reasonText(outcome.why));
  const { answer } = outcome;
  if (answer.kind === 'unknown') return unknown(answer.reason);
  if (answer.kind !== 'seen' || answer.report === undefined) return unknown('nothing was seen');
  return { report: answer.report };
}

/** Whether the agent knows its node: what its containers are is no matter of its own readiness. */
function ready({ agent }: ServedNode, { query }: Asked): Answer {
  const why = agent.notReady();
  const head = why === null ? `READY ${summaryOf(entries(agent))}\n` : `NOT READY ${why}\n`;
  return plain(why === null ? 200 : 503, query.has('verbose') ? head + stateLines(agent) : head);
}

function stateLines(agent: NodeAgent): string {
  const about = agent.about;
  const unknown = entries(agent).filter(({ verdict }) => verdict === 'unknown');
  const lines = [
    summaryOf(entries(agent)),
    `processes seen: ${about.processes}; ${plural(about.looks, 'look')} since the start, ${about.givenUp} given up, ${about.stuck} stuck now`,
    ...rightsOf(about.rights).map(({ granted, name, without }) =>
      granted ? `has ${name}` : `LACKS ${name}; unknown without it: ${without}`,
    ),
    policyLine(about.policies),
    ...clusterLines(about.cluster),
    ...unknown.slice(0, 20).map(({ id, namespace, pod, container, reason }) => {
      const named = [namespace, pod, container].filter((name) => name !== null).join('/');
      return `unknown: ${named || (id ?? '').slice(0, 12)}: ${visible(reason ?? '')}`;
    }),
    ...(unknown.length > 20 ? [`and ${unknown.length - 20} more, in /containers?verdict=unknown`] : []),
  ];
  return `\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

function clusterLines(cluster: ClusterState | null): readonly string[] {
  if (cluster === null) return [];
  const { pods, why, ageSeconds } = cluster;
  if (why === null) return [`the API server tells of ${plural(pods, 'pod')} of this node`];
  const since = ageSeconds === null ? '' : ` since ${shortDuration(Math.round(ageSeconds) * 1000)}`;
  const names = pods === 0 ? 'names are what the node tells' : `${plural(pods, 'pod')} of before are known`;
  return [`LACKS the API server, which ${visible(why)}${since}; ${names}`];
}
