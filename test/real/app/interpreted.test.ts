import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seeCommand } from '../../../src/target/program/start/command.ts';
import { rootHost } from '../../../src/target/root/root-host.ts';
import { WHOLE } from '../../support/suite/whole.ts';
import { liveHost } from '../../support/system/live-host.ts';
import { cleanEnv, describeReal, nodes, tool } from '../../support/system/real-tools.ts';

const FOLDER = realpathSync(mkdtempSync(join(tmpdir(), 'probe-env-interpreted-')));
const at = (name: string) => join(FOLDER, name);
const USER = 12_345;
const OPTIONS_OF_CI = 5;
const NODE = nodes()[0]?.path ?? process.execPath;

/** Who runs what, and how he says that he ran it. */
interface Kind {
  readonly words: readonly string[] | null;
  readonly end: string;
  readonly text: string;
  /** Words in front of the file. */
  readonly options: readonly (readonly string[])[];
}

const SHELL = [
  [],
  ['-e'],
  ['-eu'],
  ['--'],
  ['-'],
  ['-o', 'errexit'],
  ['-eo', 'nounset'],
  ['+e', '-u'],
  ['-s'],
  ['-i'],
];
const found = (name: string) => {
  const path = tool(name);
  return path === null ? null : [path];
};

const KINDS: Readonly<Record<string, Kind>> = {
  dash: { words: found('dash'), end: '.sh', text: 'echo STARTED\n', options: SHELL },
  bash: {
    words: found('bash'),
    end: '.sh',
    text: 'echo STARTED\n',
    options: [
      ...SHELL,
      ['--norc'],
      ['--noprofile', '--posix'],
      ['-l'],
      ['--rcfile', '/dev/null'],
      ['-O', 'extglob'],
    ],
  },
  busybox: { words: busybox(), end: '.sh', text: 'echo STARTED\n', options: SHELL },
  perl: {
    words: found('perl'),
    end: '.pl',
    text: 'print "STARTED\\n";\n',
    options: [
      [],
      ['-w'],
      ['-T'],
      ['-wT'],
      ['-I', '/nowhere'],
      ['-I/nowhere'],
      ['-Mstrict'],
      ['--'],
      ['-n'],
      ['-S'],
    ],
  },
  python: {
    words: system('/usr/bin/python3'),
    end: '.py',
    text: 'print("STARTED")\n',
    options: [
      [],
      ['-u'],
      ['-OO'],
      ['-B', '-s'],
      ['-W', 'ignore'],
      ['-Wignore'],
      ['-X', 'utf8'],
      ['-I'],
      ['-bb'],
    ],
  },
  node: {
    words: [NODE],
    end: '.js',
    text: 'console.log("STARTED")\n',
    options: [
      [],
      ['--enable-source-maps'],
      ['--max-old-space-size=99'],
      ['--no-warnings', '--trace-warnings'],
      ['--title', 'x'],
      ['--title=x'],
      ['-C', 'production'],
      ['--'],
      ['-r', './loaded.js'],
      ['--require=./loaded'],
      ['-r', './nowhere.js'],
      ['--import', './loaded.mjs'],
      ['--import', './nowhere.mjs'],
      ['--require', at('nowhere.js')],
      ['--expose-gc'],
    ],
  },
};

function busybox(): readonly string[] | null {
  const path = tool('busybox');
  return path === null ? null : [path, 'sh'];
}

function system(path: string): readonly string[] | null {
  return spawnSync(path, ['-c', '']).status === 0 ? [path] : null;
}

/** Files to run, without what stands behind their names. */
const FILES = ['there', 'shut', 'absent', 'link', 'dangling', 'folder', 'closed/there', 'full'] as const;

function plant({ end, text }: Kind, name: string): string {
  const directory = at(name);
  mkdirSync(join(directory, 'closed'), { recursive: true });
  const into = (file: string) => join(directory, `${file}${end}`);
  for (const file of ['there', 'shut', 'closed/there']) writeFileSync(into(file), text, { mode: 0o644 });
  chmodSync(into('shut'), 0o711);
  chmodSync(join(directory, 'closed'), 0o700);
  symlinkSync(`there${end}`, into('link'));
  symlinkSync(`nowhere${end}`, into('dangling'));
  mkdirSync(into('folder'));
  mkdirSync(into('full'));
  const inside = { '.py': '__main__.py', '.js': 'index.js' }[end];
  if (inside !== undefined) writeFileSync(join(into('full'), inside), text);
  writeFileSync(join(directory, 'loaded.js'), '');
  writeFileSync(join(directory, 'loaded.mjs'), '');
  copyFileSync(into('there'), join(directory, 'plain'));
  return directory;
}

describeReal('what an interpreter is to run', { tools: ['setpriv', 'dash'], root: true }, () => {
  beforeAll(() => chmodSync(FOLDER, 0o755));
  afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

  describe.each(Object.entries(KINDS))('%s', (name, kind) => {
    it.skipIf(kind.words === null)(
      'is said to be read where it is, and never where it is not',
      () => {
        const directory = plant(kind, name);
        const env = cleanEnv({ HOME: directory, PATH: '/usr/bin:/bin' });
        const wrong: unknown[] = [];
        let silent = 0;
        const compare = (words: readonly string[], uid: number) => {
          const said = problemOf(words, uid, directory, env);
          const ran = run(words, uid, directory, env);
          if (ran && said !== null) wrong.push({ words, uid, said });
          if (!ran && said === null) silent++;
          return { ran, said };
        };
        for (const uid of [0, USER])
          for (const file of FILES) {
            const plain = `${file}${kind.end}`;
            for (const word of WHOLE
              ? [plain, `./${plain}`, join(directory, plain)]
              : [join(directory, plain)]) {
              const { ran, said } = compare([...(kind.words as string[]), word], uid);
              if (!ran && said === null) wrong.push({ word, uid, said: 'nothing' });
            }
          }
        for (const options of WHOLE ? kind.options : kind.options.slice(0, OPTIONS_OF_CI))
          for (const file of ['there', 'absent'])
            compare([...(kind.words as string[]), ...options, `./${file}${kind.end}`, '-x'], 0);
        compare([...(kind.words as string[]), 'plain'], 0);
        compare([...(kind.words as string[]), './there'], 0);
        expect(wrong).toEqual([]);
        // Of options that read more, or that nobody knows.
        expect(silent).toBeLessThanOrEqual(kind.options.length);
      },
      120_000,
    );
  });
});

describeReal('a script of mode 0711', { tools: ['setpriv', 'dash'], root: true }, () => {
  const directory = at('executed');
  beforeAll(() => {
    mkdirSync(directory, { recursive: true });
    chmodSync(FOLDER, 0o755);
    for (const name of ['entry.sh', 'entry'])
      writeFileSync(join(directory, name), '#!/bin/sh\necho STARTED\n', { mode: 0o711 });
    copyFileSync(realpathSync(tool('dash') ?? ''), join(directory, 'program'));
    chmodSync(join(directory, 'program'), 0o711);
  });
  afterAll(() => rmSync(FOLDER, { recursive: true, force: true }));

  it.each([
    ['./entry.sh', 0, null],
    ['./entry.sh', USER, 'script-unreadable'],
    // Nobody can tell whether it is a script.
    ['./entry', USER, null],
    ['./program -c echo\tSTARTED', USER, null],
  ] as const)('%s by uid %i', (text, uid, code) => {
    const words = text.split(' ').map((word) => word.replace('\t', ' '));
    expect(problemOf(words, uid, directory, cleanEnv())?.code ?? null).toBe(code);
    expect(run(words, uid, directory, cleanEnv())).toBe(text !== './entry' && code === null);
  });
});

function problemOf(words: readonly string[], uid: number, cwd: string, env: Record<string, string>) {
  const host = rootHost(liveHost(env), { root: '/', user: `${uid}:${uid}`, cwd, env });
  const seen = seeCommand(
    { ...host, fileCapabilities: () => null, arch: process.arch },
    words,
    () => null,
    () => false,
  );
  host.dueAt?.(Number.MAX_SAFE_INTEGER);
  return seen.problem?.at ?? null;
}

function run(words: readonly string[], uid: number, cwd: string, env: Record<string, string>): boolean {
  const become = uid === 0 ? [] : ['setpriv', `--reuid=${uid}`, `--regid=${uid}`, '--clear-groups'];
  const [first = '', ...rest] = [...become, ...words];
  const { stdout } = spawnSync(first, rest, { cwd, env, encoding: 'utf8', input: '', timeout: 20_000 });
  return stdout.includes('STARTED');
}
