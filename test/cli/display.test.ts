import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { mayBeUtf8, shown } from '../../src/cli/output/display.ts';
import { text } from '../../src/report/text/text.ts';
import { runMain } from '../support/runs/run-main.ts';
import { everyKind } from '../support/runs/sample-report.ts';

/** What is there to be copied is never broken; nor is a word that is longer than the line. */
const mayBeLong = (line: string) => /^\s*(?:→|>)|^ {6,}\S|^\s*\S+$/.test(line);

const PAGES = [
  ['--help'],
  ['run', '--help'],
  ['route', '--help'],
  ['policy', '--help'],
  ['explain', '--help'],
  ['explain'],
  ['explain', 'ca-certs'],
  ['explain', 'ca-certs/never-configured'],
  ['explain', 'permissions/home-unwritable'],
  [],
  ['-v'],
  ['route', 'corp.internal/a/b', 'github.com/some/rather/long/name/of/a/module/v2@v2.100.1000'],
  ['route', '-v', 'corp.internal/a/b'],
];

describe.each(PAGES)('%j %j', (...words) => {
  const argv = words.filter((word) => word !== undefined);
  const machine = { probes, env: { GOPROXY: 'https://one.example|https://two.example,direct' } };

  it.each([60, 72, 80, 100])(
    'keeps within a terminal of %d columns, and breaks no word',
    async (terminal) => {
      const { stdout } = await runMain(argv, {
        ...machine,
        terminal,
        env: { ...machine.env, NO_COLOR: '1' },
      });
      expect(stdout.length).toBeGreaterThan(50);
      const long = stdout.split('\n').filter((line) => line.length > terminal && !mayBeLong(line));
      expect(long).toEqual([]);
      const whole = (await runMain(argv, machine)).stdout.split(/\s+/).join(' ');
      // A name that was cut has an ellipsis; every other word is there as it is in a pipe.
      const unknown = stdout
        .split(/\s+/)
        .filter((word) => !word.includes('…') && !/\d/.test(word) && !whole.includes(word));
      expect(unknown).toEqual([]);
    },
  );
});

describe('the width', () => {
  it.each([
    [20, 60],
    [0, 80],
    [true, 80],
    [300, 100],
  ])('of a terminal of %s columns is taken as %d', async (terminal, width) => {
    const { stdout } = await runMain(['explain', 'ca-certs/all-expired'], { probes, terminal });
    const longest = Math.max(
      ...stdout
        .split('\n')
        .filter((l) => !mayBeLong(l))
        .map((l) => l.length),
    );
    expect(longest).toBeLessThanOrEqual(width);
    expect(longest).toBeGreaterThan(width - 20);
  });

  it('of a terminal is nothing to a file or another format', async () => {
    const plain = await runMain(['-o', '/f'], { probes });
    const wide = await runMain(['-o', '/f'], { probes, terminal: 60 });
    expect(wide.files.get('/f')?.replace(/\d+ ms/g, '')).toBe(plain.files.get('/f')?.replace(/\d+ ms/g, ''));
  });
});

describe('a locale', () => {
  it.each([
    [{}, true],
    [{ LANG: '' }, true],
    [{ LANG: 'C' }, false],
    [{ LANG: 'POSIX' }, false],
    [{ LANG: 'C.UTF-8' }, true],
    [{ LANG: 'C.utf8' }, true],
    [{ LANG: 'en_US' }, false],
    [{ LANG: 'de_DE@euro' }, false],
    [{ LANG: 'de_DE.ISO-8859-15' }, false],
    [{ LANG: 'de_DE.UTF-8@euro' }, true],
    [{ LC_ALL: 'C', LANG: 'C.UTF-8' }, false],
    [{ LC_ALL: '', LC_CTYPE: 'C', LANG: 'C.UTF-8' }, false],
    [{ LC_CTYPE: 'C.UTF-8', LANG: 'C' }, true],
    [{ LC_ALL: 'C.UTF-8', LC_CTYPE: 'C', LANG: 'C' }, true],
    [{ LC_MESSAGES: 'C' }, true],
  ])('%j may show more than ASCII: %s', (env, more) => expect(mayBeUtf8(env)).toBe(more));

  it.each([[['-v']], [['explain', 'ca-certs/all-expired']], [['--help']], [['route', 'a.org/b']]])(
    'without UTF-8 gets %j in ASCII, in the same places',
    async (argv) => {
      const ascii = (await runMain(argv, { probes, env: { LC_ALL: 'C' } })).stdout;
      expect(ascii.match(/[^\x00-\x7f]/g)).toBeNull();
      const usual = (await runMain(argv, { probes })).stdout;
      expect(ascii.split('\n').map((l) => l.length)).toEqual(usual.split('\n').map((l) => l.length));
    },
  );

  it('leaves documents for machines as they are', async () => {
    const { stdout } = await runMain(['-f', 'json'], { env: { LC_ALL: 'C', POD_NAME: 'ü…' } });
    expect(JSON.parse(stdout).labels.pod).toBe('ü…');
  });

  it('has a substitute for each symbol of our own', () => {
    const own = shown(text(everyKind(), { verbosity: 'verbose', color: false }), { ascii: true });
    expect(own).not.toMatch(/[✓✗→·…]/);
  });
});
