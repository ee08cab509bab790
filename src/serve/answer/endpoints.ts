import { createHash } from 'node:crypto';
import type { ProbeReport, Report } from '../../core/documents/report.ts';
import { doubtFails, type Purpose } from '../../core/purpose.ts';
import { json } from '../../report/json.ts';
import { text } from '../../report/text/text.ts';
import type { Answer, Usage } from '../../target/resident.ts';
import { verdictOf } from '../../verdict/verdict.ts';
import type { Agent } from '../agent.ts';
import { metrics, typeOf } from '../metrics.ts';
import { page } from '../page/page.ts';
import { PAGE_POLICY } from '../page/policy.ts';
import { plain } from './plain.ts';
import { stateLines } from './state-lines.ts';

export interface Served {
  readonly agent: Agent;
  readonly intervalMs: number;
  /** Labels that somebody gave this container. */
  readonly labels: Readonly<Record<string, string>>;
  readonly usage: () => Usage;
}

export interface Asked {
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** When who asked is there no more. */
  readonly gone?: () => AbortSignal;
}

type Endpoint = (served: Served, asked: Asked) => Answer | Promise<Answer>;

export const ENDPOINTS: Readonly<Record<string, Endpoint>> = {
  '/livez': () => plain(200, 'ok\n'),
  '/readyz': (served, asked) => ready(served, asked, 'readiness'),
  '/startupz': (served, asked) => ready(served, asked, 'startup'),
  '/metrics': async ({ agent, usage, labels }, { headers }) => {
    const format = typeOf(headers.accept);
    const report = await agent.report('readiness', 'notes');
    const body = await metrics(
      { report, stale: agent.stale(), state: agent.state, usage: usage(), labels },
      format.exposition,
    );
    return { status: 200, headers: { 'content-type': format.contentType }, body };
  },
  '/report': async ({ agent }, { headers }) => {
    const report = await agent.report('readiness', 'facts');
    if (report === null) return plain(503, `${agent.stale()}\n`);
    return unlessKnown(documentOf(report), headers);
  },
  '/events': ({ agent }) => ({
    status: 200,
    headers: { 'content-type': 'text/event-stream', 'cache-control': 'no-store' },
    body: 'retry: 3000\n\n',
    stream: (send) => agent.onChange(() => send('event: change\ndata: {}\n\n')),
  }),
  '/': async ({ agent, intervalMs }) => {
    const report = await agent.report('readiness', 'facts');
    const body = page({ report, stale: agent.stale(), state: agent.state, intervalMs });
    return {
      status: 200,
      headers: {
        'content-type': 'text/html; charset=utf-8',
        'content-security-policy': PAGE_POLICY,
        'cache-control': 'no-store',
      },
      body,
    };
  },
};

async function ready({ agent, intervalMs }: Served, { query }: Asked, purpose: Purpose): Promise<Answer> {
  const verbose = query.has('verbose');
  const report = await agent.report(purpose, verbose ? 'facts' : 'verdict');
  const stale = agent.stale();
  const about = verbose ? stateLines(agent.state, intervalMs) : '';
  if (report === null || stale !== null)
    return plain(503, `NOT READY ${stale ?? 'nothing was looked at'}\n${about}`);
  const named = query.getAll('probe').flatMap((list) => list.split(','));
  const unknown = named.find((name) => !report.probes.some((probe) => probe.name === name));
  if (unknown !== undefined) {
    const names = report.probes.map(({ name }) => name).join(', ');
    return plain(
      404,
      `there is no probe ${JSON.stringify(unknown)} here; there ${report.probes.length === 1 ? 'is' : 'are'} ${names}\n`,
    );
  }
  const asked = named.length === 0 ? report : only(report, named);
  const document = verbose ? text(asked, { verbosity: 'verbose', color: false }) : plainText(asked);
  return plain(asked.verdict === 'ready' ? 200 : 503, `${document}${about}`);
}

/** Many ask for the same. */
const texts = new WeakMap<Report, string>();

interface Document {
  readonly body: string;
  readonly etag: string;
}

const documents = new WeakMap<Report, Document>();

function documentOf(report: Report): Document {
  const known = documents.get(report) ?? { body: json(report), etag: tagOf(report) };
  documents.set(report, known);
  return known;
}

function plainText(report: Report): string {
  const known = texts.get(report) ?? text(report, { verbosity: 'normal', color: false });
  texts.set(report, known);
  return known;
}

/** The same report of some of its probes. */
function only(report: Report, names: readonly string[]): Report {
  const probes = report.probes.filter(({ name }) => names.includes(name));
  const verdict = verdictOf(probes, {
    failOn: report.failOn,
    doubtFails: doubtFails({ purpose: report.for, strict: report.strict }),
  });
  const inconclusive = probes.filter(({ status }) => status === 'inconclusive').length;
  return { ...report, probes, verdict, summary: { ...report.summary, inconclusive } };
}

/** What two reports of the same tell alike: not when it was looked, nor how long that took. */
function tagOf(report: Report): string {
  const { startedAt: _, durationMs: __, ...rest } = report;
  const probes = rest.probes.map(({ durationMs: ___, ...probe }: ProbeReport) => probe);
  const hash = createHash('sha256').update(JSON.stringify({ ...rest, probes }));
  return `W/"${hash.digest('base64url').slice(0, 22)}"`;
}

function unlessKnown({ body, etag }: Document, headers: Asked['headers']): Answer {
  const answer = { 'content-type': 'application/json', etag, 'cache-control': 'no-cache' };
  return isKnown(headers['if-none-match'] ?? '', etag)
    ? { status: 304, headers: answer, body: '' }
    : { status: 200, headers: answer, body };
}

/** Whether it is among them, weak or not (RFC 9110, 13.1.2): what is between may have made one of the other. */
function isKnown(tags: string, etag: string): boolean {
  const opaque = etag.replace(/^W\//, '');
  return tags.trim() === '*' || (tags.match(/"[^"]*"/g)?.includes(opaque) ?? false);
}
