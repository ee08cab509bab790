import { visible } from '../../core/text/visible.ts';
import type { Paint } from './paint.ts';

/** How lines look. */
export interface Style extends Paint {
  /** Columns. */
  readonly width: number;
  /** On a terminal nothing may be longer, or the terminal breaks it in the middle of a word. */
  readonly terminal: boolean;
}

/** At most `width` characters, the last of which says where something was left out. */
export function clip(line: string, width: number): string {
  if (line.length <= width) return line;
  // Not through the middle of a character that is two code units.
  return `${line.slice(0, width - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** Line breaks are the renderer's own; nothing else may steer a terminal, wherever it slipped in. */
export function harmless(lines: string): string {
  return lines.split('\n').map(visible).join('\n');
}
