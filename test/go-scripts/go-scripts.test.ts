import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeReal, goToolchains } from '../support/real-tools.ts';
import { type Disagreement, judgeCall } from './judge-call.ts';
import { KNOWN, REASONS } from './known.ts';
import { QUICK, selected } from './scripts.ts';
import { runScripts, scriptsOf } from './suite.ts';

const ALL = process.env.GO_SCRIPTS === 'all';
const needs = { go: ['1.27'], tools: ['git', 'unshare', 'setpriv', 'ip'], root: true } as const;

describeReal("Go's own scripts", needs, () => {
  it('find probe-env of one mind with go, but for what is known', { timeout: 3_600_000 }, () => {
    const newest = goToolchains().at(-1);
    if (newest === undefined) throw new Error('no toolchain');
    const scripts = ALL ? selected(scriptsOf(newest)) : QUICK;
    const { calls } = runScripts(newest, scripts);
    const found = calls.map(judgeCall).filter((one) => one !== null);
    const agree = scripts.filter((name) => found.every(({ script }) => script !== name));
    console.info(
      `${scripts.length} scripts, ${calls.length} calls of go; ${agree.length} scripts agree throughout`,
    );
    if (process.env.GO_SCRIPTS_OUT)
      writeFileSync(process.env.GO_SCRIPTS_OUT, JSON.stringify({ found, calls }, null, 1));
    expect(calls.length).toBeGreaterThan(scripts.length);
    expect(found.filter((one) => !isKnown(one))).toEqual([]);
    // What was mended leaves the list.
    const ran = KNOWN.filter(({ script }) => scripts.includes(script));
    expect(ran.filter((known) => !found.some((one) => matches(known, one)))).toEqual([]);
  });

  it('has at most five reasons for what is known', () => {
    expect(Object.keys(REASONS).length).toBeLessThanOrEqual(5);
    expect(KNOWN.filter(({ reason }) => !Object.hasOwn(REASONS, reason))).toEqual([]);
  });
});

function isKnown(one: Disagreement): boolean {
  return KNOWN.some((known) => matches(known, one));
}

function matches(known: (typeof KNOWN)[number], one: Disagreement): boolean {
  return known.script === one.script && known.kind === one.kind && one.command.startsWith(known.command);
}
