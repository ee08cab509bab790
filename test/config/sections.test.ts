import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { launchOptions } from '../../src/cli/options/sets/launch-options.ts';
import { defaultPolicy } from '../../src/config/defaults.ts';
import { parsePolicy } from '../../src/config/policy/parse.ts';

const ROOT = join(import.meta.dirname, '../..');
const sections = probes.flatMap(({ policy }) => (policy === undefined ? [] : [String(policy.section)]));

describe('the sections of a policy', () => {
  it('are those of the probes, each one once', () => {
    expect(Object.keys(defaultPolicy(probes))).toEqual([...new Set(sections), 'rules']);
  });

  it('have defaults that a policy file may say', async () => {
    const text = JSON.stringify(defaultPolicy(probes));
    expect(await parsePolicy(text, 'defaults', probes)).toEqual(JSON.parse(text));
  });

  it('have fields where they demand something', () => {
    for (const { policy } of probes)
      for (const field of [...(policy?.demandsOfGo ?? []), ...(policy?.demands ?? [])])
        expect(Object.keys(policy?.defaults ?? {})).toContain(field);
  });

  it('have shorthands that are no other option', () => {
    const names = launchOptions(probes).map(({ name }) => name);
    expect(names).toEqual([...new Set(names)]);
  });

  it('are named nowhere in src', () => {
    const named = new RegExp(`\\b(?:policy|file|said)\\.(?:${sections.join('|')})\\b`);
    const files = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    expect(files.filter((file) => named.test(readFileSync(join(ROOT, 'src', file), 'utf8')))).toEqual([]);
  });
});
