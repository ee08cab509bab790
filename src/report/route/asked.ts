import type {
  AnswerKind,
  RouteAsked,
  RouteRequestMade,
  RouteSourceAsked,
  RouteSumdbAsked,
} from '../../core/documents/route-online.ts';
import type { RouteModule, RouteReport } from '../../core/documents/route-report.ts';
import { plural } from '../../core/text/plural.ts';
import { visible } from '../../core/text/visible.ts';
import { hang, wrap } from '../../core/text/wrap.ts';
import { milliseconds } from '../../core/time/duration.ts';
import type { Paint } from '../text/paint.ts';
import { explainDatabase, explainRequest } from './answers.ts';

/** As many modules are shown whole; of more, those that are not found. */
const SHOWN_WHOLE = 8;

/** What the sources said when they were asked; empty without `--online`. */
export function askedText(report: RouteReport, verbose: boolean, p: Paint, width: number): string {
  const { online, modules } = report;
  if (online === null) return '';
  const { id, requests, durationMs } = online;
  const head = `  asked: ${plural(requests, 'request')} in ${milliseconds(durationMs)}, X-Request-Id ${id}-…\n`;
  const asked = modules.flatMap((module) => (module.asked === null ? [] : [{ module, asked: module.asked }]));
  const all = verbose || asked.length <= SHOWN_WHOLE;
  const shown = all ? asked : asked.filter((one) => one.asked.outcome !== 'found');
  const left = asked.length - shown.length;
  return [
    p.dim(head),
    ...shown.map((one) => moduleText(one.module, one.asked, verbose, p, width)),
    ...(left > 0 ? [p.dim(`  ${plural(left, 'more module')} found\n`)] : []),
  ].join('');
}

/** `3 found, 1 not` */
export function askedCounts({ modules }: RouteReport): string {
  const of = (outcome: RouteAsked['outcome']) =>
    modules.filter(({ asked }) => asked?.outcome === outcome).length;
  return OUTCOMES.filter(([outcome]) => of(outcome) > 0)
    .map(([outcome, word]) => `${of(outcome)} ${word}`)
    .join(', ');
}

const OUTCOMES: readonly (readonly [RouteAsked['outcome'], string])[] = [
  ['found', 'found'],
  ['failed', 'not found'],
  ['direct', 'only by version control, not asked'],
  ['undecided', 'without an answer in time'],
  ['not-asked', 'not asked'],
];

function moduleText(
  { module, version }: RouteModule,
  { outcome, why, sources, sumdb }: RouteAsked,
  verbose: boolean,
  p: Paint,
  width: number,
): string {
  const [mark, tint] = MARKS[outcome];
  const name = version === null ? module : `${module}@${version}`;
  const said = why === null ? '' : `: ${WHY[why]}`;
  const lines = [`  ${p[tint](mark)} ${p.bold(visible(name))}${said}\n`];
  const names = [...sources.map(({ source }) => source), ...(sumdb === null ? [] : [whereOf(sumdb)])];
  const column = Math.max(0, ...names.map((one) => one.length));
  for (const source of sources) lines.push(...sourceLines(source, column, verbose, width));
  if (sumdb !== null) lines.push(...sumdbLines(sumdb, column, verbose, width));
  return lines.join('');
}

const MARKS = {
  found: ['✓', 'green'],
  failed: ['✗', 'red'],
  direct: ['·', 'dim'],
  undecided: ['?', 'yellow'],
  'not-asked': ['·', 'dim'],
} as const;

const WHY: Readonly<Record<NonNullable<RouteAsked['why']>, string>> = {
  'nothing-to-fetch': 'nothing would be fetched',
  'would-leak': 'not asked, for a public service would learn of it',
  'looks-private':
    'not asked, for its host looks like one of your own and a public service would learn of it',
  deadline: 'the time was up (--timeout)',
};

function sourceLines(
  { source: name, kind, leadsTo, requests }: RouteSourceAsked,
  column: number,
  verbose: boolean,
  width: number,
): readonly string[] {
  const source = name.padEnd(column);
  if (kind === null) return [row('·', '', source, 'version control is not asked')];
  const next = leadsTo === 'take' ? '' : leadsTo === 'next' ? ': go asks the next one' : ': go stops here';
  const [first] = requests;
  if (first === undefined) return [row('·', '', source, `${WORDS[kind]}${next}`)];
  return [
    requestRow(first, source, `${WORDS[kind]}${next}`),
    ...requests.slice(1).map((one) => requestRow(one, source, againText(one))),
    ...notes(explainRequest(first, requests), width),
    ...(verbose ? notes(requests.flatMap(contextOf), width) : []),
  ];
}

function againText({ attempt, waitedMs, kind }: RouteRequestMade): string {
  return attempt === 1
    ? WORDS[kind]
    : `${WORDS[kind]}, asked once more after ${milliseconds(waitedMs)}; go does not`;
}

function whereOf({ name, base }: RouteSumdbAsked): string {
  return base === null || base === `https://${name}` ? name : `${name} at ${base}`;
}

function sumdbLines(
  sumdb: RouteSumdbAsked,
  column: number,
  verbose: boolean,
  width: number,
): readonly string[] {
  const { requests, outcome, treeSize } = sumdb;
  const lookup = requests.find(({ url }) => url.includes('/lookup/')) ?? requests.at(-1);
  const where = whereOf(sumdb).padEnd(column);
  const size = treeSize === null ? '' : `: a signed tree of ${treeSize} records`;
  const text = outcome === 'verified' ? `verified${size}` : `${DATABASE[outcome]}: go stops here`;
  return [
    lookup === undefined ? row('·', '', where, text) : requestRow(lookup, where, text),
    ...notes(explainDatabase(sumdb), width),
    ...(verbose ? notes(requests.flatMap(contextOf), width) : []),
  ];
}

const DATABASE = {
  unknown: 'does not know it',
  unverified: 'not to be trusted',
  failed: 'cannot be asked',
} as const;

function requestRow({ status, durationMs }: RouteRequestMade, source: string, text: string): string {
  return row(status === null ? '—' : String(status), milliseconds(durationMs), source, text);
}

function row(status: string, time: string, source: string, text: string): string {
  return `    ${status.padStart(3)}  ${time.padStart(8)}  ${visible(source)}  ${text}\n`;
}

function notes(texts: readonly string[], width: number): readonly string[] {
  return texts.map((text) => `${hang(wrap(visible(text), width - 19), ' '.repeat(19), ' '.repeat(19))}\n`);
}

/** What the logs of others are searched by. */
function contextOf(made: RouteRequestMade): readonly string[] {
  const { id, url, redirects, proxy, credentials, retryAfterMs, urlSha256 } = made;
  return [
    `${id} GET ${url}`,
    ...redirects.map((to) => `redirected to ${to}`),
    ...(proxy === null ? [] : [`through ${proxy}`]),
    ...(credentials === null ? [] : [`with credentials from ${credentials}`]),
    ...(retryAfterMs === null ? [] : [`Retry-After: ${milliseconds(retryAfterMs)}`]),
    `sha256 of the URL ${urlSha256.slice(0, 16)}…`,
  ];
}

const WORDS: Readonly<Record<AnswerKind, string>> = {
  found: 'found',
  'not-found': 'not found',
  credentials: 'wants a login',
  forbidden: 'forbidden',
  'too-many': 'too many requests',
  unavailable: 'not available now',
  'server-error': 'fails itself',
  'other-status': 'no usable answer',
  'bad-answer': 'sends something else',
  certificate: 'a certificate that go does not take',
  'no-answer': 'no answer',
  refused: 'go does not follow',
};
