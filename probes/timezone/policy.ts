import { definePolicy } from '../../src/core/policy/probe-policy.ts';
import { InvalidValue } from '../../src/core/policy/shorthand.ts';
import { ZONE_NAME } from './files/zone-name.ts';

export interface TimezonePolicy {
  /** IANA name of the zone that Go must see; null means any. */
  readonly expected: string | null;
}

declare module '../../src/core/policy/policy.ts' {
  interface Sections {
    readonly timezone: TimezonePolicy;
  }
}

export const policy = definePolicy({
  section: 'timezone',
  defaults: { expected: null },
  demands: ['expected'],
  shorthands: [
    {
      name: 'timezone',
      placeholder: 'ZONE',
      help: 'zone that Go must see, such as Europe/Berlin',
      read: (expected) => {
        if (ZONE_NAME.test(expected)) return { expected };
        throw new InvalidValue('is not the name of a time zone; write one such as Europe/Berlin or UTC');
      },
    },
  ],
  schema: () => import('./policy-schema.ts'),
  mistakes: async ({ expected }, host) => {
    if (expected == null) return [];
    const text = await (await import('./search/known-zone.ts')).zoneMistake(expected, host);
    return text === null ? [] : [{ at: ['expected'], text }];
  },
});
