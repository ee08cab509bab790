import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { catalogue } from '../../src/catalogue.ts';
import { COMMAND_NAMES } from '../../src/cli/command.ts';
import { inProse, MESSAGES } from '../../src/cli/commands/outside.ts';
import { runMain } from '../support/runs/run-main.ts';

/** Words that made readers stop who learnt English as a second language, or that mean something else to an engineer. */
const STUMBLING =
  /\b(?:mends?|mended|unmended|asks nobody|in one step|for want of|takes in|(?:asked|ask) of|vouch(?:es|ed)?|is but|bears|merely|whence|thereof|lest|hitherto)\b/i;

const stumbles = (text: string) => text.split('\n').filter((line) => STUMBLING.test(line));

describe('plain English', () => {
  it('is the language of every rule', async () => {
    const texts = (await catalogue(probes)).flatMap(
      ({ id, title, cause, message, restart, remedy, otherwise }) =>
        [title, cause, message, restart.why, ...Object.values(remedy), JSON.stringify(otherwise ?? '')].map(
          (text) => `${id}: ${text}`,
        ),
    );
    expect(texts.length).toBeGreaterThan(300);
    expect(texts.filter((text) => STUMBLING.test(text))).toEqual([]);
  });

  it('is the language of what explain knows beside the rules', () => {
    expect(MESSAGES.map(inProse).filter((text) => STUMBLING.test(text))).toEqual([]);
  });

  it.each(['', ...COMMAND_NAMES])('is the language of the help of %j', async (name) => {
    const { stdout } = await runMain([...(name === '' ? [] : [name]), '--help']);
    expect(stumbles(stdout.replace(/\s+/g, ' '))).toEqual([]);
  });

  it.each([
    'README.md',
    ...['image-and-pod', 'options', 'outside', 'policy', 'route', 'serve', 'node', 'fleet'].map(
      (name) => `docs/${name}.md`,
    ),
    'examples/policy.yaml',
    'package.json',
    ...readdirSync(new URL('../../deploy', import.meta.url), { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.ya?ml$/.test(name))
      .map((name) => `deploy/${name}`),
  ])('is that of %s', (path) => {
    // Pictures of real output hold remedies.
    const text = readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8').replace(
      /```console[\s\S]*?```/g,
      '',
    );
    expect(stumbles(text)).toEqual([]);
  });
});
