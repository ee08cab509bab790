import { getRawAsset } from 'node:sea';
import { Script } from 'node:vm';

/*
 * What Node runs first in the executable: it hands V8 the program with the code that the rehearsal
 * compiled (rehearse.ts).
 */
const bytes = (name: string) => Buffer.from(getRawAsset(name) as ArrayBuffer);
const script = new Script(bytes('program').toString('latin1'), {
  filename: 'probe-env.cjs',
  cachedData: bytes('code'),
});
script.runInThisContext()(require, module, module.exports);
