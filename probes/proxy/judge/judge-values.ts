import { shownAddress } from '../../../src/core/redact/shown-url.ts';
import { proxyProblem } from '../../../src/go/settings/proxy/proxy-address.ts';
import type { ProxyFacts } from '../facts.ts';
import { loopbackPort } from '../look/closed-ports.ts';
import type { ProxyVariable } from '../readers/reader.ts';
import type { RuntimeName } from '../readers/runtimes.ts';
import type { ProxyFinding } from '../rules/index.ts';

/** The variables that at least one program takes, and the programs. */
export function taken({ env, runtimes }: ProxyFacts): ReadonlyMap<ProxyVariable, readonly RuntimeName[]> {
  const found = new Map<ProxyVariable, RuntimeName[]>();
  for (const { name, reader } of runtimes) {
    for (const variable of new Set([reader.variable(env, 'http'), reader.variable(env, 'https')])) {
      if (variable !== null) found.set(variable, [...(found.get(variable) ?? []), name]);
    }
  }
  return found;
}

/** Programs that speak no SOCKS whatever is installed beside them. */
const NO_SOCKS: readonly RuntimeName[] = ['wget', 'busybox', 'python', 'node', 'nodeHttp'];

/** The variables that name a proxy. */
export const PROXY_VARIABLES = [
  'HTTP_PROXY',
  'http_proxy',
  'HTTPS_PROXY',
  'https_proxy',
  'ALL_PROXY',
  'all_proxy',
] as const;

/** Values that are no address, or one that not every program can ask. */
export function judgeValues(facts: ProxyFacts): readonly ProxyFinding[] {
  const readers = taken(facts);
  const seen = new Set<string>();
  return PROXY_VARIABLES.flatMap((variable): readonly ProxyFinding[] => {
    const value = facts.env[variable] ?? '';
    // Both spellings often hold the same.
    if (value === '' || seen.has(`${variable.toLowerCase()}=${value}`)) return [];
    seen.add(`${variable.toLowerCase()}=${value}`);
    const problem = proxyProblem(value);
    const variables = PROXY_VARIABLES.filter(
      (name) => name.toLowerCase() === variable.toLowerCase() && facts.env[name] === value,
    );
    if (problem !== null) {
      return [{ rule: 'proxy/value-malformed', args: { variables, ...problem } }];
    }
    const names = variables.flatMap((name) => readers.get(name) ?? []);
    return [
      ...ofScheme(variables, value, names),
      ...ofLogin(variables, value),
      ...ofPort(variables, value, names),
      ...ofLoopback(variables, value, facts),
    ];
  });
}

function ofScheme(
  variables: readonly string[],
  value: string,
  names: readonly RuntimeName[],
): readonly ProxyFinding[] {
  if (!/^socks/i.test(value)) return [];
  const without = names.filter((name) => NO_SOCKS.includes(name));
  const scheme = value.slice(0, value.indexOf(':')).toLowerCase();
  return without.length === 0
    ? []
    : [{ rule: 'proxy/scheme-unread', args: { variables, scheme, names: without } }];
}

function ofLogin(variables: readonly string[], value: string): readonly ProxyFinding[] {
  return value.includes('@')
    ? [{ rule: 'proxy/plain-secret', args: { variables, value: shownAddress(value) } }]
    : [];
}

/** curl and git then ask at port 1080, the others at that of the scheme. */
function ofPort(
  variables: readonly string[],
  value: string,
  names: readonly RuntimeName[],
): readonly ProxyFinding[] {
  const [, scheme = 'http', authority = ''] = /^(?:([a-z\d]+):\/\/)?([^/?#]*)/i.exec(value) ?? [];
  const host = authority.slice(authority.lastIndexOf('@') + 1);
  if (scheme.toLowerCase() !== 'http' || /:\d+$/.test(host)) return [];
  const asksElsewhere: readonly RuntimeName[] = names.filter((name) => name === 'curl' || name === 'git');
  const others = names.filter((name) => !asksElsewhere.includes(name));
  return asksElsewhere.length === 0 || others.length === 0
    ? []
    : [{ rule: 'proxy/port-missing', args: { variables, host, names: asksElsewhere, others } }];
}

/** In a pod a container beside this one may be the proxy, and may begin later. */
function ofLoopback(
  variables: readonly string[],
  value: string,
  { closed, cluster }: ProxyFacts,
): readonly ProxyFinding[] {
  const port = loopbackPort(value);
  if (port === null || !closed.includes(port)) return [];
  const finding = {
    rule: 'proxy/nobody-listens',
    args: { variables, value: shownAddress(value), port },
  } as const;
  return [cluster ? { ...finding, severity: 'warning' } : finding];
}
