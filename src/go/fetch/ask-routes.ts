import type { RouteAsked, RouteOnline } from '../../core/documents/route-online.ts';
import type { RouteModule } from '../../core/documents/route-report.ts';
import type { Host } from '../../target/host.ts';
import type { ModuleSettings } from '../settings/module-settings.ts';
import { askModule } from './ask-module.ts';
import { makeWallet } from './auth/wallet.ts';
import type { Reach } from './reach.ts';
import type { Session } from './session.ts';
import { makeDatabase } from './sumdb/database.ts';

/** How many modules are asked for at once: as many connections as go opens, and no proxy minds. */
const AT_ONCE = 8;

/** Kept back for the report, milliseconds. */
const RESERVE_MS = 100;

export interface AskInput {
  readonly host: Host;
  readonly reach: Reach;
  /** When the answer is due, on the monotonic clock, milliseconds. */
  readonly dueMs: number;
  /** What all request ids begin with. */
  readonly id: string;
  readonly goauth: string;
  sleep(ms: number): Promise<void>;
}

export interface AskedRoutes {
  readonly online: RouteOnline;
  /** In the order of the modules. */
  readonly answers: readonly RouteAsked[];
}

/** Really asks what the routes say that go would ask, by GET and until the time is up; writes nothing anywhere. */
export async function askRoutes(
  modules: readonly RouteModule[],
  settings: ModuleSettings,
  { host, reach, dueMs, id, goauth, sleep }: AskInput,
): Promise<AskedRoutes> {
  const started = host.monotonic();
  const left = () => Math.max(0, dueMs - host.monotonic() - RESERVE_MS);
  let count = 0;
  const session: Session = {
    ...{ host, reach, left, id, sleep, go: settings.go, waitedFor: new Set() },
    wallet: makeWallet(host, { goauth, go: settings.go, timeoutMs: () => Math.max(1, left()) }),
    count: () => count,
    next: () => {
      count++;
      return `${id}-${count}`;
    },
  };
  const asker = { host, settings, session, database: makeDatabase(settings, session) };
  const answers: RouteAsked[] = [];
  const queue = [...modules.entries()];
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      answers[next[0]] = await askModule(next[1], asker);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, modules.length) }, work));
  return {
    online: { id, durationMs: Math.round(host.monotonic() - started), requests: count },
    answers,
  };
}
