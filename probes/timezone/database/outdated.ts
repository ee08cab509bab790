import { DAY_MS } from '../../../src/core/time/instant.ts';
import type { Host } from '../../../src/target/host.ts';
import { findOnPath } from '../../../src/target/program/find-program.ts';
import type { Outdated, Runtimes } from '../facts.ts';
import { type Icu, isAnotherZone } from '../runtimes/icu.ts';
import { type Resolution, ZONEINFO } from '../runtimes/resolution.ts';
import { offsets } from '../runtimes/views.ts';

/**
 * What there is to say where the image's zone data and Node's differ for a zone that all of them know by its name; whether they
 * do is asked at the time of the judgement. `runtimes.node` must have been asked for its own data.
 */
export function outdated(host: Host, icu: Icu, { go, glibc, musl, node }: Runtimes): Outdated | null {
  if (go.name === null || node === null || host.node === null || node.id !== go.name || !node.known)
    return null;
  if (isAnotherZone(icu, go.name, go.at)) return null;
  const image = imageVersion(host, go.path ?? `${ZONEINFO}/${go.name}`);
  const nodeVersion = host.node.zoneData;
  return {
    differs: (now) => {
      const clock = (zone: Resolution) => offsets(zone, now).join();
      return clock(go) !== clock(node) && clock(glibc) === clock(go) && clock(musl) === clock(go);
    },
    zone: go.name,
    image,
    node: nodeVersion,
    older: image === null || nodeVersion === null ? null : olderOf(image, nodeVersion),
    nodeHere: findOnPath(host, 'node') !== null,
  };
}

function olderOf(image: string, node: string): 'image' | 'node' | null {
  if (image === node) return null;
  return image < node ? 'image' : 'node';
}

/** The version of the data as tzdata.zi says; null where the zone's own file did not come with it. */
function imageVersion(host: Host, path: string): string | null {
  const zi = `${ZONEINFO}/tzdata.zi`;
  const head = host.readHead(zi, 64);
  const [, version] = (head.ok && /^# version (\d{4}[a-z]+)/.exec(head.value.toString('latin1'))) || [];
  const [source, zone] = [host.stat(zi), host.stat(path)];
  const together = source.ok && zone.ok && Math.abs(source.value.modifiedMs - zone.value.modifiedMs) < DAY_MS;
  return together ? (version ?? null) : null;
}
