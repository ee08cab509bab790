import type { Refusal } from '../../../target/process/refusal/no-process.ts';
import { deniedInWords } from './denied.ts';

/** Why a process cannot be looked at; goes on after `--pid: process 4711`. */
export function sentenceOf(refusal: Refusal): string {
  switch (refusal.code) {
    case 'none':
      return 'does not exist here: ps -e lists those that do';
    case 'hidden':
      return 'is there, and /proc hides it from this user (hidepid); look as root, or as the user of the process';
    case 'zombie':
      return `has ended, and waits for process ${refusal.parent} to ask for its exit status: nothing of it is left to look at`;
    case 'kernel-thread':
      return 'is a part of the kernel: it has no files and no environment';
    case 'thread':
      return `is a thread of process ${refusal.threadGroup}: write --pid ${refusal.threadGroup}`;
    case 'ended':
      return 'ended while it was looked at';
    case 'denied':
      return deniedInWords(refusal);
  }
}
