/** Which question is asked. `liveness` fails only on what a restart of the container can mend. */
export type Purpose = 'readiness' | 'liveness' | 'startup' | 'preflight';

export const PURPOSES: readonly Purpose[] = ['readiness', 'liveness', 'startup', 'preflight'];
