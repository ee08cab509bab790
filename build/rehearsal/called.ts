import { readFileSync, writeFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector';
import { FILENAME, rehearse } from './rehearsal.ts';

/**
 * `node called.ts PROGRAM STAGE RESULT` runs the program once on a stage and writes down where in it the
 * functions begin that were called: a JSON list of offsets.
 */
const [program = '', stage = '', result = ''] = process.argv.slice(2);

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

rehearse(readFileSync(program, 'latin1'), stage, () => {
  session.post('Profiler.takePreciseCoverage', (error, taken) => {
    if (error !== null) throw error;
    writeFileSync(result, JSON.stringify(calledIn(taken.result)));
  });
});

function calledIn(scripts: readonly Profiler.ScriptCoverage[]): readonly number[] {
  const functions = scripts.find(({ url }) => url === FILENAME)?.functions ?? [];
  return functions.flatMap(({ ranges: [whole] }) => (whole && whole.count > 0 ? [whole.startOffset] : []));
}
