import { readFileSync, writeFileSync } from 'node:fs';
import { Script } from 'node:vm';
import { FILENAME, rehearse } from '../rehearsal/rehearsal.ts';

/**
 * `node rehearse.cjs PROGRAM CACHE STAGE` runs the program once on a stage, and saves what V8 has compiled by
 * then: the functions that a healthy run needs, and no others. Node's own cache for executables holds none of
 * them, only what is compiled before the first call.
 *
 * `node rehearse.cjs PROGRAM CACHE` tells by its exit code whether V8 takes the cache.
 */
const [program = '', cache = '', stage] = process.argv.slice(2);
const source = readFileSync(program, 'latin1');
if (stage === undefined) {
  const { cachedDataRejected } = new Script(source, {
    filename: FILENAME,
    cachedData: readFileSync(cache),
  });
  if (cachedDataRejected) throw new Error('V8 refuses the code cache: it was made under other options');
} else {
  rehearse(source, stage, (script) => writeFileSync(cache, script.createCachedData()));
}
