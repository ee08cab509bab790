import type { CatalogueEntry } from './core/catalogue.ts';
import { FAMILIES, type Family, type Platform } from './core/platform.ts';
import type { AnyProbe } from './core/probe.ts';
import type { Remedy } from './core/remedy/remedy.ts';
import { remediesText } from './core/remedy/text.ts';
import type { AnyRule } from './core/rule.ts';
import type { JsonObject } from './core/types/json.ts';
import { prose, remediesOf, textOf } from './verdict/render.ts';

/** Every rule of the probes, in their order. */
export async function catalogue(probes: readonly AnyProbe[]): Promise<readonly CatalogueEntry[]> {
  const perProbe = await Promise.all(
    probes.map(async (probe) =>
      Object.entries(await probe.rules()).map(([name, rule]) =>
        entry(`${probe.name}/${name}`, probe.name, rule),
      ),
    ),
  );
  return perProbe.flat();
}

function entry(id: string, probe: string, rule: AnyRule): CatalogueEntry {
  const { title, severity, cause, restart, example } = rule;
  const remedies = byFamily((platform) => remediesOf(rule, example, platform));
  return {
    id,
    probe,
    title,
    severity,
    otherwise: rule.otherwise ?? [],
    cause,
    says: rule.says ?? [],
    message: prose(rule.message, example, PLATFORMS.debian),
    remedy: byFamily((platform) => catalogueText(rule, remedies[platform.family], example, platform)),
    remedies,
    restart,
  };
}

function catalogueText(
  rule: AnyRule,
  remedies: readonly Remedy[],
  example: JsonObject,
  platform: Platform,
): string {
  return remedies.length > 0 ? remediesText(remedies) : textOf(rule, [], example, platform);
}

function byFamily<T>(make: (platform: Platform) => T): Readonly<Record<Family, T>> {
  const entries = FAMILIES.map((family) => [family, make(PLATFORMS[family])]);
  return Object.fromEntries(entries) as Record<Family, T>;
}

/** A container of each family, with every program and the rights to mend it. */
const PLATFORMS: Readonly<Record<Family, Platform>> = {
  debian: of('debian', 'Debian 12', '12', 'glibc'),
  alpine: of('alpine', 'Alpine 3.23', '3.23', 'musl'),
  rhel: of('rhel', 'RHEL 10', '10', 'glibc'),
  scratch: { ...of('scratch', 'scratch', null, null), os: null, has: () => false },
};

function of(family: Family, label: string, osVersion: string | null, libc: Platform['libc']): Platform {
  return { family, os: family, osVersion, label, libc, root: true, has: () => true, writes: () => true };
}
