import type { RouteModule, RouteReport } from '../../core/documents/route-report.ts';
import { visible } from '../../core/text/visible.ts';
import type { Paint } from '../text/paint.ts';
import { cutsNames, type Row, table } from './table.ts';
import { fullNameOf, MARK, proxiesOf, tintOf } from './words.ts';

/** A row for each module: at which place of the order each source is asked. */
export function matrix(report: RouteReport, p: Paint, width: number): string {
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

function yesNo(value: boolean | null): string {
  return value === null ? '·' : value ? 'yes' : 'no';
}

/** What the columns stand for, and what leads from one to the next. */
export function legend(report: RouteReport, p: Paint): string {
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
