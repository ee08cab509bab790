import {
  ROUTE_VERDICTS,
  type RouteModule,
  type RouteReport,
  type RouteVerdict,
} from '../../core/documents/route-report.ts';
import { add } from '../../core/text/grouped.ts';
import { plural } from '../../core/text/plural.ts';
import { visible } from '../../core/text/visible.ts';
import { hang, WIDTH, wrap } from '../../core/text/wrap.ts';
import type { FormatOptions } from '../reporter.ts';
import { type Paint, paint } from '../text/paint.ts';
import { targetName } from '../text/target-name.ts';
import { askedCounts, askedText } from './asked.ts';
import { internalHost } from './hint.ts';
import { cutsNames, type Row, table } from './table.ts';

/** The routes for people: the answer, the matrix, what is not as it should be; with `--verbose` every reason. */
export function routeText(report: RouteReport, { verbosity, color, width = WIDTH }: FormatOptions): string {
  const p = paint(color);
  const head = `${hang(wrap(headline(report, p), width), '', '  ')}\n`;
  if (verbosity === 'quiet' || report.modules.length === 0) return head;
  const parts = [
    head,
    matrix(report, p, width),
    legend(report, p),
    askedText(report, verbosity === 'verbose', p, width),
    ...hints(report, p, width),
    ...(verbosity === 'verbose'
      ? report.modules.map((module) => reasons(module, p, width))
      : [refused(report, p, width), missed(report, p, width)]),
    footer(report, verbosity === 'verbose', p, width),
  ];
  return parts.filter((part) => part !== '').join('\n');
}

/** `OK 12 modules: 10 verified, 2 offline-ready`. */
function headline(report: RouteReport, p: Paint): string {
  const { modules, summary, exitCode, target } = report;
  const counts = ROUTE_VERDICTS.filter((v) => summary[v] > 0).map((v) => `${summary[v]} ${WORDS[v]}`);
  const asked = report.online === null ? '' : `; asked: ${askedCounts(report)}`;
  const all = `${visible(targetName(target))}${plural(modules.length, 'module')}${counts.length > 0 ? `: ${counts.join(', ')}` : ''}${asked}`;
  if (exitCode === 0) return `${p.bold(p.green('OK'))} ${all}`;
  return `${p.bold(p.red('NOT OK'))} ${all}`;
}

/** Nothing has been asked yet: `verified` is what would become of it. */
const WORDS: Readonly<Record<RouteVerdict, string>> = {
  verified: 'would be verified',
  'offline-ready': 'offline-ready',
  unverified: 'unverified',
  'would leak': 'would leak',
  blocked: 'blocked',
};

const MARK: Readonly<Record<RouteVerdict, string>> = {
  verified: '✓',
  'offline-ready': '✓',
  unverified: '!',
  'would leak': '✗',
  blocked: '✗',
};

function tintOf({ verdict, accepted }: RouteModule, p: Paint): (text: string) => string {
  if (!accepted) return p.red;
  return verdict === 'unverified' ? p.yellow : p.green;
}

/** Base URLs of all proxies, in the order in which the first module that needs them asks them. */
function proxiesOf({ modules }: RouteReport): readonly string[] {
  const urls = modules.flatMap((module) => module.steps.filter((s) => s.kind === 'proxy').map((s) => s.url));
  return [...new Set(urls)];
}

function matrix(report: RouteReport, p: Paint, width: number): string {
  const proxies = proxiesOf(report);
  const rows = report.modules.map((module) => rowOf(module, proxies, p));
  const head = (proxy: string): Row => ({
    name: 'module',
    cells: [
      'mode',
      'vendor',
      'cache',
      ...proxies.map((_, i) => `${proxy}${i + 1}`),
      'direct',
      'sumdb',
      'would be',
    ],
    tint: p.dim,
  });
  const wide = [head('proxy '), ...rows];
  return table(cutsNames(wide, width) ? [head('p'), ...rows] : wide, width);
}

function rowOf(module: RouteModule, proxies: readonly string[], p: Paint): Row {
  const places = new Map<string, number>();
  for (const [i, { kind, url }] of module.steps.entries()) {
    const key = kind === 'direct' ? '' : (url ?? '');
    if (!places.has(key)) places.set(key, i + 1);
  }
  const place = (key: string) => String(places.get(key) ?? '·');
  const { state } = module.checksum;
  return {
    name: visible(fullNameOf(module)),
    cells: [
      module.mode,
      yesNo(module.vendored),
      yesNo(module.cached),
      ...proxies.map((url) => place(url)),
      place(''),
      state === 'not-needed' ? '·' : state,
      `${MARK[module.verdict]} ${module.verdict}`,
    ],
    tintLast: tintOf(module, p),
  };
}

function nameOf({ module, version }: RouteModule): string {
  return version === null ? module : `${module}@${version}`;
}

function fullNameOf(module: RouteModule): string {
  const replaced = module.replaces?.split('@', 1)[0];
  return replaced === undefined ? nameOf(module) : `${replaced} => ${nameOf(module)}`;
}

function yesNo(value: boolean | null): string {
  return value === null ? '·' : value ? 'yes' : 'no';
}

/** What the columns stand for, and what leads from one to the next. */
function legend(report: RouteReport, p: Paint): string {
  const steps = new Map<string | null, RouteModule['steps'][number]>();
  for (const module of report.modules) {
    for (const step of module.steps) if (!steps.has(step.url)) steps.set(step.url, step);
  }
  const lines = proxiesOf(report).map((url, i) => {
    const step = steps.get(url);
    const any = step?.onError === 'next';
    const onward = any
      ? 'any error moves on'
      : step?.onNotFound === 'next'
        ? '404 and 410 move on'
        : 'the last one';
    return `  proxy ${i + 1}  ${visible(url)}: ${onward}\n`;
  });
  const database = report.modules.find((module) => module.sumdb !== null);
  if (database !== undefined) lines.push(`  sumdb    ${visible(database.sumdb ?? '')}\n`);
  return lines.length === 0 ? '' : p.dim(lines.join(''));
}

/** What is not as it should be: modules with the same reason share it. */
function refused({ modules }: RouteReport, p: Paint, width: number): string {
  const byReason = new Map<string, RouteModule[]>();
  for (const module of modules.filter((m) => !m.accepted)) {
    const key = `${module.verdict}\n${module.because}`;
    add(byReason, key, module);
  }
  return [...byReason.values()]
    .map((same) => {
      const [first] = same;
      if (first === undefined) return '';
      const more = same.length > 1 ? ` and ${plural(same.length - 1, 'more module')}` : '';
      const head = `  ${p.red(MARK[first.verdict])} ${p.bold(visible(first.module))}${more}: ${first.verdict}\n`;
      return `${head}${paragraph(first.because, width, '    ')}`;
    })
    .join('');
}

/** Patterns that look as if they should match: the verdict may be right, and yet not what was meant. */
function missed({ modules }: RouteReport, p: Paint, width: number): string {
  const byPattern = new Map<string, string[]>();
  for (const module of modules) {
    for (const { message } of module.nearMisses) {
      add(byPattern, message, module.module);
    }
  }
  return [...byPattern]
    .map(([message, [first = '', ...more]]) => {
      const others = more.length > 0 ? ` and ${plural(more.length, 'more module')}` : '';
      return `  ${p.yellow('!')} ${p.bold(visible(first))}${others}\n${paragraph(message, width, '    ')}`;
    })
    .join('');
}

/** A name that looks private, and yet public services are asked. */
function hints({ modules }: RouteReport, p: Paint, width: number): readonly string[] {
  const hosts = new Set(modules.map(internalHost).filter((host) => host !== null));
  return [...hosts].map((host) => {
    const database =
      modules.find((module) => internalHost(module) === host)?.sumdb ?? 'the checksum database';
    const advice = `looks like a host of your own. go would ask ${database} for its modules, which does not know private ones: the build stops there, and their names are told. If they are private, set GOPRIVATE=${host}`;
    return `  ${p.yellow('!')} ${p.bold(visible(host))}\n${paragraph(advice, width, '    ')}`;
  });
}

function reasons(module: RouteModule, p: Paint, width: number): string {
  const head = `  ${tintOf(module, p)(MARK[module.verdict])} ${p.bold(visible(fullNameOf(module)))}: ${WORDS[module.verdict]}\n`;
  return head + module.reasons.map((reason) => paragraph(reason, width, '    - ', '      ')).join('');
}

function paragraph(text: string, width: number, first: string, rest = first): string {
  return `${hang(wrap(visible(text), width - first.length), first, rest)}\n`;
}

function footer(
  { go, source, project, settings }: RouteReport,
  verbose: boolean,
  p: Paint,
  width: number,
): string {
  const lines = [`  ${go === null ? 'newest go' : `go ${go}`} · ${source} · ${project ?? 'no go.mod'}`];
  if (verbose) {
    const set = Object.entries(settings).filter(([, value]) => value !== '');
    lines.push(...set.map(([key, value]) => `  ${key}=${value}`));
  } else {
    lines.push('  numbers say in which order the sources are asked · --verbose gives every reason');
  }
  return p.dim(
    lines.map((line) => `${hang(wrap(visible(line.trimStart()), width - 2), '  ', '  ')}\n`).join(''),
  );
}
