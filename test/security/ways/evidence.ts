import { link } from '../../../probes/links.ts';
import type { Report } from '../../../src/core/documents/report.ts';
import type { AnyProbe } from '../../../src/core/probe.ts';
import { REPORTERS } from '../../../src/report/format.ts';
import { type KubePod, kubePodOf } from '../../../src/serve/node/kube/pod.ts';
import { groupsOf } from '../../../src/serve/node/reports/group.ts';
import { workloadReport } from '../../../src/serve/node/reports/workload-report.ts';
import { BROKEN, container, FakeNode, startedNode } from '../../node/fake-node.ts';
import { podObject } from '../../node/kube/pods.ts';
import { started } from '../../serve/setup.ts';
import { bareHost } from '../../support/memory/healthy.ts';
import { fakeProbe, found } from '../../support/probes/fake-probe.ts';
import { machine } from './machine.ts';
import { said, type WayOut } from './said.ts';

/* Texts that probes saw and tell of: in evidence, facts, summaries, reasons and errors. */

function probesOf(texts: readonly string[]): readonly AnyProbe[] {
  return [
    {
      ...fakeProbe('alpha', { findings: texts.map((path) => found('alpha/broken', { path })) }),
      summary: () => texts.join(' '),
      report: async () => ({
        texts: [...texts],
        table: Object.fromEntries(texts.map((text, at) => [at, text])),
      }),
    },
    ...texts.map((text, at) => ({
      ...fakeProbe(`beta-${at}`),
      observe: async () => {
        throw new Error(text);
      },
    })),
  ];
}

const registryOf = (texts: readonly string[]) => ({ probes: probesOf(texts), link });
const host = bareHost({ env: { PATH: '/usr/bin' } });

const answersOf =
  (paths: readonly string[]) =>
  async (resident: { ask(path: string): Promise<{ readonly body: string }> }): Promise<string> =>
    (await Promise.all(paths.map(async (path) => (await resident.ask(path)).body))).join('\n');

/** What a look at a container of a node brought, as its process tells it. */
async function reportOf(texts: readonly string[]): Promise<string> {
  return said(['-f', 'json'], host, registryOf(texts));
}

export const EVIDENCE: readonly WayOut[] = [
  ...Object.keys(REPORTERS).map((format) => ({
    name: `check -f ${format} -v`,
    ...(format === 'prometheus' ? { says: 'no text' as const } : {}),
    say: (texts: readonly string[]) => said(['-f', format, '-v'], host, registryOf(texts)),
  })),
  { name: 'check -o', say: (texts) => said(['-v', '-o', '/tmp/report'], host, registryOf(texts)) },
  {
    name: 'run, its termination log and its stderr',
    say: (texts) =>
      said(['run', '-v', '--termination-log', '/tmp/m', '--', '/nothing'], host, registryOf(texts)),
  },
  {
    name: 'check --baseline, of an earlier report that hides nothing',
    say: async (texts) => {
      const registry = {
        probes: [fakeProbe('alpha', { findings: texts.map((path) => found('alpha/broken', { path })) })],
        link,
      };
      const report = JSON.parse(
        await said(['-f', 'json'], host, {
          probes: [fakeProbe('alpha', { findings: [found('alpha/broken', { path: 'x' })] })],
          link,
        }),
      );
      const [probe] = report.probes;
      const [finding] = probe.findings;
      probe.summary = texts.join(' ');
      probe.findings = texts.map((path, at) => ({
        ...finding,
        rule: `alpha/${at}`,
        message: path,
        remedy: path,
        evidence: { path },
      }));
      const before = { '/before.json': JSON.stringify({ ...report, labels: { a: texts.join(' ') } }) };
      const all: string[] = [];
      for (const format of ['text', 'json', 'junit', 'github'])
        all.push(
          await said(
            ['-v', '-f', format, '--baseline', '/before.json'],
            machine({ trees: before }),
            registry,
          ),
        );
      return all.join('\n');
    },
  },
  {
    name: 'serve, what it answers, its page and its log',
    say: async (texts) => {
      const { resident, logged } = await started(probesOf(texts), { trees: [{}] });
      const paths = [
        '/report',
        '/metrics',
        '/readyz',
        '/readyz?verbose',
        '/startupz?verbose',
        '/',
        '/events',
      ];
      return [await answersOf(paths)(resident), ...logged].join('\n');
    },
  },
  {
    name: 'serve --node, what it answers and its page',
    say: async (texts) => {
      const node = Object.assign(new FakeNode(), { containers: [container(1)] });
      const report = await reportOf(texts);
      node.answers = ({ whole }) => (whole && BROKEN.kind === 'seen' ? { ...BROKEN, report } : BROKEN);
      const { resident } = await startedNode(node);
      return answersOf(['/containers', `/containers/${container(1).id}`, '/metrics', '/readyz?verbose', '/'])(
        resident,
      );
    },
  },
  {
    name: 'Reports that are written to the API server',
    say: async (texts) => {
      if (BROKEN.kind !== 'seen') throw new Error('nothing was seen');
      const rules = [{ rule: 'alpha/broken', severity: 'error' as const, fails: true }];
      const known = { verdict: 'not-ready' as const, reason: null, seen: { ...BROKEN, rules } };
      const pod = kubePodOf(podObject('web-0', { owner: { kind: 'StatefulSet', name: 'web' } })) as KubePod;
      // The first message of a rule is the one that a Report has.
      const reports = await Promise.all(
        texts.map(async (text) => JSON.parse(await reportOf([text])) as Report),
      );
      return reports
        .flatMap((report) =>
          groupsOf([{ id: 'a', container: 'web', pod, known }]).map((group) =>
            JSON.stringify(workloadReport(group, 'node-1', new Map([['a', report]]))),
          ),
        )
        .join('\n');
    },
  },
];
