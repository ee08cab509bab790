import { definePolicy } from '../../src/core/policy/probe-policy.ts';
import { InvalidValue, listed } from '../../src/core/policy/shorthand.ts';
import { normalUmask } from './octal.ts';

export interface UmaskPolicy {
  /** Accepted values; empty means any that harms nobody. */
  readonly allowed: readonly string[];
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly umask: UmaskPolicy;
  }
}

export const policy = definePolicy({
  section: 'umask',
  defaults: { allowed: [] },
  demands: ['allowed'],
  shorthands: [
    {
      name: 'umask',
      placeholder: 'LIST',
      help: 'accepted umasks, such as 0022,0002',
      read: (text) => ({ allowed: listed(text).map(given) }),
    },
  ],
  schema: () => import('./policy-schema.ts'),
});

function given(text: string): string {
  const normal = normalUmask(text);
  if (normal === null) throw new InvalidValue('is not a umask; write octal digits such as 0022');
  return normal;
}
