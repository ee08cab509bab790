import { describe, expect, it } from 'vitest';
import { HEADLINE_MAX } from '../../src/report/text/headline.ts';
import { text } from '../../src/report/text/text.ts';
import { everyKind, finding, probeReport, sampleReport } from '../support/runs/sample-report.ts';

const plain = { verbosity: 'normal', color: false } as const;
const verbose = { verbosity: 'verbose', color: false } as const;
const quiet = { verbosity: 'quiet', color: false } as const;

/** Findings that no document of 4096 bytes can hold, the errors in the last probe. */
const MANY = sampleReport(
  ['go-env', 'ca-certs', 'timezone'].map((name, i) =>
    probeReport(name, {
      status: i === 2 ? 'fail' : 'warn',
      findings: Array.from({ length: 20 }, (_, n) =>
        finding(`${name}/rule-${n}`, {
          severity: i === 2 && n < 3 ? 'error' : 'warning',
          message:
            'What was seen in this container, told at some length so that the line must be broken twice. '
              .repeat(2)
              .trim(),
        }),
      ),
    }),
  ),
);

describe('text', () => {
  it('has the whole answer in the first line, of at most 160 characters', () => {
    for (const report of [everyKind(), MANY, sampleReport([probeReport('umask')])]) {
      const [first = ''] = text(report, plain).split('\n');
      expect(first.length).toBeLessThanOrEqual(HEADLINE_MAX);
      expect(text(report, quiet)).toBe(`${first}\n`);
    }
    expect(text(sampleReport([probeReport('umask')]), quiet)).toBe('READY 1 probe (38 ms)\n');
    expect(text(MANY, quiet)).toMatch(
      /^NOT READY 3 errors, 57 warnings: timezone\/rule-0, timezone\/rule-1, timezone\/rule-2, .*\+\d+ more\n$/,
    );
  });

  it.each([
    ['not known: no control groups are mounted', '?'],
    ['roots: Go not known, OpenSSL 3', '?'],
    ['UTC; leaving out what is not known: /etc/localtime', '?'],
    ['2 CPUs', '✓'],
  ])('has for %j the mark %s', (summary, mark) => {
    const document = text(sampleReport([probeReport('limits', { summary })]), plain);
    expect(document).toContain(`  ${mark} limits       ${summary}`);
  });

  it('says when nothing was checked', () => {
    const report = sampleReport([probeReport('go-env', { status: 'skip', reason: 'not needed' })], {
      verdict: 'not-ready',
    });
    expect(text(report, quiet)).toBe('NOT READY nothing was checked: every probe was skipped\n');
  });

  it('fits in 4096 bytes, counts what it leaves out, and keeps the worst of all probes', () => {
    const document = text(MANY, plain);
    expect(Buffer.byteLength(document)).toBeLessThanOrEqual(4096);
    const shown = [...document.matchAll(/^ {2}[✗!] ([a-z-]+\/rule-\d+)$/gm)].map(([, rule]) => rule);
    expect(shown.slice(0, 3)).toEqual(['timezone/rule-0', 'timezone/rule-1', 'timezone/rule-2']);
    expect(document).toContain(`${60 - shown.length} more findings`);
    expect(text(MANY, { ...plain, color: true }).length).toBeLessThanOrEqual(4096);
  });

  it('leaves nothing out when it is verbose', () => {
    const document = text(MANY, verbose);
    expect([...document.matchAll(/^ {2}[✗!] [a-z-]+\/rule-\d+$/gm)]).toHaveLength(60);
    expect(document).not.toContain('more finding');
  });

  it('names a finding that alone is too large', () => {
    const huge = finding('umask/huge', { message: 'word '.repeat(2000) });
    const document = text(sampleReport([probeReport('umask', { status: 'fail', findings: [huge] })]), plain);
    expect(Buffer.byteLength(document)).toBeLessThanOrEqual(4096);
    expect(document).toMatch(/1 more finding, shown by --verbose: umask\/huge/);
  });

  it('breaks messages at 100 columns, and remedies never', () => {
    const command = `do ${'something '.repeat(20)}now`;
    const wide = finding('umask/wide', { message: 'word '.repeat(60).trim(), remedy: command });
    const lines = text(sampleReport([probeReport('umask', { findings: [wide] })]), plain).split('\n');
    expect(lines.filter((line) => line.length > 100)).toEqual([`    → ${command}`]);
  });

  it('shows skipped and inconclusive probes with their reason', () => {
    const document = text(
      sampleReport([
        probeReport('go-env', { status: 'skip', reason: 'not needed in the runtime profile' }),
        probeReport('umask', { status: 'inconclusive', reason: 'cut by the deadline' }),
      ]),
      plain,
    );
    expect(document).toContain('- go-env       skipped: not needed in the runtime profile');
    expect(document).toContain('? umask        inconclusive: cut by the deadline');
  });

  it('keeps info for the verbose, and says that there is some', () => {
    const report = sampleReport([
      probeReport('umask', { findings: [finding('umask/note', { severity: 'info' })] }),
    ]);
    expect(text(report, plain)).not.toContain('umask/note');
    expect(text(report, plain)).toContain('1 note with --verbose');
    expect(text(report, verbose)).toContain('umask/note');
  });

  it('shows facts as lines when it is verbose', () => {
    const facts = { go: { roots: 2, sources: ['/a', '/b'] }, paths: [{ path: '/x', ok: true }], none: null };
    const document = text(sampleReport([probeReport('ca-certs', { facts })]), verbose);
    expect(document).toContain('      go:\n        roots: 2\n        sources: /a, /b\n');
    expect(document).toContain('      paths:\n        - path /x, ok true\n      none: none\n');
  });

  it('says which severity a rule usually has, and what a finding follows from', () => {
    const changed = finding('umask/odd', {
      severity: 'warning',
      defaultSeverity: 'error',
      causedBy: 'umask/root',
    });
    const document = text(sampleReport([probeReport('umask', { findings: [changed] })]), plain);
    expect(document).toContain('umask/odd (usually error, here warning)');
    expect(document).toContain('because of umask/root');
  });

  it('says once what is typed once', () => {
    const remedy = 'apk add tzdata';
    const findings = ['one/a', 'one/a', 'one/b'].map((rule) => finding(rule, { remedy, remedies: [] }));
    const other = finding('one/c', { remedy: 'apk add acl', remedies: [] });
    const report = sampleReport([probeReport('one', { findings: [...findings, other] })]);
    const arrows = (document: string) => document.split('\n').filter((line) => line.includes('→ '));
    expect(arrows(text(report, plain)).map((line) => line.trim())).toEqual([
      '→ apk add tzdata',
      '→ the same as above',
      '→ the same as for one/a',
      '→ apk add acl',
    ]);
    expect(arrows(text(report, verbose)).filter((line) => line.includes('tzdata'))).toHaveLength(3);
  });

  it('lets nothing from the container steer the terminal', () => {
    for (const options of [plain, verbose, quiet]) {
      expect(text(everyKind(), options)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/);
    }
    const painted = text(everyKind(), { ...verbose, color: true });
    expect(painted.replace(/\u001b\[\d+m/g, '')).toBe(text(everyKind(), verbose));
  });
});
