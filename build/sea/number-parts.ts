import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Script } from 'node:vm';
import { compiledName, fileOf } from '../bundle/loader.ts';
import { part } from '../bundle/parts.ts';

/*
 * Writes the compiled parts once more. V8 numbers the functions of a process as they come, and when those of Node come that
 * start a program depends on how fast it ends: here none is started, so that the same input gives the same bytes.
 * Begins as compile-parts.ts does, and as the executable will: what is refused here would be refused there.
 */
const PARTS = 'assets';

for (const file of readdirSync(PARTS)
  .filter((name) => name.endsWith('.js'))
  .sort()) {
  const [text, cachedData] = [file, compiledName(file)].map((name) => readFileSync(join(PARTS, name)));
  const script = new Script(String(text), { filename: fileOf(part(file)), cachedData });
  if (script.cachedDataRejected) throw new Error(`V8 does not take the compiled code of ${file} for its own`);
  writeFileSync(join(PARTS, compiledName(file)), script.createCachedData());
}
