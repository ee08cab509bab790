import { WIDTH } from '../core/wrap.ts';

/** One line of the matrix. */
export interface Row {
  readonly name: string;
  readonly cells: readonly string[];
  /** Colours the whole line. */
  readonly tint?: (text: string) => string;
  /** Colours the last cell. */
  readonly tintLast?: (text: string) => string;
}

const GAP = '  ';
const NAME_MIN = 20;

/**
 * Aligned columns, at most {@link WIDTH} characters wide: long names lose their middle. Where there are so
 * many columns that no room is left for a name, the lines are longer rather than without names.
 */
export function table(rows: readonly Row[]): string {
  const widths = columnWidths(rows);
  const room = Math.max(NAME_MIN, Math.min(longestName(rows), roomFor(widths)));
  return rows.map((row) => `${line(row, room, widths)}\n`).join('');
}

/** Whether some name does not fit. */
export function cutsNames(rows: readonly Row[]): boolean {
  return longestName(rows) > roomFor(columnWidths(rows));
}

function longestName(rows: readonly Row[]): number {
  return longest(rows, (row) => row.name);
}

/** Not `Math.max(...)`: so many arguments as a large go.mod has rows overflow the stack. */
function longest(rows: readonly Row[], textOf: (row: Row) => string | undefined): number {
  return rows.reduce((most, row) => Math.max(most, textOf(row)?.length ?? 0), 0);
}

function roomFor(widths: readonly number[]): number {
  return WIDTH - widths.reduce((sum, width) => sum + GAP.length + width, GAP.length);
}

function columnWidths(rows: readonly Row[]): readonly number[] {
  const [first] = rows;
  return (first?.cells ?? []).map((_, i) => longest(rows, (row) => row.cells[i]));
}

function line({ name, cells, tint, tintLast }: Row, room: number, widths: readonly number[]): string {
  const last = cells.length - 1;
  const padded = cells.map((cell, i) =>
    i === last ? (tintLast?.(cell) ?? cell) : cell.padEnd(widths[i] ?? 0),
  );
  const text = `${GAP}${[shorten(name, room).padEnd(room), ...padded].join(GAP)}`;
  return tint?.(text) ?? text;
}

/** `github.com/someorg…name/v2@v2.1.0`: host and version are what tells modules apart. */
function shorten(name: string, room: number): string {
  if (name.length <= room) return name;
  const head = Math.ceil((room - 1) / 2);
  return `${name.slice(0, head)}…${name.slice(name.length - (room - 1 - head))}`;
}
