import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { program } from '../support/memory/tree.ts';
import { WHOLE } from '../support/suite/whole.ts';
import { CANARIES, leaksIn } from './canaries.ts';
import { machine } from './ways/machine.ts';
import { said } from './ways/said.ts';

/*
 * Nothing secret of a file is told, be it in a comment, a value or where neither should be: of no file that the code names
 * anywhere. A file that is added joins by itself.
 */
const ROOT = join(import.meta.dirname, '../..');

/** Without these there is no machine left to look at, or they have a test of their own (ways/calls.ts). */
const APART = /^\/etc\/probe-env|\.(?:crt|pem|zip|so)$|\/$/;

const named = [
  ...new Set(
    ['src', 'probes'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((path) => path.endsWith('.ts'))
        .flatMap((path) =>
          [
            ...readFileSync(join(ROOT, folder, path), 'utf8').matchAll(
              /['"`](\/(?:etc|usr|lib|proc|run|var)\/[\w./-]+)['"`]/g,
            ),
          ].map(([, file = '']) => file),
        ),
    ),
  ),
];
/** Files that are found by their name beside something. */
const BESIDE = [
  ...[
    '/src/go.mod',
    '/src/go.sum',
    '/src/go.work',
    '/src/vendor/modules.txt',
    '/root/.netrc',
    '/root/.gitconfig',
  ],
  ...['/root/.config/go/env', '/usr/local/go/go.env', '/usr/local/go/VERSION', '/root/.docker/config.json'],
  ...['/proc/self/mountinfo', '/proc/self/cgroup', '/proc/1/cgroup', '/proc/1/environ', '/proc/1/cmdline'],
];

const plain = machine();
const files = [...new Set([...named, ...BESIDE])]
  .filter((path) => !APART.test(path))
  .filter((path) => {
    const stat = plain.stat(path);
    return !stat.ok || stat.value.type === 'file';
  })
  .sort();

/** What makes a line a value of its file. */
const KEYS: Readonly<Record<string, string>> = {
  'resolv.conf': 'nameserver ',
  hosts: '127.0.0.1 ',
  'nsswitch.conf': 'hosts: ',
  'os-release': 'PRETTY_NAME=',
  'go.env': 'GOPROXY=',
  env: 'GOFLAGS=',
  'go.mod': 'require ',
  'go.work': 'use ',
  'modules.txt': '# ',
  '.netrc': 'machine ',
  '.gitconfig': '[url] insteadOf = ',
  passwd: 'app:x:12345:0:',
  group: 'app:x:0:',
  cgroup: '0::/',
  mountinfo: '36 35 98:0 / /srv rw,noatime master:1 - ext4 ',
  environ: 'GOFLAGS=',
};

/** What stands there, and each canary as a comment, as a line and as a value; a file that is read to its first line has each once. */
function spoilt(path: string, first: number): string {
  const texts = CANARIES.map((_, at) => CANARIES[(at + first) % CANARIES.length]?.text ?? '');
  const before = plain.readFile(path);
  const key = KEYS[path.slice(path.lastIndexOf('/') + 1)] ?? '';
  // Behind other words what stands in several is no value of YAML.
  const values = texts.filter((text) => !text.startsWith('password')).map((text) => key + text);
  const lines = [
    ...texts,
    ...values,
    ...texts.filter((text) => !text.includes('|\n')).map((text) => `# ${text}`),
  ];
  return `${first % 2 === 0 && before.ok ? before.value.toString('utf8') : ''}\n${lines.join('\n')}\n`.trimStart();
}

it('knows the files that the code names', () => {
  expect(files).toEqual(
    expect.arrayContaining(['/etc/resolv.conf', '/etc/os-release', '/etc/timezone', '/etc/passwd']),
  );
  expect(files.length).toBeGreaterThan(30);
});

it.each(files)('tells no secret of %s', async (path) => {
  const starts = WHOLE ? [0, 9, 19, 29, 39] : [path.length % CANARIES.length];
  for (const first of starts) {
    const host = machine({ trees: { [path]: spoilt(path, first) } });
    expect(leaksIn(await said(['-v', '-f', first % 3 === 0 ? 'text' : 'json'], host))).toEqual([]);
    if (WHOLE || path.startsWith('/etc/os-'))
      expect(leaksIn(await said(['target', '-f', 'json'], host))).toEqual([]);
  }
});

it('tells no secret of a script that is the program of the container', async () => {
  for (const [at, { text }] of CANARIES.entries()) {
    if (!WHOLE && at % 8 !== 0) continue;
    const content = `#!/bin/none ${text}\n# ${text}\n${text}\n`;
    const host = machine({
      trees: { '/app.sh': program(content), '/etc/probe-env.yaml': 'app: { command: [/app.sh] }\n' },
    });
    const all = await said(['-v', '-f', 'json'], host);
    expect(all).toContain('app/interpreter-missing');
    expect(leaksIn(all)).toEqual([]);
  }
});
