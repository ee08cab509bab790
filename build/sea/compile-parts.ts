import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { queryObjects, setFlagsFromString } from 'node:v8';
import { Script } from 'node:vm';
import { compiledName, fileOf } from '../bundle/loader.ts';
import { part } from '../bundle/parts.ts';
import { ILL_ENV, POLICY } from '../rehearsal/ill-stage.ts';
import type { Program } from '../rehearsal/program.ts';
import { type InPlaceOf, perform } from '../rehearsal/rehearsal.ts';
import { STAGE_ENV } from '../rehearsal/stage.ts';

/*
 * Writes beside each part what V8 makes of it, with the functions that the runs below call: what people ask most, on
 * a healthy machine and on an ill one. Node starts it from the snapshot of the executable, since V8 takes compiled code
 * for its own only where it has the same options and began with the same heap.
 */
const PARTS = 'assets';

/** The build puts it in front of this file. */
declare const program: Program;

/** The example asks for some probes alone; these are all that look at a container from inside. */
const OF_RUNTIME = 'ca-certs,timezone,permissions,umask,limits,app,resolver,proxy,listeners';
const WITH_POLICY = ['--config', POLICY, '--only', `go-version,go-env,${OF_RUNTIME}`];

const RUNS: readonly (readonly string[])[] = [
  [],
  WITH_POLICY,
  ['--format', 'json'],
  [...WITH_POLICY, '--format', 'json'],
  ['--format', 'prometheus'],
  ['--profile', 'runtime'],
  ['--root', '/'],
  ['explain', 'ca-certs/expired'],
];

const STAGES = [
  ['stage', STAGE_ENV],
  ['ill', ILL_ENV],
] as const;

const scripts = new Map<string, Script>();

/** The same script at each run, so that what one of them has compiled stays. */
function scriptOf(name: string): Script {
  const known = scripts.get(name);
  if (known !== undefined) return known;
  const script = new Script(readFileSync(join(PARTS, name), 'latin1'), { filename: fileOf(name) });
  scripts.set(name, script);
  return script;
}

/** The text is only the name here: see below. */
class StagedScript {
  private readonly script: Script;

  constructor(name: string) {
    this.script = scriptOf(name);
  }

  runInThisContext(): unknown {
    return this.script.runInThisContext();
  }
}

/** What assetParts asks Node for. */
const ASSETS: Readonly<Record<string, unknown>> = {
  'node:sea': {
    isSea: () => false,
    getRawAsset: (name: string) => new TextEncoder().encode(name).buffer,
  },
  'node:vm': { Script: StagedScript },
};
const inPlaceOf: InPlaceOf = (module) => ASSETS[module];

async function compile(): Promise<void> {
  // V8 forgets functions that were not called for a while; and where it marks the heap bit by bit, between other things,
  // what it leaves between its objects depends on the time.
  setFlagsFromString('--no-flush-bytecode');
  setFlagsFromString('--no-incremental-marking');
  for (const args of RUNS)
    for (const [stage, env] of STAGES) {
      const { code, printed } = await perform(program, stage, args, env, inPlaceOf);
      if (code > 1)
        throw new Error(`${JSON.stringify(args)} on ${stage} ended with code ${code}:\n${printed}`);
    }
  // A whole collection: after one more or one less by itself, V8 leaves other bytes in what it compiled.
  queryObjects(Map, { format: 'count' });
  // Compiled code says under which options it was made.
  setFlagsFromString('--flush-bytecode');
  setFlagsFromString('--incremental-marking');
  for (const file of readdirSync(PARTS).filter((name) => name.endsWith('.js')))
    writeFileSync(join(PARTS, compiledName(file)), scriptOf(part(file)).createCachedData());
}

compile().catch((error: Error) => {
  process.stderr.write(`${error.stack}\n`);
  process.exitCode = 1;
});
