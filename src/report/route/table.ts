import { WIDTH } from '../../core/text/wrap.ts';

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
 * Aligned columns: long names lose their middle. Where there are so many columns that no room is left for a
 * name, it has a line of its own on a narrow terminal; elsewhere the lines are longer rather than without names.
 */
export function table(rows: readonly Row[], width: number): string {
  const widths = columnWidths(rows);
  const left = roomFor(widths, width);
  if (left < NAME_MIN && width < WIDTH) return rows.map((row) => stacked(row, widths, width)).join('');
  const room = Math.max(NAME_MIN, Math.min(longestName(rows), left));
  return rows.map((row) => `${line(row, room, widths)}\n`).join('');
}

/** Whether some name does not fit. */
export function cutsNames(rows: readonly Row[], width: number): boolean {
  return longestName(rows) > roomFor(columnWidths(rows), width);
}

function longestName(rows: readonly Row[]): number {
  return longest(rows, (row) => row.name);
}

/** Not `Math.max(...)`: so many arguments as a large go.mod has rows overflow the stack. */
function longest(rows: readonly Row[], textOf: (row: Row) => string | undefined): number {
  return rows.reduce((most, row) => Math.max(most, textOf(row)?.length ?? 0), 0);
}

function roomFor(columns: readonly number[], width: number): number {
  return width - columns.reduce((sum, column) => sum + GAP.length + column, GAP.length);
}

function columnWidths(rows: readonly Row[]): readonly number[] {
  const [first] = rows;
  return (first?.cells ?? []).map((_, i) => longest(rows, (row) => row.cells[i]));
}

function line(row: Row, room: number, widths: readonly number[]): string {
  const text = `${GAP}${[shorten(row.name, room).padEnd(room), ...padded(row, widths)].join(GAP)}`;
  return row.tint?.(text) ?? text;
}

/** The name above its cells. */
function stacked(row: Row, widths: readonly number[], width: number): string {
  const name = `${GAP}${shorten(row.name, width - GAP.length)}`;
  const cells = `${GAP}${GAP}${padded(row, widths).join(GAP)}`;
  return [name, cells].map((text) => `${row.tint?.(text) ?? text}\n`).join('');
}

function padded({ cells, tintLast }: Row, widths: readonly number[]): readonly string[] {
  const last = cells.length - 1;
  return cells.map((cell, i) => (i === last ? (tintLast?.(cell) ?? cell) : cell.padEnd(widths[i] ?? 0)));
}

/** `github.com/someorg…name/v2@v2.1.0`: host and version are what tells modules apart. */
function shorten(name: string, room: number): string {
  if (name.length <= room) return name;
  const head = Math.ceil((room - 1) / 2);
  return `${name.slice(0, head)}…${name.slice(name.length - (room - 1 - head))}`;
}
