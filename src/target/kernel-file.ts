import type { Stat } from './file.ts';

/** A file that the kernel makes up when it is read: of proc(5), where a container has it. */
export const KERNEL_FILE: Stat = {
  type: 'file',
  mode: 0o444,
  uid: 0,
  gid: 0,
  size: 0,
  dev: 0,
  ino: 0,
  modifiedMs: 0,
  changedMs: 0,
};
