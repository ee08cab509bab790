import type { Cause } from '../access/cause.ts';
import type { Trial } from '../facts.ts';

/**
 * In the runtime profile a default /tmp that is missing or read-only is somebody's intention; one that is
 * there, on a writable mount, and refuses this user is not.
 */
export function isIntended({ requirement }: Pick<Trial, 'requirement'>, { kind }: Cause): boolean {
  return requirement.assumed && (kind === 'read-only-mount' || kind === 'path-missing');
}
