import { describe, expect, it } from 'vitest';
import type { Report } from '../../src/core/documents/report.ts';
import { openreports } from '../../src/report/openreports.ts';
import { refusedOf } from '../support/runs/openreports-schema.ts';
import { everyKind, finding, probeReport, sampleReport } from '../support/runs/sample-report.ts';

interface Item {
  readonly policy: string;
  readonly rule?: string;
  readonly result: string;
  readonly severity?: string;
  readonly scored?: boolean;
  readonly message: string;
  readonly properties?: Readonly<Record<string, string>>;
}
interface Document {
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly scope?: Readonly<Record<string, string>>;
  readonly summary: Readonly<Record<string, number>>;
  readonly results: readonly Item[];
}

const read = (report: Report): Document => JSON.parse(openreports(report));

describe('openreports', () => {
  it.each([
    ['every status and severity', everyKind()],
    ['nothing', sampleReport([])],
    ['a failure of its own', sampleReport([], { error: { kind: 'policy', messages: ['one', 'two'] } })],
  ])('is a Report that a server takes: %s', (_, report) => {
    const document = read(report);
    expect(refusedOf(document)).toEqual([]);
    const counts = Object.values(document.summary).reduce((sum, count) => sum + count, 0);
    expect(counts).toBe(document.results.length);
  });

  it('has the check of the schema refuse what the definition does not name', () => {
    expect(refusedOf({ ...read(everyKind()), verdict: 'ready' })).toHaveLength(1);
  });

  it('has a result for each finding, and one for a probe that has no conclusion or no finding', () => {
    const results = read(everyKind()).results.map(({ policy, rule, result, severity, scored }) => [
      policy,
      rule,
      result,
      severity,
      scored,
    ]);
    expect(results).toEqual([
      ['go-version', undefined, 'pass', undefined, undefined],
      ['go-env', 'go-env/sumdb-off', 'warn', 'medium', false],
      ['go-env', 'go-env/note', 'pass', 'info', false],
      ['ca-certs', 'ca-certs/bundle-missing', 'fail', 'high', true],
      ['ca-certs', 'ca-certs/bundle-missing', 'fail', 'high', true],
      ['timezone', undefined, 'skip', undefined, undefined],
      ['umask', undefined, 'error', undefined, undefined],
    ]);
  });

  it('fails a warning where warnings fail', () => {
    const probes = [
      probeReport('a', { status: 'fail', findings: [finding('a/x', { severity: 'warning' })] }),
    ];
    expect(read(sampleReport(probes, { failOn: 'warning' })).summary).toMatchObject({ fail: 1, warn: 0 });
    expect(read(sampleReport(probes)).summary).toMatchObject({ fail: 0, warn: 1 });
  });

  it('tells cause, origin, remedy and what the policy says of a rule', () => {
    const exception = { ended: false, text: 'until 8 January', severity: 'info', until: null } as never;
    const known = finding('a/x', {
      causedBy: 'a/y',
      new: true,
      origin: [{ file: 'pod.yaml', line: 7 }],
      exception,
    });
    const [result] = read(sampleReport([probeReport('a', { findings: [known] })])).results;
    expect(result?.properties).toEqual({
      remedy: 'mend a/x',
      causedBy: 'a/y',
      since: 'new',
      origin: 'pod.yaml:7',
      exception: 'until 8 January',
    });
  });

  it('says what a policy asked and nobody looked at', () => {
    const unchecked = [{ field: 'goVersion.range', probe: 'go-version', why: 'no go' }];
    expect(read(sampleReport([], { unchecked })).results).toMatchObject([
      { policy: 'go-version', rule: 'goVersion.range', result: 'skip', message: 'no go' },
    ]);
  });

  it('is about the container of the pod', () => {
    const labels = { host: 'web-0', pod: 'web-0', namespace: 'shop', container: 'app' };
    const { metadata, scope } = read(sampleReport([], { labels }));
    expect(metadata).toMatchObject({
      name: expect.stringMatching(/^probe-env-web-0-app-[0-9a-f]{8}$/),
      namespace: 'shop',
    });
    expect(scope).toEqual({
      apiVersion: 'v1',
      kind: 'Pod',
      namespace: 'shop',
      name: 'web-0',
      fieldPath: 'spec.containers{app}',
    });
  });

  it('is in the namespace that the manifest names, whatever that of this machine is', () => {
    const pod = { file: 'p', name: 'web', container: 'app' };
    const of = (own: object, labels: Report['labels']) => {
      const { metadata, scope } = read(
        sampleReport([], { labels, target: { kind: 'pod', pod: { ...pod, ...own } } }),
      );
      return [metadata.namespace, scope?.namespace];
    };
    expect(of({ namespace: 'shop' }, { namespace: 'ci' })).toEqual(['shop', 'shop']);
    expect(of({}, { namespace: 'ci' })).toEqual(['ci', 'ci']);
    expect(of({}, {})).toEqual([undefined, undefined]);
  });

  it.each(['Shop', 'a.b', '-a', 'a-', '{{ .Namespace }}', 'a'.repeat(64), 'a\n', ''])(
    'is in no namespace that is called %j',
    (namespace) => {
      const document = read(sampleReport([], { labels: { namespace, pod: 'web' } }));
      expect(document.metadata).not.toHaveProperty('namespace');
      expect(document.scope).not.toHaveProperty('namespace');
    },
  );

  it('has another name for each container, and the same for the same', () => {
    const image = (reference: string): Partial<Report> => ({
      target: { kind: 'image', image: { file: 'a.tar', reference, digest: null, platform: null } },
    });
    const all: readonly Partial<Report>[] = [
      { labels: { pod: 'web', container: 'api-cache' } },
      { labels: { pod: 'web-api', container: 'cache' } },
      { labels: { pod: 'web-api-cache' } },
      { labels: { host: 'web-api-cache' } },
      { labels: { host: 'web.api.cache' } },
      image('web/api-cache'),
      image('web-api/cache'),
      { labels: { host: `${'a'.repeat(300)}1` } },
      { labels: { host: `${'a'.repeat(300)}2` } },
    ];
    const names = () => all.map((more) => read(sampleReport([], more)).metadata.name);
    expect(new Set(names()).size).toBe(all.length);
    expect(names()).toEqual(names());
  });

  it.each<[string, Partial<Report>, string]>([
    ['a host', { labels: { host: 'Web_0.example' } }, 'probe-env-web-0-example'],
    ['nothing that is known', {}, 'probe-env'],
    ['a long name', { labels: { host: 'a'.repeat(300) } }, `probe-env-${'a'.repeat(234)}`],
    ['a root', { target: { kind: 'root', root: '/mnt' } }, 'probe-env-root'],
    [
      'a pod to come, whatever this machine is called',
      {
        labels: { host: 'laptop' },
        target: { kind: 'pod', pod: { file: 'p', name: 'web', container: 'app' } },
      },
      'probe-env-web-app',
    ],
    [
      'an image',
      {
        target: {
          kind: 'image',
          image: { file: 'a.tar', reference: 'reg.example:5000/app:1.4', digest: null, platform: null },
        },
      },
      'probe-env-reg-example-5000-app-1-4',
    ],
    [
      'a service',
      { target: { kind: 'compose', compose: { file: 'c.yaml', service: 'web' } } },
      'probe-env-web',
    ],
  ])('has a name that an object may have, of %s', (_, more, name) => {
    const document = read(sampleReport([], more));
    expect(document.metadata.name.slice(0, -9)).toBe(name);
    expect(document.metadata.name).toMatch(/-[0-9a-f]{8}$/);
    expect(document.metadata.name.length).toBeLessThanOrEqual(253);
    expect(refusedOf(document)).toEqual([]);
  });
});
