import { XMLParser } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import { prometheus } from '../../src/report/prometheus.ts';
import { runMain } from '../support/runs/run-main.ts';
import { everyKind } from '../support/runs/sample-report.ts';

const POD = {
  env: { POD_NAME: 'web-0', POD_NAMESPACE: 'shop', NODE_NAME: 'worker-3', CONTAINER_NAME: 'app' },
  trees: [{ '/proc/sys/kernel/hostname': 'web-0\n' }],
};
const ALL = { host: 'web-0', namespace: 'shop', pod: 'web-0', container: 'app', node_name: 'worker-3' };

const labelsOf = async (argv: readonly string[], machine = {}) =>
  JSON.parse((await runMain(['-f', 'json', ...argv], machine)).stdout).labels;

describe('what a container knows of itself', () => {
  it.each([
    ['the variables of the downward API', POD, ALL],
    [
      'the names of the Kubernetes documentation',
      { env: { MY_POD_NAME: 'a', MY_NODE_NAME: 'b' } },
      { pod: 'a', node_name: 'b' },
    ],
    ['HOSTNAME where /proc is not there', { env: { HOSTNAME: 'h' } }, { host: 'h' }],
    [
      'the namespace beside the token',
      { trees: [{ '/var/run/secrets/kubernetes.io/serviceaccount/namespace': 'shop' }] },
      { namespace: 'shop' },
    ],
    ['nothing', { env: { POD_NAME: '', NODE_NAME: 'x'.repeat(300) } }, {}],
  ])('is by %s', async (_, machine, labels) => expect(await labelsOf([], machine)).toEqual(labels));

  it('shows no secret and steers no terminal', async () => {
    const { stdout } = await runMain(['-f', 'tap'], {
      env: { POD_NAME: 'https://u:hunter22@h\n\u001b[31m' },
    });
    expect(stdout).not.toContain('hunter22');
    expect(stdout).not.toContain('\u001b');
  });
});

describe('--label', () => {
  it('may be repeated, listed, and comes before what is known', async () => {
    const argv = ['--label', 'pod=mine', '--label=team=payments,tier=1'];
    expect(await labelsOf(argv, POD)).toEqual({ ...ALL, pod: 'mine', team: 'payments', tier: '1' });
  });

  it('adds to those of its variable, and comes before them', async () => {
    const env = { PROBE_ENV_LABEL: 'a=1,b=2' };
    expect(await labelsOf(['--label', 'b=3'], { env })).toEqual({ a: '1', b: '3' });
  });

  it.each([
    'pod',
    '=x',
    '1a=x',
    'a-b=x',
    '__name__=x',
    'rule=x',
    'for=x',
    'é=x',
    'a=1,a=2',
    'a=1,',
    `a=${'x'.repeat(257)}`,
  ])('refuses %s', async (label) => {
    const { code, stderr } = await runMain(['--label', label]);
    expect(code).toBe(64);
    expect(stderr).toContain('--label');
  });
});

describe('identity in each format for machines', () => {
  const run = async (format: string, argv: readonly string[] = []) =>
    (await runMain(['-f', format, ...argv], POD)).stdout;

  it('is in every series of Prometheus, so that no two containers have one in common', async () => {
    const series = async (container: string) =>
      (await run('prometheus', ['--label', `container=${container}`]))
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => line.replace(/ \S+$/, ''));
    const [one, other] = [await series('app'), await series('sidecar')];
    expect(one.length).toBeGreaterThan(10);
    expect(one.filter((line) => other.includes(line))).toEqual([]);
  });

  it('is in the suite of JUnit', async () => {
    const { testsuite } = new XMLParser({ ignoreAttributes: false }).parse(await run('junit')).testsuites;
    expect(testsuite['@_hostname']).toBe('web-0');
    expect(testsuite.properties.property).toContainEqual({ '@_name': 'container', '@_value': 'app' });
  });

  it.each(['tap', 'nagios', 'github'])('is in %s', async (format) => {
    const text = await run(format);
    for (const value of ['web-0', 'shop', 'app', 'worker-3']) expect(text).toContain(value);
  });

  it('is the scope of an object of OpenReports', async () => {
    expect(JSON.parse(await run('openreports')).scope).toMatchObject({
      namespace: 'shop',
      fieldPath: 'spec.containers{app}',
    });
  });

  it('has no label that probe-env has already', () => {
    const own = prometheus(everyKind()).matchAll(/[{,]([a-z_]+)="/g);
    for (const [, name] of own) expect(Object.keys(ALL)).not.toContain(name);
  });
});
