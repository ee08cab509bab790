import type { JsonObject } from '../../../src/core/types/json.ts';
import type { Host } from '../../../src/target/host.ts';

const CLOCKSOURCE = '/sys/devices/system/clocksource/clocksource0';

/**
 * What a container sees of the kernel's clock; each null where it cannot be seen. Whether somebody keeps it (adjtimex(2))
 * no file tells, so that `synchronised` is not known.
 */
export function kernelClock(host: Host): JsonObject {
  const line = (path: string) => {
    const file = host.readFile(path, { maxBytes: 4096 });
    return file.ok ? file.value.toString('latin1').trim() : null;
  };
  const offsets = line(`${host.proc}/timens_offsets`);
  return {
    source: line(`${CLOCKSOURCE}/current_clocksource`),
    available: line(`${CLOCKSOURCE}/available_clocksource`)?.split(/\s+/) ?? null,
    timeNamespace: offsets === null ? null : timeNamespace(offsets),
    synchronised: null,
  };
}

/**
 * time_namespaces(7): seconds by which these clocks are ahead of the node's. The wall clock has no such offset: it is the node's in
 * every container.
 */
export function timeNamespace(text: string): JsonObject {
  const seconds = (name: string) => {
    const [, whole, nano = '0'] =
      new RegExp(`^${name}\\s+(-?\\d{1,12})\\s+(\\d{1,9})$`, 'm').exec(text) ?? [];
    return whole === undefined ? null : Number(whole) + Number(nano) / 1e9;
  };
  return { monotonicSeconds: seconds('monotonic'), boottimeSeconds: seconds('boottime') };
}
