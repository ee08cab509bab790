import type { Host } from '../../../src/target/host.ts';
import { isUtcName } from '../files/zone-name.ts';
import { LOCALTIME } from '../runtimes/resolution.ts';

/** How the zone is asked for: `name` is TZ without the colon that may stand before it. */
export type Asked =
  | { readonly by: 'localtime' }
  /** `name` is empty where TZ is. */
  | { readonly by: 'utc' | 'path' | 'name'; readonly name: string };

/** What TZ (null: not set) asks for. */
export function whatIsAsked(tz: string | null): Asked {
  if (tz === null) return { by: 'localtime' };
  const name = tz.replace(/^:/, '');
  if (name === LOCALTIME) return { by: 'localtime' };
  if (name === '' || isUtcName(name)) return { by: 'utc', name };
  return { by: name.startsWith('/') ? 'path' : 'name', name };
}

/** The first line of /etc/timezone, which none of the four runtimes reads, but Java and tools do. */
export function readEtcTimezone(host: Host): string | null {
  const file = host.readFile('/etc/timezone', { maxBytes: 4096 });
  const [line = ''] = file.ok ? file.value.toString('utf8').split('\n') : [];
  return line.trim() === '' ? null : line.trim();
}
