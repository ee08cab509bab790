import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { machine } from './ways/machine.ts';
import { said } from './ways/said.ts';

/*
 * A URL may log in or sign by a parameter of any name, or by its fragment: neither is ever shown, of no variable that
 * the code names anywhere. A variable that is added joins by itself.
 */
const ROOT = join(import.meta.dirname, '../..');
const CANARY = 'plughxyzzy';
const TAIL = `?zz=${CANARY}&go-get=${CANARY}#${CANARY}`;

/** Values in which a URL stands, as variables have them. */
const VALUES = [
  `https://h.example/p${TAIL}`,
  `https://h.example/p${TAIL},direct`,
  `sum.golang.org https://h.example/p${TAIL}`,
  `helper --at https://h.example:8443/${TAIL}; off`,
  `h.example:3128/${TAIL}`,
];

/** Without these there is no machine left to look at. */
const NEEDED = /^(?:PATH|HOME|PWD|GOROOT|PROBE_ENV.*)$/;

const variables = [
  ...new Set(
    ['src', 'probes'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .flatMap(
          (path) =>
            readFileSync(join(ROOT, folder, path), 'utf8').match(/\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*\b/g) ?? [],
        )
        .filter((name) =>
          /^GO[A-Z0-9]{2,}$|_(?:PROXY|FILE|DIR|PATH|URL|OPTIONS|CERTS|CA|BUNDLE|FLAGS)$|^(?:TZ|TZDIR|CC|CXX)$/.test(
            name,
          ),
        ),
    ),
  ),
].filter((name) => !NEEDED.test(name));
const proxies = variables.filter((name) => name.endsWith('_PROXY')).map((name) => name.toLowerCase());

const COMMANDS = [
  ...['text', 'json', 'github', 'openreports', 'junit'].map((format) => ['-f', format, '-v']),
  ['target', '-f', 'json'],
  ['target'],
  ['route', '-f', 'json', 'h.example/lib@v1.0.0'],
  ['route', '-v', 'h.example/lib'],
  ['run', '-v', '--termination-log', '/tmp/message', '--', '/nothing'],
];

const saidWith = (env: Readonly<Record<string, string>>, argv: readonly string[]) =>
  said(argv, machine({ env }));

it('knows the variables that the code names', () => {
  expect(variables).toEqual(
    expect.arrayContaining(['GOPROXY', 'GOSUMDB', 'GOAUTH', 'HTTPS_PROXY', 'SSL_CERT_FILE']),
  );
});

it.each([...variables, ...proxies])('shows no query and no fragment of a URL in %s', async (name) => {
  // Each value on two ways out; other names take other pairs.
  for (const [at, value] of VALUES.entries())
    for (const argv of COMMANDS.filter(
      (_, way) => way % VALUES.length === (at + name.length) % VALUES.length,
    )) {
      const text = await saidWith({ [name]: value }, argv);
      const shown = text.indexOf(CANARY);
      expect(shown < 0 ? '' : `${argv.join(' ')}: ${text.slice(Math.max(0, shown - 150), shown + 30)}`).toBe(
        '',
      );
    }
});
