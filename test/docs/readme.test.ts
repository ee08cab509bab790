import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { BUNDLE } from '../support/runs/built-file.ts';
import { runMain } from '../support/runs/run-main.ts';

const read = (page: string) => readFileSync(join(import.meta.dirname, '../..', page), 'utf8');
const README = read('README.md');
const POLICY = read('docs/policy.md');

/** The first block of that language. */
function block(page: string, language: string): string {
  return new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? '';
}

/** One command with its output, in which a line … stands for any lines. */
function session(text: string) {
  const [first = '', ...shown] = text.trimEnd().split('\n');
  const words = first.replace(/^\$ /, '').split(' ');
  const at = words.indexOf('probe-env');
  return {
    env: Object.fromEntries(words.slice(0, at).map((word) => word.split('=') as [string, string])),
    argv: words.slice(at + 1),
    shown: shown
      .join('\n')
      .split(/^…\n?/m)
      .filter((part) => part !== ''),
  };
}

describe('the page of the policy', () => {
  it('shows of the command policy what it prints for the policy above it', async () => {
    const { env, argv, shown } = session(block(POLICY, 'console'));
    const trees = [{ '/etc/probe-env.yaml': block(POLICY, 'yaml') }];
    const { code, stdout } = await runMain(argv, { probes, env, trees });
    expect(code).toBe(0);
    expect(shown.length).toBeGreaterThan(1);
    let at = 0;
    for (const part of shown) {
      expect(stdout.slice(at)).toContain(part);
      at = stdout.indexOf(part, at) + part.length;
    }
  });

  it('has the policy that the README shows', () => {
    expect(block(README.slice(README.indexOf('\n## Policy\n')), 'yaml')).toBe(block(POLICY, 'yaml'));
  });
});

describe('README', () => {
  it('names commands of explain that there are', async () => {
    for (const what of ['timezone/tz-unknown', 'timezone', 'x509: certificate signed by unknown authority'])
      expect((await runMain(['explain', what], { probes })).code).toBe(0);
  });

  it.skipIf(!existsSync(BUNDLE))('tells the size of the bundle', () => {
    const size = `${(statSync(BUNDLE).size / 1e6).toFixed(1)} MB`;
    const told = README.split('\n').filter((line) =>
      /probe-env\.cjs .*\| [\d.]+ MB \|$|^\| image \|/.test(line),
    );
    expect(told).toHaveLength(3);
    for (const line of told) expect(line).toContain(`| ${size}`);
  });
});
