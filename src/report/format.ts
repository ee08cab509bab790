import type { FormatOptions, Reporter } from './reporter.ts';

/** Another format is one file and one line here; it is loaded when it is asked for. */
export const REPORTERS = {
  text: async () => (await import('./text/text.ts')).text,
  json: async () => (await import('./json.ts')).json,
  junit: async () => (await import('./junit.ts')).junit,
  tap: async () => (await import('./tap.ts')).tap,
  prometheus: async () => (await import('./prometheus.ts')).prometheus,
  nagios: async () => (await import('./nagios.ts')).nagios,
  github: async () => (await import('./github.ts')).github,
  openreports: async () => (await import('./openreports.ts')).openreports,
} as const satisfies Record<string, () => Promise<Reporter>>;

export type FormatName = keyof typeof REPORTERS;

/** Whether findings of severity info are shown; those that are not need no prose. */
export function showsInfo(format: FormatName, { verbosity }: FormatOptions): boolean {
  return format === 'text' ? verbosity === 'verbose' : format !== 'nagios';
}

/** Formats that show the facts: only for them are the facts made. */
export function showsFacts(format: FormatName, { verbosity }: FormatOptions): boolean {
  return format === 'json' || verbosity === 'verbose';
}
