import type { Socket } from '../../../src/target/posix/sockets/socket.ts';
import type { Holder, ListenersFacts, WantedPort } from '../facts.ts';
import type { ListenersFinding } from '../rules/index.ts';

/** The kernel cuts the name of a thread (TASK_COMM_LEN). */
const COMM_LENGTH = 15;

/** Somebody else than the policy says has the port; or nobody can see who. */
export function otherProcess(
  { port, protocol, by }: WantedPort,
  there: readonly Socket[],
  { holders, late }: ListenersFacts,
): readonly ListenersFinding[] {
  if (by === null) return [];
  const known = there.flatMap(({ inode }) => holders.get(inode) ?? []);
  if (known.some(({ names }) => names.includes(by) || names.includes(by.slice(0, COMM_LENGTH)))) return [];
  const [other] = known;
  if (other === undefined && late) return [];
  return other === undefined
    ? [
        {
          rule: 'listeners/unknown',
          args: { what: 'holder', port, protocol, errno: null },
          severity: 'warning',
        },
      ]
    : [{ rule: 'listeners/other-process', args: { port, protocol, by, ...who(other) } }];
}

/** As findings carry it; nulls where nobody may see who it is. */
export type Who = { readonly name: string | null; readonly pid: number | null };

export function who(holder: Holder | undefined): Who {
  return { name: holder?.names[0] ?? null, pid: holder?.pid ?? null };
}
