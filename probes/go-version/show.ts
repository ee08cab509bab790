import type { JsonObject } from '../../src/core/types/json.ts';
import { endOfLife } from '../../src/go/releases.ts';
import type { GoVersionFacts } from './facts.ts';

/** What the probe's line in the text report says. */
export function summary({ go, version, goroot, outcome, output }: GoVersionFacts): string {
  if (go === null) return 'no go command';
  if (outcome === null) return `go at ${go.path}`;
  if (version === null) {
    return `${go.path} does not ${outcome.kind === 'not-started' ? 'start' : 'tell its version'}`;
  }
  const where = goroot === null ? go.path : goroot.path;
  return `${output.slice('go version '.length)} at ${where}`;
}

/** The facts as the JSON report shows them. */
export function reportFacts({ go, version, goroot, output }: GoVersionFacts): JsonObject {
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
  };
}
