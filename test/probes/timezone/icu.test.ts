import { describe, expect, it } from 'vitest';
import { UTC_NAMES } from '../../../probes/timezone/files/zone-name.ts';
import { ownIcu } from '../../../probes/timezone/runtimes/icu.ts';

describe("Node's own zones", () => {
  it.each([...UTC_NAMES])('have %s as UTC, which need not be asked', (name) => {
    const asked = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    expect(asked.resolvedOptions().timeZone).toBe(ownIcu().canonical(name));
    for (const ms of [-3e12, 0, 1.8e12]) {
      expect(asked.format(ms)).toMatch(/ GMT(?:[+]00:00)?$/);
      expect(ownIcu().offsetAt(name, ms / 1000)).toBe(0);
    }
  });
});
