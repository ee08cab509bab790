import type { CatalogueEntry } from './core/catalogue.ts';
import { FAMILIES, type Family, type Platform } from './core/platform.ts';
import type { AnyProbe } from './core/probe.ts';
import type { AnyRule } from './core/rule.ts';
import { prose, remedyText } from './verdict/render.ts';

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
  const remedies = FAMILIES.map((family) => [family, remedyText(rule.remedy, example, PLATFORMS[family])]);
  return {
    id,
    probe,
    title,
    severity,
    cause,
    message: prose(rule.message, example, PLATFORMS.debian),
    remedies: Object.fromEntries(remedies),
    restart,
  };
}

/** A container of each family, with the rights to mend it. */
const PLATFORMS: Readonly<Record<Family, Platform>> = {
  debian: { family: 'debian', os: 'debian', osVersion: '12', label: 'Debian 12', libc: 'glibc', root: true },
  alpine: {
    family: 'alpine',
    os: 'alpine',
    osVersion: '3.23',
    label: 'Alpine 3.23',
    libc: 'musl',
    root: true,
  },
  rhel: { family: 'rhel', os: 'rhel', osVersion: '10', label: 'RHEL 10', libc: 'glibc', root: true },
  scratch: { family: 'scratch', os: null, osVersion: null, label: 'scratch', libc: null, root: true },
};
