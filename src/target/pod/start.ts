import type { Host } from '../host.ts';
import { notStarted } from '../program/first-process.ts';
import type { Line } from './manifest/field.ts';
import type { Started } from './model/command.ts';
import type { Trouble } from './model/trouble.ts';

/** Why the first process cannot be started; null where nothing speaks against it. */
export function startTrouble(host: Host, { words, at }: Started, here: Line): Trouble | null {
  if (!words.known) return null;
  if (words.value[0] === undefined)
    return { kind: 'program', reason: 'CreateContainerError', message: 'no command specified', at: here };
  const why = notStarted(host, words.value);
  if (why === null) return null;
  const { program, message, machine } = why;
  const base = { reason: 'StartError', message, at: at ?? here } as const;
  return machine === null
    ? { ...base, kind: 'program' }
    : { ...base, kind: 'architecture', foreign: { program, machine, platform: host.arch } };
}
