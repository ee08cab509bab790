import { ROUTE_VERDICTS, type RouteModule, type RouteReport } from '../../core/documents/route-report.ts';
import { add } from '../../core/text/grouped.ts';
import { plural } from '../../core/text/plural.ts';
import { visible } from '../../core/text/visible.ts';
import { hang, WIDTH, wrap } from '../../core/text/wrap.ts';
import type { FormatOptions } from '../reporter.ts';
import { type Paint, paint } from '../text/paint.ts';
import { targetName } from '../text/target-name.ts';
import { askedCounts, askedText } from './asked.ts';
import { internalHost } from './hint.ts';
import { legend, matrix } from './matrix.ts';
import { fullNameOf, MARK, tintOf, WORDS } from './words.ts';

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
