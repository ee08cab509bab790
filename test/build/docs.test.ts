import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fillBlocks } from '../../build/docs/fill-blocks.ts';
import { REPORTERS } from '../../src/report/format.ts';
import { EXIT } from '../../src/verdict/verdict.ts';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

describe('README.md', () => {
  const readme = read('README.md');

  it('names every exit code and format', () => {
    for (const code of Object.values(EXIT)) expect(readme).toContain(`| ${code} |`);
    for (const format of Object.keys(REPORTERS)) expect(readme).toContain(format);
  });
});

describe('links of the documentation', () => {
  const docs = readdirSync(join(ROOT, 'docs')).map((name) => `docs/${name}`);
  it.each(['README.md', 'CONTRIBUTING.md', 'build/README.md', ...docs])(
    '%s: lead to what is there',
    (page) => {
      const links = [...read(page).matchAll(/\]\(((?!https?:)[^)#\s]+)(?:#[^)]*)?\)/g)].map(
        ([, path]) => path ?? '',
      );
      const missing = links.filter((path) => !existsSync(join(ROOT, dirname(page), path)));
      expect(missing).toEqual([]);
    },
  );
});

describe('Dockerfile.example', () => {
  const text = read('Dockerfile.example');

  it('copies from stages that exist, and ends each image as a user without rights', () => {
    const stages = [...text.matchAll(/^FROM \S+ AS (\S+)$/gm)].map(([, name]) => name);
    for (const [, from] of text.matchAll(/--from=(\S+)/g)) expect(stages).toContain(from);
    expect(stages).toEqual([
      ...['probe-env', 'portable', 'build-image', 'service', 'preflight', 'runtime', 'scratch'],
    ]);
    expect([...text.matchAll(/^USER (?!root)/gm)]).toHaveLength(4);
    expect([...text.matchAll(/^HEALTHCHECK/gm)]).toHaveLength(3);
  });

  it('calls probe-env with options that it knows', async () => {
    const { FAKES } = await import('../support/probes/fake-probe.ts');
    const { runMain } = await import('../support/runs/run-main.ts');
    const calls = [...text.matchAll(/\["(?:\/probe-env\/)?probe-env"(?:, )?(.*?)\]/g)].map(
      ([, args]) => JSON.parse(`[${args}]`) as string[],
    );
    expect(calls.length).toBe(4);
    for (const args of calls) {
      const options = args.filter((word) => word !== 'run' && word !== '--');
      expect((await runMain(options, { probes: FAKES })).stderr).toBe('');
    }
  });
});

describe('fillBlocks', () => {
  const page = 'a\n<!-- x -->\nold\n<!-- /x -->\nb\n';
  it('replaces what stands in a block', () => {
    expect(fillBlocks(page, new Map([['x', 'new\n']]))).toBe('a\n<!-- x -->\nnew\n<!-- /x -->\nb\n');
  });
  it('refuses a block that nobody knows', () => {
    expect(() => fillBlocks(page, new Map())).toThrow('no block x');
  });
});
