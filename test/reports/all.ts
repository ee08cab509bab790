import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from './report.ts';

const FOLDER = join(import.meta.dirname, 'cases');

export interface NamedReport {
  /** Name of the file, without `.ts`. */
  readonly name: string;
  readonly report: Report;
}

const loaded: readonly NamedReport[] = await Promise.all(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.ts'))
    .sort()
    .map(async (file) => ({
      name: file.slice(0, -'.ts'.length),
      report: (await import(join(FOLDER, file))).default as Report,
    })),
);

/** Every report, by the name of its file. */
export function reports(): readonly NamedReport[] {
  return loaded;
}
