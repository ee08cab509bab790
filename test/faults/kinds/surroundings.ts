import { program, type Tree } from '../../support/memory/tree.ts';
import type { Limits } from '../../support/system/cgroup.ts';
import type { Trial } from '../bench.ts';
import { healthyMachine } from '../machine.ts';
import { TOOLS } from './program-faults.ts';

/** Something that is wrong around probe-env itself. */
export interface Surroundings {
  readonly name: string;
  readonly trial: Trial;
  readonly limits?: Limits;
  /** Nobody gets a report: the exit code is the whole answer. */
  readonly silent?: true;
  readonly code: number;
  /** Rules at `error` or `warning`, all of them; not said where it depends on the Node. */
  readonly rules?: readonly string[];
}

const MACHINE = healthyMachine();
const HUNG: Tree = { '/usr/local/go/bin/go': program('#!/bin/sh\nsleep 1000 & sleep 1000\n') };

/** The healthy machine on which the shell starts "$@" in its own way. */
const started = (launch: string): Trial => ({ ...MACHINE, launch: `${launch}; code=$?` });
const prepared = (line: string): Trial => ({ ...MACHINE, setup: [line] });
const withEnv = (env: Readonly<Record<string, string>>): Trial => ({
  ...MACHINE,
  env: { ...MACHINE.env, ...env },
});
const signalled = (signal: string): Trial => ({
  ...healthyMachine(TOOLS, HUNG),
  launch: `"$@" & pid=$!; sleep 0.8; kill -${signal} $pid; wait $pid; code=$?`,
});

/** Longest string that execve(2) passes on, less its end (MAX_ARG_STRLEN). */
const LONGEST = 128 * 1024 - 16;

export const SURROUNDINGS: readonly Surroundings[] = [
  { name: 'stdin closed', trial: started('"$@" <&-'), code: 0, rules: [] },
  { name: 'stdout closed', trial: started('"$@" >&-'), code: 0, silent: true },
  { name: 'stderr closed', trial: started('"$@" 2>&-'), code: 0, rules: [] },
  { name: 'all three closed', trial: started('"$@" <&- >&- 2>&-'), code: 0, silent: true },
  { name: 'stdout full (ENOSPC)', trial: started('"$@" >/dev/full'), code: 0, silent: true },
  {
    name: 'nobody reads stdout any more (EPIPE)',
    trial: started('mkfifo $M/../p; head -c 0 < $M/../p & exec 8> $M/../p; wait; "$@" >&8'),
    code: 0,
    silent: true,
  },
  {
    name: 'stdout a full pipe that nobody empties',
    trial: started('mkfifo $M/../p; exec 8<> $M/../p; head -c 65536 /dev/zero >&8; "$@" >&8'),
    code: 0,
    silent: true,
  },
  {
    name: 'stdout read late',
    trial: started(
      'mkfifo $M/../p; (sleep 1; exec cat) < $M/../p & "$@" > $M/../p; code=$?; wait; (exit $code)',
    ),
    code: 0,
    rules: [],
  },
  { name: 'SIGTERM while go hangs', trial: signalled('TERM'), code: 143, silent: true },
  { name: 'SIGINT while go hangs', trial: signalled('INT'), code: 130, silent: true },
  { name: 'SIGHUP while go hangs', trial: signalled('HUP'), code: 129, silent: true },
  { name: 'SIGQUIT while go hangs', trial: signalled('QUIT'), code: 131, silent: true },
  { name: 'no /proc', trial: prepared('umount $M/proc'), code: 0, rules: ['permissions/proc-missing'] },
  {
    name: 'no /etc/passwd, and a uid without a name',
    trial: { ...healthyMachine({ '/etc/passwd': null }), uid: 987654 },
    code: 0,
    rules: [],
  },
  { name: 'no /tmp', trial: prepared('rm -r $M/tmp'), code: 1, rules: ['permissions/tmp-unwritable'] },
  { name: 'no /dev/null', trial: prepared('umount $M/dev/null; rm $M/dev/null'), code: 0, rules: [] },
  {
    name: 'everything read-only (EROFS)',
    trial: prepared('mount -o remount,ro $M'),
    code: 1,
    rules: ['permissions/home-unwritable', 'permissions/tmp-unwritable', 'permissions/read-only-mount'],
  },
  {
    name: 'an empty environment',
    trial: { ...MACHINE, env: {} },
    code: 1,
    rules: ['go-version/not-on-path', 'go-env/cache-undefined', 'permissions/home-unset'],
  },
  {
    name: 'an environment of 1 MiB',
    trial: withEnv(Object.fromEntries([...Array(8).keys()].map((i) => [`BIG_${i}`, 'x'.repeat(LONGEST)]))),
    code: 0,
    rules: [],
  },
  {
    name: 'GOFLAGS and TZ as long as Linux allows',
    trial: withEnv({ GOFLAGS: '-'.repeat(LONGEST), TZ: 'x'.repeat(LONGEST) }),
    code: 1,
    rules: ['go-env/flags-invalid', 'timezone/unreadable'],
  },
  {
    name: 'PATH with 40 000 entries',
    trial: withEnv({ PATH: `${'/x:'.repeat(40_000)}${MACHINE.env?.PATH}` }),
    code: 0,
    rules: [],
  },
  { name: 'no descriptors left to start go (EMFILE)', trial: started('(ulimit -n 20; "$@")'), code: 1 },
  { name: 'no descriptors left at all (EMFILE)', trial: started('(ulimit -n 18; "$@")'), code: 1 },
  { name: 'no processes left to start go (EAGAIN)', trial: MACHINE, limits: { pids: 8 }, code: 1 },
  {
    name: 'no file may grow (EFBIG)',
    trial: started('(ulimit -f 0; "$@")'),
    code: 0,
    rules: ['limits/file-size-small'],
  },
  {
    name: 'a memory limit of 32 MiB',
    trial: MACHINE,
    limits: { memoryBytes: 32 * 1024 * 1024 },
    code: 0,
    rules: [],
  },
];
