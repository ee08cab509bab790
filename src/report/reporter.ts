import type { Report } from '../core/documents/report.ts';

/** How much a text report tells. */
export type Verbosity = 'quiet' | 'normal' | 'verbose';

export interface FormatOptions {
  readonly verbosity: Verbosity;
  readonly color: boolean;
  /** Columns of the terminal that shows it; without, lines are broken for easy reading alone. */
  readonly width?: number;
}

/** A reporter: the whole document with its final newline. Pure; decides nothing. */
export type Reporter = (report: Report, options: FormatOptions) => string;
