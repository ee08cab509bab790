import type { ImageFacts } from '../facts.ts';
import type { ImagePolicy } from '../policy.ts';
import type { ImageFinding } from '../rules/index.ts';
import { askedOf } from './asked.ts';

/** More of them are of one cause. */
const MAX_TOLD = 20;

export function secrets(facts: ImageFacts, policy: ImagePolicy): readonly ImageFinding[] {
  return facts.secrets
    .map((secret) => ({ ...secret, asked: askedOf('secret', secret.path, policy) }))
    .filter(({ asked }) => asked !== 'allowed')
    .slice(0, MAX_TOLD)
    .map(({ path, kind, certain, layer, removedIn, asked }): ImageFinding => {
      const weight = certain || asked === 'forbidden' ? {} : { severity: 'warning' as const };
      return removedIn === null
        ? { rule: 'image/secret-left', args: { path, kind, layers: [layer] }, ...weight }
        : {
            rule: 'image/secret-removed-late',
            args: { path, kind, layer, removedIn, layers: [layer, removedIn] },
            ...weight,
          };
    });
}

/** Those that stand in the configuration itself. */
export function said({ saidSecrets }: ImageFacts, policy: ImagePolicy): readonly ImageFinding[] {
  const asked = askedOf('secret', '', policy);
  if (asked === 'allowed') return [];
  return saidSecrets.slice(0, MAX_TOLD).map(
    ({ place, name, kind, certain, layers }): ImageFinding => ({
      rule: 'image/secret-said',
      args: { place, name, kind, certain, layers },
      ...(certain || asked === 'forbidden' ? {} : { severity: 'warning' as const }),
    }),
  );
}
