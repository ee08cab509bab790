/** Which question is asked. `liveness` fails only on what a restart of the container can mend. */
export type Purpose = 'readiness' | 'liveness' | 'startup' | 'preflight';

/**
 * Whether what could not be known (a probe without a conclusion, nothing that ran, an unusable policy) is a
 * failure. No restart makes it known, so that for liveness it is none, unless somebody is strict.
 */
export function doubtFails({
  purpose,
  strict,
}: {
  readonly purpose: Purpose;
  readonly strict: boolean;
}): boolean {
  return strict || purpose !== 'liveness';
}

export const PURPOSES: readonly Purpose[] = ['readiness', 'liveness', 'startup', 'preflight'];
