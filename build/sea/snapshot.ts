import { readFileSync } from 'node:fs';
import { queryObjects, setFlagsFromString, startupSnapshot } from 'node:v8';
import { hold, type Program } from '../rehearsal/program.ts';
import { ALL_HEALTHY, rehearse } from '../rehearsal/rehearsal.ts';
import { ROOT_TEXTS } from './roots/root-texts.ts';

/*
 * What the executable starts from. Node runs this when the executable is built, and keeps its heap as it is
 * in the end: Node's modules loaded, and of them and of the program all functions compiled that a healthy run
 * calls. Nothing of the rehearsal itself stays: the program's modules are evaluated once more after it, and in every
 * process they begin.
 */
const STAGE = 'stage';

/** The build puts it in front of this file. */
declare const program: Program;

/** What Node sets anew in every process, or before each use, but what would stay in the file. */
function forgetThisProcess(): void {
  for (const name of ['pid', 'argv', 'execPath', 'execArgv'])
    Object.defineProperty(process, name, { ...Object.getOwnPropertyDescriptor(process, name), value: null });
  // The last file that was looked at: inode, times. The last file system: the room that was left on it.
  const fs = Reflect.get(process, 'binding')('fs') as Readonly<Record<string, Float64Array>>;
  for (const values of ['statValues', 'statFsValues']) fs[values]?.fill(0);
}

/** What is compiled is for those alone who start from the same snapshot: so does the script that compiles the parts. */
function runScript(path: string): void {
  const { Script } = process.getBuiltinModule('node:vm');
  const code = process.getBuiltinModule('node:fs').readFileSync(path, 'latin1');
  new Script(code, { filename: path }).runInThisContext()(process.getBuiltinModule);
}

/** A P-256 key (RFC 5480), made for this; its private half was thrown away. */
const SOME_KEY =
  'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEnKsWfB7gdxrD3vPTp4rF+b8fe/Z1Hu0TfJr8azatwxxgn86btu6kB/AetfQOahtEULajhwhyzxvue+x4aaJSkA==';

/**
 * Verifies what nobody signed, so that node:crypto is in the snapshot: to load it took half as long as to verify the three hundred
 * own CAs for which it is asked (probes/ca-certs/signatures).
 */
function verifyOnce(): void {
  const key = { key: Buffer.from(SOME_KEY, 'base64'), format: 'der', type: 'spki' } as const;
  if (process.getBuiltinModule('node:crypto').verify('sha256', Buffer.alloc(32), key, Buffer.alloc(70)))
    throw new Error('OpenSSL takes any signature');
}

/** As often as it is wanted. What is read anew each time does not stay in the heap. */
function rehearsal(): Promise<void> {
  verifyOnce();
  // What a healthy run reads of the assets.
  const assets = { [ROOT_TEXTS]: new Uint8Array(readFileSync(`assets/${ROOT_TEXTS}`)).buffer };
  return rehearse(program, STAGE, ALL_HEALTHY, assets);
}

/** Forgets the compiled code of every function: Node brings that of all functions of the modules that it loads. */
function forgetCompiled(): void {
  setFlagsFromString('--flush-bytecode');
  setFlagsFromString('--stress-flush-code');
  // Collects garbage, and with it all code that is not running.
  queryObjects(Map, { format: 'count' });
  setFlagsFromString('--no-stress-flush-code');
  setFlagsFromString('--no-flush-bytecode');
}

rehearsal()
  .then(forgetCompiled)
  .then(rehearsal)
  .then(() => {
    forgetThisProcess();
    const builtin = (name: string) => process.getBuiltinModule(name);
    const begin = hold(() => program(builtin, {}, {}, process, Date, setTimeout));
    // Only now: an executable without it does not start at all, one that was not rehearsed is merely slow.
    startupSnapshot.setDeserializeMainFunction(() => {
      // An executable has none but its own options; who builds it starts Node from the snapshot.
      if (process.execArgv.includes('--snapshot-blob')) runScript(String(process.argv[1]));
      else begin();
    });
  });
