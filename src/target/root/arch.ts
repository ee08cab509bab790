import type { Host } from '../host.ts';
import { inspectExecutable } from '../program/elf.ts';

/** Programs that nearly every image has one of. */
const PROGRAMS = ['/bin/sh', '/usr/bin/env', '/bin/busybox', '/usr/local/bin/node', '/usr/local/go/bin/go'];

/** The processor that a root is for, by the first program that tells; by Node's names. */
export function archOf(files: Pick<Host, 'readHead'>): string {
  for (const path of PROGRAMS) {
    const head = files.readHead(path, 4096);
    const program = head.ok ? inspectExecutable(head.value) : null;
    if (program?.kind === 'elf') return program.machine;
  }
  return 'unknown';
}
