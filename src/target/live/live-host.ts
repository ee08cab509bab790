import type { Host, Ids, NodeRuntime } from '../host.ts';
import { bundledRoots, NODE_IS_OWN } from './bundled-roots.ts';
import { monotonicNow } from './clock.ts';
import { liveFiles, setDue } from './files/live-files.ts';
import { nodeRun } from './programs/run.ts';
import { watch } from './programs/watch.ts';
import { startOfContainer } from './started.ts';
import { startedEnv } from './zone.ts';

/** The machine that this process runs on. `process` comes from the entry point, its only owner. */
export function nodeHost(process: NodeJS.Process): Host {
  const arch = process.arch;
  const files = liveFiles();
  return {
    env: startedEnv(process),
    cwd: workingDirectory(process),
    arch,
    proc: '/proc/self',
    ids: ids(process),
    node: nodeRuntime(process),
    running: {
      startedMs: () => startOfContainer(process),
      program: async () => (await import('../process/running/running-here.ts')).runningHere(),
    },
    now: () => Date.now(),
    // It counts from the start of the process: a slow start is part of the deadline.
    monotonic: monotonicNow,
    ...files,
    run: (program) => nodeRun(program, { arch, files }),
    dueAt: setDue,
    watch,
  };
}

function workingDirectory(process: NodeJS.Process): string | null {
  try {
    return process.cwd();
  } catch {
    return null;
  }
}

function ids(process: NodeJS.Process): Ids {
  return {
    uid: process.getuid?.() ?? 0,
    euid: process.geteuid?.() ?? 0,
    gid: process.getgid?.() ?? 0,
    egid: process.getegid?.() ?? 0,
    groups: process.getgroups?.() ?? [],
  };
}

function nodeRuntime(process: NodeJS.Process): NodeRuntime {
  return {
    version: process.version,
    own: NODE_IS_OWN,
    zone: () => ({
      name: new Intl.DateTimeFormat().resolvedOptions().timeZone ?? null,
      offsetSeconds: -new Date().getTimezoneOffset() * 60,
    }),
    zoneData: process.versions.tz ?? null,
    bundledRoots,
  };
}
