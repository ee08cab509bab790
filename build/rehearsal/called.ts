import { readFileSync, writeFileSync } from 'node:fs';
import { type Profiler, Session } from 'node:inspector';
import { Script } from 'node:vm';
import { whatIsWrong } from './diagnosis.ts';
import { asFunction, OFFSET, type Program } from './program.ts';
import { rehearse } from './rehearsal.ts';
import { setStage } from './stage.ts';

/**
 * `node called.ts BUNDLE STAGE RESULT` runs a bundle once on a stage and writes down where in it the
 * functions begin that were called: a JSON list of offsets. Where the run is not a healthy one it says on
 * stderr what is wrong, and fails.
 */
const [bundle = '', stage = '', result = ''] = process.argv.slice(2);
const FILENAME = 'probe-env.cjs';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: false });

process.umask(0o022);
setStage(stage);
const script = new Script(asFunction(readFileSync(bundle, 'latin1')), { filename: FILENAME });
const program: Program = script.runInThisContext();
await rehearse(program, stage).catch(async (error: Error) => {
  process.stderr.write(`${await whatIsWrong(program, stage, error)}\n`);
  process.exit(1);
});
session.post('Profiler.takePreciseCoverage', (error, taken) => {
  if (error !== null) throw error;
  writeFileSync(result, JSON.stringify(calledIn(taken.result)));
});

function calledIn(scripts: readonly Profiler.ScriptCoverage[]): readonly number[] {
  const functions = scripts.find(({ url }) => url === FILENAME)?.functions ?? [];
  return functions.flatMap(({ ranges: [whole] }) =>
    whole && whole.count > 0 ? [whole.startOffset - OFFSET] : [],
  );
}
