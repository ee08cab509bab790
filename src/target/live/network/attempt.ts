import type { Socket } from 'node:net';
import type { NetworkFailure } from '../../network.ts';
import { monotonicNow } from '../clock.ts';
import type { Opened } from './dial.ts';
import { codeOf, Stopped, withTime } from './within.ts';

/** What is done with connections of its own; `at` says how far it got. */
export type Work<T> = (opened: Opened, at: (stage: NetworkFailure['stage']) => void) => Promise<T>;

/** Does the work within the time, closes all that it opened, and tells how long it took, or how far it got. */
export async function attempt<T extends object>(
  timeoutMs: number,
  work: Work<T>,
): Promise<
  | ({ readonly ok: true; readonly ms: number } & T)
  | { readonly ok: false; readonly ms: number; readonly failure: NetworkFailure }
> {
  const started = monotonicNow();
  const sockets: Socket[] = [];
  // The outermost first: Node 20 crashes where the ground of a TLS socket goes before it.
  const close = () => {
    for (const socket of sockets.splice(0).reverse()) socket.destroy();
  };
  let stage: NetworkFailure['stage'] = 'connect';
  const done = work(
    (socket) => sockets.push(socket),
    (next) => {
      stage = next;
    },
  );
  try {
    const found = await withTime(done, timeoutMs, close);
    return { ok: true, ms: monotonicNow() - started, ...found };
  } catch (error) {
    const failure = error instanceof Stopped ? error.failure : { stage, code: codeOf(error) };
    return { ok: false, ms: monotonicNow() - started, failure };
  } finally {
    close();
  }
}
