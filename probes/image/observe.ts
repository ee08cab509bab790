import type { ProfileName } from '../../src/core/profile.ts';
import type { Host } from '../../src/target/host.ts';
import type { ImageContents, ImageLook, LeftDirectory } from '../../src/target/image-contents.ts';
import type { ImageFacts, SeenDirectory, SeenSecret } from './facts.ts';
import { readBaseline } from './look/baseline.ts';
import { homelessSources } from './look/homeless.ts';
import { readPackages } from './look/packages.ts';
import { readProgram } from './look/program.ts';
import type { ImagePolicy } from './policy.ts';
import { secretIn } from './secrets/forms.ts';
import { isPublished } from './secrets/published.ts';
import { saidSecrets } from './secrets/said-secrets.ts';

export function observe(
  host: Host,
  image: ImageContents,
  policy: ImagePolicy,
  profile: ProfileName,
): ImageFacts {
  const look = image.look();
  return {
    layers: image.layers,
    bytes: image.layers.reduce((sum, { bytes }) => sum + bytes, 0),
    directories: together(look.directories),
    secrets: secretsIn(look),
    saidSecrets: saidSecrets(image.said),
    compilers: look.compilers,
    setUid: look.setUid,
    openDirectories: look.openDirectories,
    packages: readPackages(host),
    program: readProgram(host, policy.program, image.command),
    baseline: readBaseline(host, policy.baseline),
    homeless: profile === 'build' ? homelessSources(host) : null,
  };
}

/** One directory of all layers that write to it. */
function together(parts: readonly LeftDirectory[]): readonly SeenDirectory[] {
  const byPath = new Map<string, SeenDirectory>();
  for (const { kind, path, layer, bytes, seenBytes, removedIn } of parts) {
    const before = byPath.get(path);
    const hiddenIn = [before?.hiddenIn ?? null, removedIn].filter((one) => one !== null);
    byPath.set(path, {
      kind,
      path,
      layers: [...(before?.layers ?? []), layer],
      bytes: (before?.bytes ?? 0) + seenBytes,
      hiddenBytes: (before?.hiddenBytes ?? 0) + bytes - seenBytes,
      hiddenIn: hiddenIn.length === 0 ? null : Math.max(...hiddenIn),
    });
  }
  return [...byPath.values()];
}

function secretsIn({ suspects }: ImageLook): readonly SeenSecret[] {
  return suspects.flatMap(({ path, layer, removedIn, head }) => {
    if (isPublished(path)) return [];
    const bytes = head();
    const secret = bytes === null ? null : secretIn(path, bytes);
    return secret === null ? [] : [{ path, layer, removedIn, ...secret }];
  });
}
