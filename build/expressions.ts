import { readdirSync } from 'node:fs';
import { slowness } from './expressions/ambiguity.ts';
import { expressionsOf } from './expressions/extract.ts';

/** Fails where a regular expression of src or probes may take more time than the length of its input. */
const files = ['src', 'probes'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`)
    .sort(),
);
const expressions = files.flatMap((file) => expressionsOf(file));
const slow = expressions.flatMap((expression) => {
  const found = slowness(expression.source, expression.flags);
  return found === null ? [] : [{ ...expression, pump: found }];
});
for (const { place, source, flags, pump } of slow) {
  console.error(
    `${place} /${source}/${flags}\n  takes more than linear time on ${JSON.stringify(pump)}, again and again`,
  );
}
console.log(`${expressions.length} regular expressions, ${slow.length} of them slow`);
process.exitCode = slow.length > 0 || expressions.length === 0 ? 1 : 0;
