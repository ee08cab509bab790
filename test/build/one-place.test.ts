import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = join(import.meta.dirname, '../..');

/** A date or a duration that is made or read by hand. */
const BY_HAND: readonly RegExp[] = [
  /\.to(?:ISO|UTC|Locale|LocaleDate|LocaleTime|Date|JSON)String\(/,
  /\bDate\.parse\(/,
  /\b86_?400_?000\b/,
  /\} ?(?:ms|s|min|h|days?|hours?|minutes?|seconds?)\b[^$]*`/,
  /\bfrom 'luxon'|import\('luxon'\)/,
];

/** Where it belongs, and why. */
const PLACES: Readonly<Record<string, string>> = {
  'src/core/time/instant.ts': 'what machines read',
  'src/core/time/duration.ts': 'durations of options, and how long something took',
  'src/core/time/when.ts': 'what people read',
  'src/report/nagios.ts': 'units of performance data, by the rules of that format',
  'probes/timezone/report.ts': 'an offset that is no zone of luxon',
};

function byHand(text: string): readonly string[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  return code.split('\n').filter((line) => BY_HAND.some((pattern) => pattern.test(line)));
}

describe('dates and durations', () => {
  it('are written and read in one place each', () => {
    const files = ['src', 'probes'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => `${folder}/${name}`),
    );
    expect(files.length).toBeGreaterThan(300);
    const found = files.flatMap((file) =>
      file in PLACES
        ? []
        : byHand(readFileSync(join(ROOT, file), 'utf8')).map((line) => `${file}: ${line.trim()}`),
    );
    expect(found).toEqual([]);
  });

  it.each([
    'const at = new Date(ms).toISOString();',
    "const time = Date.parse(text + 'Z');",
    // biome-ignore lint/suspicious/noTemplateCurlyInString: code as text
    'return `no answer within ${afterMs} ms.`;',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: code as text
    'return `ended ${count} days ago`;',
    'const DAY = 86_400_000;',
    "import { DateTime } from 'luxon';",
  ])('made by hand would be noticed: %s', (line) => {
    expect(byHand(line)).toEqual([line]);
  });
});
