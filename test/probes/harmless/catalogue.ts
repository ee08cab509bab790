import { probes } from '../../../probes/index.ts';
import { FAMILIES, type Family, type Platform } from '../../../src/core/platform.ts';
import type { AnyRule } from '../../../src/core/rule.ts';

/** Every rule of every probe, by its id. */
export const RULES: readonly { readonly id: string; readonly rule: AnyRule }[] = (
  await Promise.all(
    probes.map(async (probe) =>
      Object.entries(await probe.rules()).map(([name, rule]) => ({ id: `${probe.name}/${name}`, rule })),
    ),
  )
).flat();

const has = { all: () => true, shell: (name: string) => name === 'sh', nothing: () => false };

/** Containers that differ in what can be done in them. */
export const PLATFORMS: readonly Platform[] = FAMILIES.flatMap((family) =>
  [true, false].flatMap((root) => Object.values(has).map((found) => platform(family, root, found))),
);

/** Two in which everything can be done, one by commands and one by what is copied. */
export const WIDE: readonly Platform[] = (['debian', 'scratch'] as const).map((family) =>
  platform(family, true, has.all),
);

function platform(family: Family, root: boolean, found: (name: string) => boolean): Platform {
  return {
    family,
    os: family,
    osVersion: '12',
    label: family,
    libc: 'glibc',
    root,
    has: found,
    writes: () => root,
  };
}
