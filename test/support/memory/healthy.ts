import { type MemoryHostOptions, memoryHost } from './memory-host.ts';
import type { Tree } from './tree.ts';

/** Status files of a process as Linux writes them. */
export function procTree(umask = '0022', initUmask = umask): Tree {
  const status = (name: string, mask: string) =>
    `Name:\t${name}\nUmask:\t${mask}\nState:\tR (running)\nUid:\t0\t0\t0\t0\nGid:\t0\t0\t0\t0\nGroups:\t0 \nCapEff:\t00000000a80425fb\n`;
  return { '/proc/self/status': status('probe-env', umask), '/proc/1/status': status('app', initUmask) };
}

/** A machine with nothing but /proc, for probes that need no more. */
export function bareHost(options: MemoryHostOptions = {}) {
  return memoryHost({ ...options, trees: [procTree(), ...(options.trees ?? [])] });
}
