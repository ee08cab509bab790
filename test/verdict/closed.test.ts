import { describe, expect, it } from 'vitest';
import { app } from '../../probes/app/index.ts';
import { probes } from '../../probes/index.ts';
import { FAMILIES, type Platform } from '../../src/core/platform.ts';
import { detectPlatform } from '../../src/target/system/platform.ts';
import { remediesOf } from '../../src/verdict/render.ts';
import { hostOf } from '../probes/image/image-host.ts';
import { memoryHost } from '../support/memory/memory-host.ts';
import { made } from '../target/compose/made.ts';

const rules = (
  await Promise.all(
    probes.map(async (probe) =>
      Object.entries(await probe.rules()).map(([id, rule]) => [`${probe.name}/${id}`, rule] as const),
    ),
  )
).flat();

function platform(family: Platform['family'], more: Partial<Platform> = {}): Platform {
  const own = { family, os: family, osVersion: '1', label: family, libc: null, root: true } as const;
  return { ...own, has: () => true, writes: () => true, ...more };
}

describe('what is not running', () => {
  it.each(rules)('%s has a remedy that is not done in it', (_, rule) => {
    for (const family of FAMILIES)
      for (const more of [{}, { root: false }, { has: () => false }]) {
        const remedies = remediesOf(rule, rule.example, platform(family, { ...more, closed: true }));
        expect(remedies).not.toEqual([]);
        expect(remedies.filter(({ where }) => where === 'container')).toEqual([]);
        const lines = remedies.map(({ lines: own }) => own.join('\n')).filter((text) => text !== '');
        expect(new Set(lines).size).toBe(lines.length);
      }
  });

  it('is an image, and a container that is yet to be made', () => {
    expect(detectPlatform(hostOf([], {})).closed).toBe(true);
    expect(detectPlatform(made('').host).closed).toBe(true);
    expect(detectPlatform(memoryHost()).closed).toBeUndefined();
  });

  it('is mended in its Dockerfile where its files are at fault', async () => {
    const rule = (await app.rules())['script-crlf'];
    if (rule === undefined) throw new Error('no such rule');
    const [there] = remediesOf(rule, rule.example, platform('debian', { closed: true }));
    const [here] = remediesOf(rule, rule.example, platform('debian'));
    expect([here?.where, there?.where]).toEqual(['container', 'image']);
    expect(there?.lines).toEqual(here?.lines.map((line) => `RUN ${line}`));
  });

  it('is sent no line of what every runtime writes anew', () => {
    const all = rules.flatMap(([, rule]) =>
      remediesOf(rule, rule.example, platform('debian', { closed: true })).flatMap(({ lines }) => lines),
    );
    expect(all.filter((line) => /^RUN (?:umask|.*\/etc\/(?:resolv\.conf|hosts)\b)/.test(line))).toEqual([]);
  });
});
