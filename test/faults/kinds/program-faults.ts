import { existsSync, readFileSync } from 'node:fs';
import { elf, fakeGo } from '../../support/memory/machines.ts';
import { program, type Tree } from '../../support/memory/tree.ts';

/** Something that is wrong with a go command that starts, or does not even do that. */
export interface ProgramFault {
  readonly name: string;
  /** What stands in /usr/local/go/bin/go: shell, or another file. */
  readonly go: string | Buffer;
  /** What go-version and go-env may make of it: rules at `error`, `?` for no conclusion, null for a pass. */
  readonly goVersion: readonly (string | null)[];
  readonly goEnv: readonly (string | null)[];
  /** What outlives the run, which nobody can help. */
  readonly outlives?: readonly string[];
}

const sh = (body: string) => `#!/bin/sh\n${body}\n`;
/** Answers as Go does, after the lines. */
const after = (lines: string) => fakeGo('1.26.10').replace('#!/bin/sh\n', `#!/bin/sh\n${lines}\n`);
const SLOW = ['timed-out', '?'];

export const PROGRAM_FAULTS: readonly ProgramFault[] = [
  { name: 'sleeps for ever', go: sh('exec sleep 1000'), goVersion: SLOW, goEnv: SLOW },
  { name: 'runs in a circle', go: sh('while :; do :; done'), goVersion: SLOW, goEnv: SLOW },
  {
    name: 'ignores SIGTERM, and so does its child',
    go: sh("trap '' TERM INT HUP; sleep 1000; sleep 1000"),
    goVersion: SLOW,
    goEnv: SLOW,
  },
  { name: 'stops itself (SIGSTOP)', go: sh('kill -STOP $$'), goVersion: SLOW, goEnv: SLOW },
  {
    name: 'closes its output and goes on',
    go: sh('exec >&- 2>&-; exec sleep 1000'),
    goVersion: SLOW,
    goEnv: SLOW,
  },
  {
    name: 'leaves a child that holds its output',
    go: after('sleep 1000 &'),
    goVersion: [null],
    goEnv: [null],
  },
  {
    name: 'leaves 50 children',
    go: after('i=0; while [ $i -lt 50 ]; do sleep 1000 & i=$((i + 1)); done'),
    goVersion: [null],
    goEnv: [null],
  },
  {
    name: 'leaves a child in a session of its own',
    go: after('setsid sleep 1000 &'),
    goVersion: [null],
    goEnv: [null],
    // No process group reaches it; the answer does not wait for it either.
    outlives: ['sleep 1000 ', 'sleep 1000 '],
  },
  {
    name: 'prints without end',
    go: sh('while :; do echo go version go1.26.10 linux/amd64; done'),
    goVersion: ['unparsable', '?'],
    goEnv: ['unparsable', 'timed-out', '?'],
  },
  {
    name: 'prints 2 MiB in one line',
    go: sh('head -c 2097152 /dev/zero | tr "\\\\0" x'),
    goVersion: ['unparsable'],
    goEnv: ['unparsable'],
  },
  {
    name: 'prints garbage, NUL and escapes',
    go: sh(String.raw`printf '\377\376\033[31m\000go version\n{"GOROOT":'`),
    goVersion: ['unparsable'],
    goEnv: ['unparsable'],
  },
  { name: 'prints nothing', go: sh('exit 0'), goVersion: ['unparsable'], goEnv: ['unparsable'] },
  { name: 'fails', go: sh('echo "go: broken" >&2; exit 2'), goVersion: ['failed'], goEnv: ['failed'] },
  { name: 'is killed by a signal', go: sh('kill -9 $$'), goVersion: ['killed'], goEnv: ['failed'] },
  {
    name: 'is for another architecture',
    go: elf('arm64', '/lib/ld-linux-aarch64.so.1'),
    goVersion: ['wrong-architecture'],
    goEnv: ['?'],
  },
  {
    name: 'needs a loader that is not there',
    go: elf('x64', '/lib/ld-musl-x86_64.so.1'),
    goVersion: ['loader-missing'],
    goEnv: ['?'],
  },
  {
    name: 'needs an interpreter that is not there',
    go: '#!/usr/bin/nothing\n',
    goVersion: ['interpreter-missing'],
    goEnv: ['?'],
  },
  {
    name: 'is a script that calls itself',
    go: '#!/usr/local/go/bin/go\n',
    goVersion: ['not-started'],
    goEnv: ['?'],
  },
];

/**
 * Programs that the faults use; /bin/sh is there already. The documentation takes the names of the faults on a machine
 * that may lack them.
 */
export const TOOLS: Tree = Object.fromEntries(
  ['sleep', 'setsid', 'head', 'tr']
    .map((name) => `/usr/bin/${name}`)
    .filter((path) => existsSync(path))
    .map((path) => [path, program(readFileSync(path))]),
);
