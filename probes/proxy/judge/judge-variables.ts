import { shownAddress } from '../../../src/core/redact/shown-url.ts';
import type { ProxyFacts } from '../facts.ts';
import { go } from '../readers/go.ts';
import type { ProxyFinding } from '../rules/index.ts';
import { isUsable } from './usable.ts';

const PAIRS = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'NO_PROXY'] as const;

/** Which variables there are, whatever they hold. */
export function judgeVariables(facts: ProxyFacts): readonly ProxyFinding[] {
  return [...differing(facts), ...cgi(facts), ...allAlone(facts), ...httpAlone(facts)];
}

/** Go takes the upper case, all others the lower case. */
function differing(facts: ProxyFacts): readonly ProxyFinding[] {
  const { env } = facts;
  return PAIRS.flatMap((upper): readonly ProxyFinding[] => {
    const [a, b] = [env[upper] ?? '', env[upper.toLowerCase()] ?? ''];
    // An empty one is as if it were not there to Go, and hides the other from some programs.
    if (a === b || a === '') return [];
    if (b === '' && env[upper.toLowerCase()] === undefined) return [];
    const isList = upper === 'NO_PROXY';
    const shown = isList ? (text: string) => text : shownAddress;
    const meant = isList || isUsable(a, facts) || !isUsable(b, facts) ? a : b;
    return [
      {
        rule: 'proxy/lower-upper-differ',
        args: { variable: upper, upper: shown(a), lower: shown(b), meant: shown(meant) },
      },
    ];
  });
}

function cgi({ env }: ProxyFacts): readonly ProxyFinding[] {
  const variable = go.variable(env, 'http');
  return env.REQUEST_METHOD && variable !== null
    ? [{ rule: 'proxy/request-method', args: { variable } }]
    : [];
}

function allAlone(facts: ProxyFacts): readonly ProxyFinding[] {
  const { env } = facts;
  const variable = env.ALL_PROXY ? 'ALL_PROXY' : env.all_proxy ? 'all_proxy' : null;
  if (variable === null || PAIRS.slice(0, 2).some((name) => env[name] || env[name.toLowerCase()])) return [];
  // What is wrong with the address is told of it, and comes first.
  if (!isUsable(env[variable] ?? '', facts)) return [];
  return [{ rule: 'proxy/all-proxy-only', args: { variable, value: shownAddress(env[variable] ?? '') } }];
}

function httpAlone(facts: ProxyFacts): readonly ProxyFinding[] {
  const { env } = facts;
  const variable = go.variable(env, 'http');
  if (variable === null || env.HTTPS_PROXY || env.https_proxy || env.ALL_PROXY || env.all_proxy) return [];
  if (!isUsable(env[variable] ?? '', facts)) return [];
  return [{ rule: 'proxy/https-direct', args: { variable, value: shownAddress(env[variable] ?? '') } }];
}
