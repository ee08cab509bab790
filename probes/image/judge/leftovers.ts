import type { ProfileName } from '../../../src/core/profile.ts';
import type { Severity } from '../../../src/core/severity.ts';
import type { SeenFile } from '../../../src/target/image-contents.ts';
import type { ImageFacts, SeenDirectory } from '../facts.ts';
import type { Kind } from '../kinds.ts';
import type { ImagePolicy } from '../policy.ts';
import type { ImageFinding } from '../rules/index.ts';
import { askedOf } from './asked.ts';

/** Bytes from which on it is worth somebody's time; a stock image has less. */
const DEAR_BYTES = 5 * 1024 * 1024;

/** What a build image is there for. */
const FOR_BUILDS: readonly Kind[] = ['go-build-cache', 'module-cache', 'compiler'];

export function leftovers(
  { directories, compilers, setUid, openDirectories }: ImageFacts,
  policy: ImagePolicy,
  profile: ProfileName,
): readonly ImageFinding[] {
  const files = (kind: Kind, list: readonly SeenFile[]) => filesOf(kind, list, policy, profile);
  return [
    ...directories.flatMap((directory) => ofDirectory(directory, policy, profile)),
    ...files('compiler', compilers).map(
      ({ severity, ...args }): ImageFinding => ({ rule: 'image/compiler-left', args, ...severity }),
    ),
    ...files('set-uid', setUid).map(
      ({ severity, bytes: _, ...args }): ImageFinding => ({ rule: 'image/set-uid', args, ...severity }),
    ),
    ...files('world-writable', openDirectories).map(
      ({ severity, bytes: _, ...args }): ImageFinding => ({
        rule: 'image/world-writable',
        args,
        ...severity,
      }),
    ),
  ];
}

function ofDirectory(
  { kind, path, layers, bytes, hiddenBytes, hiddenIn }: SeenDirectory,
  policy: ImagePolicy,
  profile: ProfileName,
): readonly ImageFinding[] {
  const asked = askedOf(kind, path, policy);
  if (asked === 'allowed') return [];
  const serves = profile === 'build' && asked === null && FOR_BUILDS.includes(kind);
  const weight = (size: number): { severity: Severity } | Record<never, never> => {
    if (asked === 'forbidden') return { severity: 'error' };
    return size >= DEAR_BYTES ? { severity: 'warning' } : {};
  };
  const findings: ImageFinding[] = [];
  if (bytes > 0 && kind === 'git') {
    const severity = asked === 'forbidden' ? 'error' : profile === 'runtime' ? 'warning' : 'info';
    findings.push({ rule: 'image/git-left', args: { path, bytes, layers }, severity });
  } else if (bytes > 0 && !serves)
    findings.push({ rule: 'image/cache-left', args: { kind, path, bytes, layers }, ...weight(bytes) });
  if (hiddenBytes > 0 && hiddenIn !== null) {
    const first = layers[0] ?? 0;
    findings.push({
      rule: 'image/removed-late',
      args: {
        kind,
        path,
        bytes: hiddenBytes,
        layer: first,
        removedIn: hiddenIn,
        layers: [...layers, hiddenIn],
      },
      ...weight(hiddenBytes),
    });
  }
  return findings;
}

/** More of them say no more. */
const MAX_NAMED = 10;

/** All of a kind in one finding: they have one cause, the base image mostly. */
function filesOf(kind: Kind, all: readonly SeenFile[], policy: ImagePolicy, profile: ProfileName) {
  if (profile === 'build' && FOR_BUILDS.includes(kind) && !(policy.leftovers.forbidden ?? []).includes(kind))
    return [];
  const files = all
    .map((file) => ({ ...file, asked: askedOf(kind, file.path, policy) }))
    .filter(({ asked }) => asked !== 'allowed');
  if (files.length === 0) return [];
  const forbidden = files.some(({ asked }) => asked === 'forbidden');
  const told = forbidden ? files.filter(({ asked }) => asked === 'forbidden') : files;
  const layers = told.map(({ layer }) => layer).filter((layer) => layer !== null);
  return [
    {
      paths: told.slice(0, MAX_NAMED).map(({ path }) => path),
      count: told.length,
      bytes: told.reduce((sum, { bytes }) => sum + bytes, 0),
      layers: [...new Set(layers)],
      severity: forbidden ? { severity: 'error' as const } : {},
    },
  ];
}
