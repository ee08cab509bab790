import type { ProbeReport, Status, Unknown } from '../../core/documents/report.ts';
import { isPartly } from '../../core/text/not-known.ts';
import { visible } from '../../core/text/visible.ts';
import { hang, wrap } from '../../core/text/wrap.ts';
import { milliseconds } from '../../core/time/duration.ts';
import { factLines } from './facts.ts';
import type { Paint } from './paint.ts';
import { clip, type Style } from './style.ts';

const MARK: Readonly<Record<Status, string>> = {
  pass: '✓',
  warn: '!',
  fail: '✗',
  skip: '-',
  inconclusive: '?',
};

function statusTint(status: Status, p: Paint): (text: string) => string {
  if (status === 'pass') return p.green;
  if (status === 'warn') return p.yellow;
  return status === 'skip' ? p.dim : p.red;
}

/** One line of a probe: its mark, its name, its facts in a few words; with `verbose` all facts below it. */
export function probeLines(probe: ProbeReport, verbose: boolean, p: Style): string {
  // Of what nobody knows no tick tells.
  const status = probe.status === 'pass' && isPartly(probe.summary) ? 'inconclusive' : probe.status;
  const mark = status === probe.status ? statusTint(status, p)(MARK[status]) : p.yellow(MARK[status]);
  const summary = visible(
    probe.reason === undefined ? probe.summary : `${WORD[probe.status]}: ${probe.reason}`,
  );
  const time = verbose && probe.status !== 'skip' ? p.dim(` (${milliseconds(probe.durationMs, 1)})`) : '';
  const column = NAME_WIDTH + 5;
  const room = p.width - column;
  // Behind the last line comes the time.
  const fitted = p.terminal
    ? hang(wrap(summary, room - (time === '' ? 0 : TIME_WIDTH)), '', ' '.repeat(column))
    : verbose
      ? summary
      : clip(summary, room);
  const line = `  ${mark} ${probe.name.padEnd(NAME_WIDTH)} ${fitted}`;
  const tinted = probe.status === 'skip' ? p.dim(line) : line;
  const { facts, unknown = [] } = probe;
  const details = unknown.length === 0 ? facts : { ...facts, 'not looked at': unknown.map(refused) };
  return `${tinted}${time}\n${verbose ? p.dim(factLines(details, '      ', p.width)) : ''}`;
}

function refused({ what, why }: Unknown): string {
  return `${what} (${why})`;
}

const NAME_WIDTH = 12;
/** ` (1234.5 ms)` */
const TIME_WIDTH = 12;

const WORD: Readonly<Partial<Record<Status, string>>> = { skip: 'skipped', inconclusive: 'inconclusive' };
