import type { Family } from '../../src/core/platform.ts';
import { byHand } from '../../src/core/remedy/forms.ts';
import { goTree } from '../../src/core/remedy/go-tree.ts';
import type { Remedy } from '../../src/core/remedy/remedy.ts';
import type { Restart } from '../../src/core/rule.ts';

/** The toolchain comes with the image: why a restart mends nothing. */
export const IMAGE: Restart = {
  mends: false,
  why: 'The toolchain is part of the image, and a restarted container gets the same image.',
};

/**
 * Brings a toolchain into the image.
 *
 * @param suggested a version that the policy accepts, such as `1.27`; null when none is known
 */
export function install(suggested: string | null, family: Family, goroot?: string): readonly Remedy[] {
  if (suggested !== null) return goTree(suggested, family, goroot === undefined ? {} : { goroot });
  return [
    byHand(
      'policy',
      'no release that is known here is in goVersion.range: correct it, or bring what it asks for',
    ),
  ];
}
