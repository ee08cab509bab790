import { describe, expect, it } from 'vitest';
import { resolver } from '../../../probes/resolver/index.ts';
import { judgeHost, policy } from '../../support/probes/judge-host.ts';
import { podHost } from '../pod/pod-host.ts';
import { asks } from './machine.ts';

const SEARCHED = ['db.default.svc.cluster.local', 'db.svc.cluster.local', 'db.cluster.local', 'db'];

async function inPod(spec: string, ...names: readonly string[]) {
  return judgeHost(resolver, podHost('image: busy', { spec }), { policy: asks(...names) });
}

describe('resolver, of a pod that does not run yet', () => {
  it('finds nothing wrong with what the kubelet writes by itself', async () => {
    const { facts, rules } = await inPod('', 'db');
    expect(rules).toEqual([]);
    expect(facts.report).toMatchObject({
      nameservers: null,
      ndots: 5,
      queries: { go: SEARCHED, musl: SEARCHED },
    });
  });

  it.each([
    ['  dnsConfig: { searches: [corp.example] }', [...SEARCHED.slice(0, 3), 'db.corp.example', 'db']],
    ['  dnsConfig: { options: [{ name: ndots, value: "0" }] }', ['db', ...SEARCHED.slice(0, 3)]],
    ['  dnsPolicy: None\n  dnsConfig: { nameservers: [10.0.0.1] }', ['db']],
    ['  hostNetwork: true\n  dnsPolicy: ClusterFirstWithHostNet', SEARCHED],
    ['  dnsPolicy: Default', null],
    ['  hostNetwork: true', null],
  ])('takes of %j what is asked for', async (spec, go) => {
    const { facts } = await inPod(spec, 'db');
    expect(facts.report).toMatchObject({ queries: { go } });
  });

  it.each([
    ['two servers beside that of the cluster', '[10.0.0.1, 10.0.0.2]', []],
    ['three', '[10.0.0.1, 10.0.0.2, 10.0.0.3]', ['10.0.0.3']],
    ['one of them twice', '[10.0.0.1, 10.0.0.1, 10.0.0.2]', []],
  ])('knows what the kubelet leaves out of %s', async (_, servers, left) => {
    const { findings } = await inPod(`  dnsConfig: { nameservers: ${servers} }`);
    expect(findings.map(({ args }) => ('left' in args ? args.left : null))).toEqual(
      left.length === 0 ? [] : [left],
    );
  });

  it('counts domains beyond 32, and says where they stand', async () => {
    const domains = Array.from({ length: 30 }, (_, i) => `d${i}.example`).join(', ');
    const { findings } = await inPod(`  dnsConfig: { searches: [${domains}] }`);
    expect(findings).toMatchObject([
      {
        rule: 'resolver/cut-by-kubelet',
        args: { what: 'searches', left: ['d29.example'], file: 'web.yaml', line: 5 },
      },
    ]);
  });

  it.each([
    ['', false],
    ['  dnsPolicy: ClusterFirst', true],
    ['  dnsConfig: { searches: [a.example] }', true],
  ])('with %j is asked for: %j', (spec, asked) => {
    expect(Boolean(resolver.isAskedFor?.(podHost('image: busy', { spec }), policy(), []))).toBe(asked);
  });
});
