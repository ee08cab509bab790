import type { ProbeContext } from '../../src/core/probe.ts';
import type { JsonObject } from '../../src/core/types/json.ts';
import type { Host } from '../../src/target/host.ts';
import { parseTarget } from './address/target.ts';
import type { ProxyFacts, Surroundings } from './facts.ts';
import { PROXY_VARIABLES } from './judge/judge-values.ts';
import { judge } from './judge.ts';
import { entriesOf } from './list/entries.ts';
import { commonList, variablesOf } from './list/everywhere.ts';
import { needed, wholeList } from './list/needed.ts';
import { closedPorts, loopbackPort } from './look/closed-ports.ts';
import { findRuntimes } from './look/find-runtimes.ts';
import type { ProxyFinding } from './rules/index.ts';
import { report } from './show/report.ts';
import { summary } from './show/summary.ts';

/** What the variables make of the programs that are there. */
export interface SeenProxies {
  readonly findings: readonly ProxyFinding[];
  readonly summary: string;
  readonly report: JsonObject;
}

export function see(host: Host, { policy, profile }: ProbeContext<SeenProxies>): SeenProxies {
  const env = variablesOf(host.env);
  const runtimes = findRuntimes(host, profile.name);
  // The cluster chooses the address when the pod is made.
  const server = host.pod === undefined ? host.env.KUBERNETES_SERVICE_HOST : undefined;
  const port = server ? (host.env.KUBERNETES_SERVICE_PORT ?? '') : '';
  const around: Surroundings = {
    env,
    runtimes,
    cluster: host.pod !== undefined || Boolean(server),
    apiServer: server
      ? parseTarget(`https://${server.includes(':') ? `[${server}]` : server}:${port}`)
      : null,
    goproxy: profile.name === 'build' ? (host.env.GOPROXY ?? '') : '',
    closed: closedPorts(
      host,
      PROXY_VARIABLES.flatMap((name) => loopbackPort(env[name] ?? '') ?? []),
    ),
  };
  const lacks = needed(around, policy.proxy);
  const list = wholeList(env.NO_PROXY || env.no_proxy || '', lacks);
  const facts: ProxyFacts = {
    ...around,
    needed: lacks,
    common: list === '' ? null : commonList(env, entriesOf(list), runtimes),
  };
  return {
    findings: judge(facts, policy.proxy),
    summary: summary(facts),
    report: report(facts, policy.proxy),
  };
}
