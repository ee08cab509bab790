import { shownAddress } from '../../../src/core/redact/shown-url.ts';
import type { ProxyFacts } from '../facts.ts';
import { go } from '../readers/go.ts';
import type { ProxyFinding } from '../rules/index.ts';

const PAIRS = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'] as const;

/** Which variables there are, whatever they hold. */
export function judgeVariables(facts: ProxyFacts): readonly ProxyFinding[] {
  return [...differing(facts), ...cgi(facts), ...allAlone(facts), ...httpAlone(facts)];
}

/** Go takes the upper case, all others the lower case. */
function differing({ env }: ProxyFacts): readonly ProxyFinding[] {
  return PAIRS.flatMap((upper): readonly ProxyFinding[] => {
    const [a, b] = [env[upper] ?? '', env[upper.toLowerCase()] ?? ''];
    // An empty one is as if it were not there to Go, and hides the other from some programs.
    if (a === b || a === '') return [];
    if (b === '' && env[upper.toLowerCase()] === undefined) return [];
    const shown = upper === 'NO_PROXY' ? (text: string) => text : shownAddress;
    return [
      { rule: 'proxy/lower-upper-differ', args: { variable: upper, upper: shown(a), lower: shown(b) } },
    ];
  });
}

function cgi({ env }: ProxyFacts): readonly ProxyFinding[] {
  const variable = go.variable(env, 'http');
  return env.REQUEST_METHOD && variable !== null
    ? [{ rule: 'proxy/request-method', args: { variable } }]
    : [];
}

function allAlone({ env }: ProxyFacts): readonly ProxyFinding[] {
  const variable = env.ALL_PROXY ? 'ALL_PROXY' : env.all_proxy ? 'all_proxy' : null;
  if (variable === null || PAIRS.slice(0, 2).some((name) => env[name] || env[name.toLowerCase()])) return [];
  return [{ rule: 'proxy/all-proxy-only', args: { variable, value: shownAddress(env[variable] ?? '') } }];
}

function httpAlone({ env }: ProxyFacts): readonly ProxyFinding[] {
  const variable = go.variable(env, 'http');
  if (variable === null || env.HTTPS_PROXY || env.https_proxy || env.ALL_PROXY || env.all_proxy) return [];
  return [{ rule: 'proxy/https-direct', args: { variable, value: shownAddress(env[variable] ?? '') } }];
}
