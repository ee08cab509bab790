import type { ImageFacts } from '../facts.ts';
import type { ImagePolicy } from '../policy.ts';
import type { ImageFinding } from '../rules/index.ts';

/** What the policy asks for; without one nothing. */
export function limits(facts: ImageFacts, policy: ImagePolicy): readonly ImageFinding[] {
  return [
    ...ofSize(facts, policy),
    ...ofProgram(facts, policy),
    ...ofPackages(facts, policy),
    ...ofBaseline(facts, policy),
  ];
}

function ofSize(
  { layers, bytes }: ImageFacts,
  { maxLayers, maxBytes }: ImagePolicy,
): readonly ImageFinding[] {
  const findings: ImageFinding[] = [];
  if (maxLayers !== null && layers.length > maxLayers)
    findings.push({ rule: 'image/too-many-layers', args: { count: layers.length, allowed: maxLayers } });
  if (maxBytes !== null && bytes > maxBytes) {
    const sizes = layers.map((layer) => layer.bytes);
    const largest = sizes.indexOf(Math.max(...sizes));
    findings.push({
      rule: 'image/too-large',
      args: { bytes, allowed: maxBytes, largest: sizes[largest] ?? 0, layers: [largest] },
    });
  }
  return findings;
}

function ofProgram(
  { program }: ImageFacts,
  { maxProgramBytes, static: mustBeStatic }: ImagePolicy,
): readonly ImageFinding[] {
  if (maxProgramBytes === null && !mustBeStatic) return [];
  if (program.kind === 'unknown') {
    const { path, why } = program;
    return [{ rule: 'image/program-unknown', args: { path, why } }];
  }
  const { path, bytes, interpreter } = program;
  const findings: ImageFinding[] = [];
  if (maxProgramBytes !== null && bytes > maxProgramBytes)
    findings.push({ rule: 'image/program-too-large', args: { path, bytes, allowed: maxProgramBytes } });
  if (mustBeStatic && interpreter !== null)
    findings.push({ rule: 'image/program-dynamic', args: { path, interpreter } });
  return findings;
}

/** More of them say no more. */
const MAX_NAMED = 20;

function ofPackages(
  { packages: { names, database } }: ImageFacts,
  { packages: allowed }: ImagePolicy,
): readonly ImageFinding[] {
  if (allowed === null) return [];
  // What the policy asks for and nobody can see is not granted.
  if (names === null) return [{ rule: 'image/packages-unknown', args: { database: database ?? '' } }];
  const unwanted = allowed === 'none' ? names : names.filter((name) => !allowed.includes(name));
  if (unwanted.length === 0) return [];
  const args = {
    names: unwanted.slice(0, MAX_NAMED),
    count: unwanted.length,
    none: allowed === 'none',
    database: database ?? '',
  };
  return [{ rule: 'image/packages-unwanted', args }];
}

function ofBaseline({ baseline }: ImageFacts, { baseline: asked }: ImagePolicy): readonly ImageFinding[] {
  if (asked === null || baseline === null) return [];
  const args = { path: asked.file, version: asked.version };
  switch (baseline.kind) {
    case 'missing':
      return [{ rule: 'image/baseline-missing', args }];
    case 'unreadable':
      return [{ rule: 'image/baseline-unreadable', args: { ...args, code: baseline.code } }];
    case 'there':
      return baseline.fits
        ? []
        : [{ rule: 'image/baseline-differs', args: { ...args, says: baseline.says } }];
  }
}
