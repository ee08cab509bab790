import { shownAddress } from '../../../src/core/redact/shown-url.ts';
import { isLocal } from '../address/ip-address.ts';
import { parseTarget, type Target } from '../address/target.ts';
import type { ProxyFacts } from '../facts.ts';
import { deaf, withList } from '../list/everywhere.ts';
import type { ProxyPolicy } from '../policy.ts';
import type { Decision } from '../readers/reader.ts';
import type { ProxyFinding } from '../rules/index.ts';
import { isUsable } from './usable.ts';

/** What each program does with the addresses of the policy, and with any other. */
export function judgeAddresses(facts: ProxyFacts, policy: ProxyPolicy): readonly ProxyFinding[] {
  const { env, runtimes } = facts;
  const kinds = (target: Target) =>
    runtimes.map(({ name, reader }) => ({ name, kind: reader.decide(env, target).kind }));
  const findings: ProxyFinding[] = [];
  const wrong = (addresses: readonly string[], is: (kind: Decision['kind']) => boolean) =>
    addresses.flatMap((address) => {
      const target = parseTarget(address);
      const names =
        target === null
          ? []
          : kinds(target)
              .filter(({ kind }) => is(kind))
              .map(({ name }) => name);
      return names.length === 0 ? [] : [{ address, names }];
    });
  for (const { address, names } of wrong(policy.proxied, (kind) => kind !== 'proxy')) {
    findings.push({ rule: 'proxy/not-proxied', args: { address, names } });
  }
  return [...findings, ...disagreeing(facts, policy, kinds)];
}

type Kinds = (target: Target) => readonly { readonly name: string; readonly kind: Decision['kind'] }[];

function disagreeing(facts: ProxyFacts, policy: ProxyPolicy, kinds: Kinds): readonly ProxyFinding[] {
  const differences = [
    ...(['http', 'https'] as const).map((scheme) => {
      const all = kinds({ scheme, host: ANY, port: null });
      // Who has an exception for it is told of the list.
      return { address: `${scheme}://`, target: null, all: all.filter(({ kind }) => kind !== 'exempt') };
    }),
    ...policy.hosts.flatMap((address) => {
      const target = parseTarget(address);
      // Of this very container is told already, with the list that mends it.
      const isTold = target === null || (facts.needed.local.length > 0 && isLocal(target.host));
      return isTold ? [] : [{ address, target, all: kinds(target) }];
    }),
  ];
  const told = new Set<string>();
  return differences.flatMap(({ address, target, all }): readonly ProxyFinding[] => {
    const proxied = all.filter(({ kind }) => kind === 'proxy' || kind === 'refused').map(({ name }) => name);
    const direct = all.map(({ name }) => name).filter((name) => !proxied.includes(name));
    if (proxied.length === 0 || direct.length === 0) return [];
    // What is so for every address need not be said of each.
    const scheme = address.startsWith('http:') ? 'http' : 'https';
    const difference = `${scheme} ${proxied.join()} ${direct.join()}`;
    if (told.has(difference)) return [];
    if (address.endsWith('://')) told.add(difference);
    const set = target === null ? everywhere(facts) : {};
    const list = target === null ? null : exempting(target, facts);
    return [{ rule: 'proxy/disagree', args: { address, proxied, direct, set, list } }];
  });
}

/** A list for which no program asks a proxy for the address; null: there is none that all of them read. */
function exempting(target: Target, { env, runtimes, common }: ProxyFacts): string | null {
  const { host } = target;
  const said = common === null || common.value === '' ? [] : [common.value];
  const lists = [...said, [...said, host].join(), [...said, host, `[${host}]`].join()];
  return lists.find((list) => deaf(withList(env, list), [target], runtimes).length === 0) ?? null;
}

/** A host that no list names. */
const ANY = 'probe-env.example';

/** The variables that say to all programs what some are told now. */
function everywhere(facts: ProxyFacts): Readonly<Record<string, string>> {
  const { env } = facts;
  const values = (['HTTP_PROXY', 'HTTPS_PROXY'] as const).flatMap((upper) => {
    const named = [env[upper], env[upper.toLowerCase()], env.ALL_PROXY, env.all_proxy];
    const value = named.find((one) => isUsable(one ?? '', facts));
    return value === undefined
      ? []
      : [upper, upper.toLowerCase()].map((name) => [name, shownAddress(value)] as const);
  });
  return Object.fromEntries(values);
}
