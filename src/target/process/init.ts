import { readdirSync, readlinkSync } from 'node:fs';
import { attempt } from '../live/files/attempt.ts';
import { textOf } from '../live/files/read.ts';
import type { Located } from './locate.ts';
import { type Credentials, parseCredentials } from './proc/credentials.ts';

/** More processes than any container has above the one that is looked at. */
const MAX_ANCESTORS = 64;

/**
 * The status of process 1 in the pid namespace of a process; null where nobody can tell which it is. It is looked
 * for among those above the process first, and then among all: one that was started by `nsenter` has others above.
 */
export function initStatus(proc: string, { credentials, status, directory }: Located): string | null {
  const isFirst = ({ pids }: Credentials) => pids.length === credentials.pids.length && pids.at(-1) === 1;
  if (isFirst(credentials)) return status;
  let above = credentials.parent;
  for (let i = 0; i < MAX_ANCESTORS && above > 0; i++) {
    const ancestor = read(proc, above);
    if (ancestor === null) break;
    // Who stands above is in the same namespace or in one around it: as deep, and it is the same.
    if (isFirst(ancestor.credentials)) return ancestor.status;
    above = ancestor.credentials.parent;
  }
  const namespace = namespaceOf(directory);
  const all = attempt(() => readdirSync(proc).filter((name) => /^\d+$/.test(name)));
  for (const name of namespace !== null && all.ok ? all.value : []) {
    const other = read(proc, Number(name));
    if (other !== null && isFirst(other.credentials) && namespaceOf(`${proc}/${name}`) === namespace)
      return other.status;
  }
  return null;
}

function read(proc: string, pid: number): { status: string; credentials: Credentials } | null {
  const status = textOf(`${proc}/${pid}/status`);
  const credentials = status === null ? null : parseCredentials(status);
  return status === null || credentials === null ? null : { status, credentials };
}

function namespaceOf(directory: string): string | null {
  const target = attempt(() => readlinkSync(`${directory}/ns/pid`));
  return target.ok ? target.value : null;
}
