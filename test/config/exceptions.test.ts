import { describe, expect, it } from 'vitest';
import { link } from '../../probes/links.ts';
import type { Layer } from '../../src/config/layer.ts';
import { mergeLayers } from '../../src/config/merge.ts';
import { PolicyError } from '../../src/config/policy/error.ts';
import { parsePolicy } from '../../src/config/policy/parse.ts';
import type { RuleSetting } from '../../src/core/policy/policy.ts';
import { makeReport } from '../../src/pipeline.ts';
import { text } from '../../src/report/text/text.ts';
import { bareHost } from '../support/memory/healthy.ts';
import { fakeProbe, found } from '../support/probes/fake-probe.ts';
import { runMain } from '../support/runs/run-main.ts';

const FAKES = [fakeProbe('alpha'), fakeProbe('beta')];
const UNTIL = '2027-01-08';
const LAST_MOMENT = Date.parse('2027-01-08T23:59:59.999Z');

async function mistakes(policy: string): Promise<readonly string[]> {
  try {
    await parsePolicy(policy, 'p.yaml', FAKES);
  } catch (error) {
    if (error instanceof PolicyError) return error.lines;
    throw error;
  }
  return [];
}

/** The report of one error, beta/broken, under a setting of its rule, at a moment. */
function reportAt(now: number, setting: RuleSetting, more: Layer = {}) {
  const probe = fakeProbe('beta', { findings: [found('beta/broken')] });
  const config = mergeLayers(FAKES, [{ policy: { rules: { 'beta/broken': setting } } }, more]);
  return makeReport({ probes: [probe], link }, { ...bareHost(), now: () => now }, config, {
    facts: false,
    info: true,
  });
}

describe('an exception of a policy', () => {
  it('is a severity with an end and a reason, in YAML and JSON', async () => {
    const rules = { 'alpha/odd': { severity: 'off', until: UNTIL, because: 'OPS-12' } };
    expect(await parsePolicy(JSON.stringify({ rules }), 'p', FAKES)).toEqual({ rules });
    const yaml = `rules:\n  alpha/odd: { severity: "off", until: ${UNTIL}, because: OPS-12 }\n`;
    expect(await parsePolicy(yaml, 'p', FAKES)).toEqual({ rules });
    expect(await mistakes('rules: { alpha/odd: { severity: warning } }')).toEqual([]);
  });

  it.each([
    ['{ severity: of }', 'rules.alpha/odd.severity: "of" is not known; did you mean off?'],
    ['{ until: 2027-01-08 }', 'rules.alpha/odd.severity: is missing'],
    ['{ severity: off, untill: 2027-01-08 }', 'rules.alpha/odd.untill: unknown key; did you mean until?'],
    ['{ severity: off, until: 2027-02-29 }', 'rules.alpha/odd.until: is no date of the calendar'],
    ['{ severity: off, until: 8 January 2027 }', 'rules.alpha/odd.until: must be a date such as 2027-01-08'],
    ['{ severity: off, until: 2027 }', 'rules.alpha/odd.until: must be a date such as 2027-01-08'],
    ['{ severity: off, because: "" }', 'rules.alpha/odd.because: must not be empty'],
    ['warn', 'rules.alpha/odd: "warn" is not known; did you mean warning?'],
    ['3', 'rules.alpha/odd: must be one of error, warning, info, off, not 3'],
    ['[off]', 'rules.alpha/odd: must hold keys: severity, until, because'],
  ])('that is none is refused at its place: %s', async (setting, message) => {
    const lines = await mistakes(`rules:\n  alpha/odd: ${setting}\n`);
    expect(lines.map((line) => line.replace(/ \(it is .*\)$/, ''))).toEqual([`p.yaml:2: ${message}`]);
  });

  it('holds to the end of its last day, UTC, and then the rule weighs what it always does', async () => {
    const off = { severity: 'off', until: UNTIL } as const;
    expect(await reportAt(LAST_MOMENT, off)).toMatchObject({ exitCode: 0, probes: [{ findings: [] }] });
    expect(await reportAt(LAST_MOMENT + 1, off)).toMatchObject({
      exitCode: 1,
      probes: [{ findings: [{ severity: 'error', exception: { ended: true, until: UNTIL } }] }],
    });
    expect(await reportAt(8.64e15, { severity: 'off' })).toMatchObject({ exitCode: 0 });
  });

  it('says in the report until when, and why', async () => {
    const setting = { severity: 'warning', until: UNTIL, because: 'token=hunter2-hunter2 OPS-12' } as const;
    const shown = async (now: number) =>
      text(await reportAt(now, setting), { verbosity: 'normal', color: false });
    const before = await shown(LAST_MOMENT);
    expect(before).toContain('exception until Friday 8 January 2027: ');
    expect(before).toContain('OPS-12');
    expect(before).not.toContain('hunter2');
    expect(JSON.stringify(await reportAt(LAST_MOMENT, setting))).not.toContain('hunter2');
    expect(await shown(LAST_MOMENT + 3 * 86_400_000)).toContain('ended 3 days ago, on Friday 8 January 2027');
  });

  it('is one value: of another file neither its end nor its reason is kept', () => {
    const layer = (setting: RuleSetting): Layer => ({ policy: { rules: { 'alpha/odd': setting } } });
    const base = layer({ severity: 'off', until: UNTIL, because: 'OPS-12' });
    const { policy } = mergeLayers(FAKES, [base, layer({ severity: 'warning' })]);
    expect(policy.rules).toEqual({ 'alpha/odd': { severity: 'warning' } });
  });

  it('is shown by the command policy with the time that it has left', async () => {
    const rules = `rules:\n  alpha/odd: { severity: warning, until: ${UNTIL} }\n`;
    const { code, stdout } = await runMain(['policy', '/p.yaml'], { trees: [{ '/p.yaml': rules }] });
    expect(code).toBe(0);
    expect(stdout).toMatch(
      /until: "2027-01-08" +# \/p\.yaml:2; ends in \d+ (?:days|months), on Friday 8 January 2027/,
    );
  });
});
