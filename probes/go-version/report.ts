import type { JsonObject } from '../../src/core/types/json.ts';
import { endOfLife } from '../../src/go/releases.ts';
import type { GoVersionFacts } from './facts.ts';
import type { Provenance } from './provenance/facts.ts';

/** The facts as the JSON report shows them. */
export function reportFacts({ go, version, goroot, output, provenance }: GoVersionFacts): JsonObject {
  return {
    path: go?.path ?? null,
    via: go?.via ?? null,
    raw: output === '' ? null : output,
    version: version?.semver ?? null,
    variant: version?.variant ?? null,
    experiments: version?.experiments ?? [],
    os: version?.os ?? null,
    arch: version?.arch ?? null,
    endOfLife: version?.major === 1 ? endOfLife(version.minor) : null,
    goroot: goroot?.path ?? null,
    gorootFrom: goroot?.from ?? null,
    ...(provenance === undefined ? {} : { checksums: checksumsOf(provenance.look) }),
  };
}

/** Of each kind as many as there are; null where nothing could be compared. */
function checksumsOf(look: Provenance | null): JsonObject | null {
  if (look === null) return null;
  const { list, listed, compared, changed, missing, added } = look;
  return {
    list,
    listed,
    compared,
    changed: changed.length,
    missing: missing.length,
    added: added.length,
  };
}
