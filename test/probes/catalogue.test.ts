import { describe, expect, it } from 'vitest';
import { probes } from '../../probes/index.ts';
import { catalogue } from '../../src/catalogue.ts';
import { FAMILIES } from '../../src/core/platform.ts';

const rules = await catalogue(probes);

describe('the catalogue', () => {
  it('has all probes in their order, each with rules', () => {
    expect([...new Set(rules.map((rule) => rule.probe))]).toEqual(probes.map((probe) => probe.name));
  });

  it('has each id once', () => {
    const ids = rules.map((rule) => rule.id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  describe.each(rules.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
    it('has an id in kebab case and a title without a period', () => {
      expect(id).toMatch(/^[a-z][a-z0-9]*(-[a-z0-9]+)*\/[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
      expect(rule.title).toMatch(/[^.]$/);
      expect(rule.title.length).toBeLessThanOrEqual(100);
    });

    it('has a cause, a message and a reason about restarts that end with a period', () => {
      for (const text of [rule.cause, rule.restart.why]) expect(text).toMatch(/[.]$/);
      // What a tool said stands as it is, on lines of its own behind a colon.
      expect(rule.message).toMatch(/[.]$|:\n/);
    });

    it('has a remedy in every family', () => {
      for (const family of FAMILIES) expect(rule.remedy[family].trim()).not.toBe('');
    });

    it('speaks of its example and of nothing that is not there', () => {
      for (const text of [rule.message, ...Object.values(rule.remedy)]) {
        expect(text).not.toMatch(/undefined|\[object |NaN/);
        expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/);
      }
    });
  });
});
