import type { JsonObject } from '../../src/core/types/json.ts';
import { endOfLife } from '../../src/go/releases.ts';
import type { GoVersionFacts } from './facts.ts';
import type { Provenance } from './provenance/facts.ts';

/** What the probe's line in the text report says. */
export function summary({ go, version, goroot, outcome, output, provenance }: GoVersionFacts): string {
  if (go === null) return 'no go command';
  if (outcome === null) return `go at ${go.path}`;
  if (version === null) {
    return `${go.path} does not ${outcome.kind === 'not-started' ? 'start' : 'tell its version'}`;
  }
  const where = goroot === null ? go.path : goroot.path;
  const { look = null, findings = [] } = provenance ?? {};
  const listed = look === null || findings.length > 0 ? '' : `, ${look.compared} files as listed`;
  return `${output.slice('go version '.length)} at ${where}${listed}`;
}

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
