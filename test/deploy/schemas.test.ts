import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { type Shown, schemaError, typeErrors } from './published.ts';

const ROOT = join(import.meta.dirname, '../..');
const LIMIT_MS = 120_000;

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const namesIn = (folder: string, end: string) =>
  readdirSync(join(ROOT, folder))
    .filter((name) => name.endsWith(end) && !name.startsWith('rules'))
    .map((name) => join(folder, name));

/** Files that are shipped, and what the documentation shows as a whole. Those of the chart are tried with its values. */
const SHOWN: readonly Shown[] = [
  ...['deploy', 'deploy/monitoring', 'examples/kubernetes']
    .flatMap((folder) => namesIn(folder, '.yaml'))
    .flatMap((path) => shownIn(path, read(path))),
  ...['README.md', ...namesIn('docs', '.md')].flatMap((path) =>
    [...read(path).matchAll(/^```yaml\n([^`]*?)^```$/gm)].flatMap(([, text = '']) => shownIn(path, text)),
  ),
];

/** Fragments have no version and kind. */
function shownIn(path: string, text: string): readonly Shown[] {
  return parseAllDocuments(text).flatMap((document, i) => {
    const object = document.errors.length === 0 ? document.toJS() : null;
    const isWhole = typeof object?.apiVersion === 'string' && typeof object.kind === 'string';
    return isWhole ? [{ where: `${path} ${i + 1} (${object.kind})`, object }] : [];
  });
}

describe('manifests that are shipped or shown', () => {
  it('are many', () => {
    expect(SHOWN.length).toBeGreaterThan(10);
  });

  it.each(SHOWN.map((one) => [one.where, one] as const))('fit the published schema: %s', async (_, one) => {
    expect(await schemaError(one)).toBeNull();
  });

  it('have no field that the published types do not know', { timeout: LIMIT_MS }, () => {
    expect(typeErrors(SHOWN)).toBe('');
  });

  it('would be refused with one, and with a wrong value', { timeout: LIMIT_MS }, async () => {
    const set = JSON.stringify(SHOWN.find(({ object }) => object.kind === 'DaemonSet'));
    expect(typeErrors([JSON.parse(set.replace('"containers"', '"container"'))])).toContain('"container"');
    const wrong = JSON.parse(set.replace(/"periodSeconds":\d+/, '"periodSeconds":"soon"'));
    expect(await schemaError(wrong)).toContain('periodSeconds');
  });
});
