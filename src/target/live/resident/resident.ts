import type { Host } from '../../host.ts';
import type { Resident } from '../../resident.ts';
import { knowMounts } from '../files/live-files.ts';
import { readFile } from '../files/read.ts';
import { nodeHost } from '../live-host.ts';
import { listen } from './listen.ts';
import { loopDelay } from './loop-delay.ts';
import { tlsProblem } from './tls.ts';
import { watchDirectories } from './watch-directories.ts';

const MOUNTINFO = '/proc/self/mountinfo';

/** What `process` can do as long as it stays. */
export function resident(process: NodeJS.Process): Resident {
  const startedSeconds = Date.now() / 1000 - process.uptime();
  let known: { readonly mounts: string; readonly host: Host } | null = null;
  return {
    machine: async () => {
      const table = readFile(MOUNTINFO);
      const mounts = table.ok ? table.value.toString('latin1') : '';
      if (known?.mounts !== mounts) {
        await knowMounts();
        known = { mounts, host: nodeHost(process) };
      }
      return known.host;
    },
    listen,
    tlsProblem,
    watch: watchDirectories,
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
    loopDelay,
    after: (ms, call) => {
      const timer = setTimeout(call, ms);
      return () => clearTimeout(timer);
    },
    onSignal: (signal, call) => {
      // Until now it ended the process.
      process.removeAllListeners(signal);
      process.on(signal, call);
    },
    usage: () => {
      const { user, system } = process.cpuUsage();
      return {
        residentBytes: process.memoryUsage.rss(),
        cpuSeconds: (user + system) / 1e6,
        startedSeconds,
      };
    },
  };
}
