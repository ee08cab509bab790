import { writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { describeReal, type GoToolchain, goToolchains } from '../support/system/real-tools.ts';
import type { Call } from './call.ts';
import { FIGURES, figuresOf } from './figures.ts';
import { type Disagreement, judgeCall } from './judge-call.ts';
import { KNOWN, REASONS } from './known.ts';
import { QUICK, selected } from './scripts.ts';
import { runScripts, scriptsOf } from './suite.ts';

/** Nothing: the sixty. `all`, or a regular expression over names: those of all that fit. */
const WHICH = process.env.GO_SCRIPTS;
/** Another Go than the newest, with scripts of its own: `1.22`. What is known is known of the newest. */
const OF = process.env.GO_SCRIPTS_OF;
/** Scripts that are run by one start of the suite: what ends early takes no more with it. */
const AT_ONCE = 60;
const needs = { go: ['1.27'], tools: ['git', 'unshare', 'setpriv', 'ip'], root: true } as const;

describeReal("Go's own scripts", needs, () => {
  it('find probe-env of one mind with go, but for what is known', { timeout: 7_200_000 }, () => {
    const toolchain = goToolchains().findLast(({ version }) => OF === undefined || version === OF);
    if (toolchain === undefined) throw new Error('no toolchain');
    const scripts = chosen(toolchain);
    const calls: Call[] = [];
    for (let at = 0; at < scripts.length; at += AT_ONCE) {
      calls.push(...runScripts(toolchain, scripts.slice(at, at + AT_ONCE)).calls);
      keep(calls);
    }
    const found = calls.flatMap(judgeCall);
    const figures = figuresOf(calls, found);
    console.info(JSON.stringify(figures));
    // What docs/reliability.md says of them.
    if (WHICH === undefined) expect(figures).toEqual(FIGURES.quick);
    expect(calls.length).toBeGreaterThan(scripts.length);
    expect(found.filter((one) => !isKnown(one))).toEqual([]);
    // What was mended leaves the list.
    const ran = KNOWN.filter(({ script, of }) => of === undefined && scripts.includes(script));
    if (OF === undefined)
      expect(ran.filter((known) => !found.some((one) => matches(known, one)))).toEqual([]);
  });

  it('has at most five reasons for what is known', () => {
    expect(Object.keys(REASONS).length).toBeLessThanOrEqual(5);
    expect(KNOWN.filter(({ reason }) => !Object.hasOwn(REASONS, reason))).toEqual([]);
  });
});

function chosen(toolchain: GoToolchain): readonly string[] {
  if (WHICH === undefined) return QUICK;
  const all = selected(scriptsOf(toolchain));
  return WHICH === 'all' ? all : all.filter((name) => new RegExp(WHICH).test(name));
}

/** For a closer look at what was said and done: GO_SCRIPTS_OUT names a file for all calls. */
function keep(calls: readonly Call[]): void {
  if (process.env.GO_SCRIPTS_OUT) writeFileSync(process.env.GO_SCRIPTS_OUT, JSON.stringify({ calls }));
}

function isKnown(one: Disagreement): boolean {
  return KNOWN.some((known) => (known.of === undefined || known.of === OF) && matches(known, one));
}

function matches(known: (typeof KNOWN)[number], one: Disagreement): boolean {
  return known.script === one.script && known.kind === one.kind && one.command.startsWith(known.command);
}
