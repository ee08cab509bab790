import { lookup as getaddrinfo } from 'node:dns';
import type { Lookup } from '../../network.ts';
import { monotonicNow } from '../clock.ts';
import { codeOf, withTime } from './within.ts';

/** getaddrinfo(3) cannot be called off: what comes after the time is heard by nobody. */
export async function lookup(name: string, timeoutMs: number): Promise<Lookup> {
  const started = monotonicNow();
  const asked = new Promise<readonly string[]>((resolve, reject) => {
    getaddrinfo(name, { all: true, verbatim: true }, (error, found) =>
      error === null ? resolve(found.map(({ address }) => address)) : reject(error),
    );
  });
  try {
    const addresses = await withTime(asked, timeoutMs);
    return { ok: true, addresses, ms: monotonicNow() - started };
  } catch (error) {
    return {
      ok: false,
      ms: monotonicNow() - started,
      failure: { stage: 'lookup', code: codeOf(error) },
    };
  }
}
