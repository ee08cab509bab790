import { readdirSync } from 'node:fs';
import { slowness } from './expressions/ambiguity.ts';
import { type Expression, expressionsOf } from './expressions/extract.ts';

/** Fails where a regular expression of src or probes may take more time than the length of its input. */
const files = ['src', 'probes'].flatMap((folder) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `${folder}/${name}`)
    .sort(),
);
const expressions = files.flatMap((file) => expressionsOf(file));
const slow = expressions.flatMap((expression) => {
  const found = slownessOf(expression);
  return found === null ? [] : [{ ...expression, ...found }];
});
for (const { place, source, flags, why } of slow) {
  console.error(`${place} /${source}/${flags}\n  ${why}`);
}
console.log(`${expressions.length} regular expressions, ${slow.length} of them slow`);
process.exitCode = slow.length > 0 || expressions.length === 0 ? 1 : 0;

function slownessOf({ source, flags }: Expression): { readonly why: string } | null {
  try {
    const pump = slowness(source, flags);
    return pump === null
      ? null
      : { why: `takes more than linear time on ${JSON.stringify(pump)}, again and again` };
  } catch (error) {
    // A backreference, say: write it another way.
    return { why: `cannot be judged: ${error instanceof Error ? error.message : String(error)}` };
  }
}
