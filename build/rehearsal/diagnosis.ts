import type { Report } from '../../src/core/documents/report.ts';
import type { Program } from './program.ts';
import { perform } from './rehearsal.ts';
import { STAGE_ENV } from './stage.ts';

/**
 * Why a rehearsal was not that of a healthy run: which probe reported which rule on the stage, and where
 * to add what it looked for. Asks the program itself, by a second run; `error` is how the first one ended.
 */
export async function whatIsWrong(program: Program, stage: string, error: Error): Promise<string> {
  try {
    // Info is left out of a healthy report; anything else makes the run load its prose.
    const { printed } = await perform(program, stage, ['--format', 'json'], STAGE_ENV);
    const lines = complaints(JSON.parse(printed));
    if (lines.length > 0) return [...lines, ADVICE].join('\n');
  } catch {
    // Then the first failure is all that is known.
  }
  return `build: ${error.message}`;
}

const ADVICE = `build: a healthy container has no finding, and on a healthy one the program is rehearsed. Either
build: add what the probe needs to build/rehearsal/stage.ts, or let the rule be silent there.`;

function complaints({ probes }: Report): readonly string[] {
  return probes.flatMap(({ name, status, reason, findings }) => [
    ...findings
      .filter(({ severity }) => severity !== 'info')
      .map(
        ({ rule, message }) => `build: probe ${name} reported ${rule} on the rehearsal machine: ${message}`,
      ),
    ...(status === 'inconclusive'
      ? [`build: probe ${name} came to no conclusion on the rehearsal machine: ${reason ?? ''}`]
      : []),
  ]);
}
