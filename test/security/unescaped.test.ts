import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/core/types/json.ts';
import { REPORTERS } from '../../src/report/format.ts';
import { FAKES } from '../support/probes/fake-probe.ts';
import { runMain } from '../support/runs/run-main.ts';
import { finding, probeReport, sampleReport } from '../support/runs/sample-report.ts';

/** What may steer a terminal, or deceive who reads it; of line breaks only LF, which documents have. */
const STEERS =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]|\p{Surrogate}/u;
/** A line that only a container could have begun. */
const INJECTED = /^INJECTED/m;

const hostile = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '\u001b[2J',
        '\u001b]0;x\u0007',
        '\r',
        '\n',
        '\u202e',
        '\u2066',
        '\u0085',
        '\u2028',
        '\0',
      ),
      fc.constantFrom('\u009b31m', '\ufeff', '\u200b', '\ud800', '\udfff', '\u{e0041}', '\u007f', '\u00ad'),
      fc.constantFrom(
        '\nINJECTED',
        '\r\nINJECTED',
        '::error::',
        '%0A',
        ']]>',
        '<a>',
        '"',
        "'",
        '\\',
        '#',
        '|',
      ),
      fc.string({ unit: 'binary', maxLength: 4 }),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(''));

/** A report with the text wherever text from a container can stand before a reporter sees it. */
function reportWith(text: string) {
  const facts: JsonObject = { [text]: text, list: [text, { [text]: text }] };
  return sampleReport(
    [
      probeReport('go-env', { summary: text, facts }),
      probeReport('ca-certs', {
        status: 'fail',
        findings: [
          // Line breaks in prose are the renderer's own.
          finding('ca-certs/x', {
            message: text.replace(/\n/g, ' '),
            remedy: text.replace(/\n/g, ' '),
            evidence: facts,
          }),
        ],
      }),
      probeReport('timezone', { status: 'skip', reason: text, summary: text }),
      probeReport('umask', { status: 'inconclusive', reason: text, summary: text }),
    ],
    { profile: { name: 'build', reason: text } },
  );
}

describe('nothing from the container steers a terminal', () => {
  it.each(Object.keys(REPORTERS))('in the format %s', async (name) => {
    const reporter = await REPORTERS[name as keyof typeof REPORTERS]();
    fc.assert(
      fc.property(hostile, fc.constantFrom('quiet', 'normal', 'verbose'), (text, verbosity) => {
        const document = reporter(reportWith(text), { verbosity, color: false });
        expect(document).not.toMatch(STEERS);
        expect(document).not.toMatch(INJECTED);
      }),
      { numRuns: 500 },
    );
  });

  it('and JSON keeps what was there', async () => {
    const json = await REPORTERS.json();
    fc.assert(
      fc.property(hostile, (text) => {
        const report = reportWith(text);
        expect(JSON.parse(json(report))).toEqual(report);
      }),
    );
  });

  it('in what is said of a wrong command line', async () => {
    const argument = fc.oneof(
      hostile,
      ...['--', '--only=', '--format=', '--umask=', '-o', '--timezone=', '--config=', '--wait='].map(
        (option) => hostile.map((text) => option + text),
      ),
    );
    const command = fc.constantFrom([], ['check'], ['run'], ['run', '--'], ['explain'], ['route']);
    await fc.assert(
      fc.asyncProperty(command, fc.array(argument, { minLength: 1, maxLength: 3 }), async (name, argv) => {
        const { stderr } = await runMain([...name, ...argv], { probes: FAKES });
        expect(stderr).not.toMatch(STEERS);
        expect(stderr).not.toMatch(INJECTED);
      }),
      { numRuns: 300 },
    );
  });

  it('in what is said of a wrong variable', async () => {
    const names = ['ONLY', 'FORMAT', 'UMASK', 'TIMEOUT', 'CONFIG', 'QUIET', 'FORMATT'];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...names), hostile, async (name, text) => {
        const { stderr } = await runMain([], { probes: FAKES, env: { [`PROBE_ENV_${name}`]: text } });
        expect(stderr).not.toMatch(STEERS);
        expect(stderr).not.toMatch(INJECTED);
      }),
      { numRuns: 200 },
    );
  });

  it('in what is said of a wrong policy', async () => {
    const quoted = hostile.map((text) => JSON.stringify(text));
    const policy = fc.oneof(
      hostile,
      quoted.map((key) => `{${key}: 1}`),
      quoted.map((value) => `{"for": ${value}}`),
      quoted.map((value) => `{"only": [${value}], "goVersion": {"range": ${value}}}`),
      quoted.map((key) => `{"rules": {${key}: "off"}, "goEnv": {"expect": {${key}: "x"}}}`),
      quoted.map((value) => `{"timezone": {"expected": ${value}}, "umask": {"allowed": [${value}]}}`),
    );
    await fc.assert(
      fc.asyncProperty(policy, async (text) => {
        const { stderr } = await runMain([], { probes: FAKES, trees: [{ '/etc/probe-env.yaml': text }] });
        expect(stderr).not.toMatch(STEERS);
        expect(stderr).not.toMatch(INJECTED);
      }),
      { numRuns: 300 },
    );
  });
});
