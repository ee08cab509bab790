import { lastChange } from '../../../src/go/running/changes.ts';
import { type Rotated, rotatedSince } from '../../../src/go/running/rotated-since.ts';
import type { Host } from '../../../src/target/host.ts';
import type { TimezoneFacts } from '../facts.ts';
import { LOCALTIME } from '../runtimes/resolution.ts';

/** In every Go program that knows a local time (time/zoneinfo_unix.go). */
const READS_ZONE = 'time.initLocal';

/** Whether the program that runs keeps a zone that it read before it changed. */
export async function rotated(
  host: Host,
  { runtimes, asked }: Pick<TimezoneFacts, 'runtimes' | 'asked'>,
): Promise<Rotated | null> {
  const program = (await host.running?.program()) ?? null;
  if (program === null) return null;
  const { go } = runtimes;
  // Node has data of its own, and takes the name from the link.
  const link = asked.by === 'localtime' ? host.lstat(LOCALTIME) : null;
  return rotatedSince(
    program,
    {
      function: READS_ZONE,
      go:
        go.source !== 'file' || go.path === null
          ? []
          : [{ path: go.path, changedMs: lastChange(go.path, host) }],
      node: link?.ok ? [{ path: LOCALTIME, changedMs: link.value.changedMs }] : [],
    },
    host,
  );
}
