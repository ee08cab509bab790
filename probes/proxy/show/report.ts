import { shownAddress } from '../../../src/core/redact/shown-url.ts';
import type { JsonObject } from '../../../src/core/types/json.ts';
import { parseTarget } from '../address/target.ts';
import type { ProxyFacts } from '../facts.ts';
import type { ProxyPolicy } from '../policy.ts';
import type { Runtime, RuntimeName } from '../readers/runtimes.ts';

/** Always there, null where the container has no such program. */
const ALWAYS: readonly RuntimeName[] = ['go', 'curl', 'node', 'python'];

/** For each address of the policy the proxy that each program asks, or null. Values are redacted where they are shown. */
export function report({ env, runtimes, common }: ProxyFacts, policy: ProxyPolicy): JsonObject {
  const addresses = [...new Set([...policy.hosts, ...policy.direct, ...policy.proxied])];
  const names = [...new Set([...ALWAYS, ...runtimes.map(({ name }) => name)])];
  const { REQUEST_METHOD: _, ...values } = env;
  const variables = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, isAddress(name) ? shownAddress(value) : value]),
  );
  return {
    variables,
    noProxy:
      common === null
        ? null
        : {
            everywhere: common.value,
            notForAll: common.leftOut.map((left) => ({ ...left, names: [...left.names] })),
          },
    ...Object.fromEntries(
      names.map((name) => {
        const runtime = runtimes.find((each) => each.name === name);
        return [name, runtime === undefined ? null : decisions(runtime, env, addresses)];
      }),
    ),
  };
}

function decisions({ reader }: Runtime, env: ProxyFacts['env'], addresses: readonly string[]): JsonObject {
  return Object.fromEntries(
    addresses.map((address) => {
      const target = parseTarget(address);
      const decision = target === null ? null : reader.decide(env, target);
      return [address, decision?.kind === 'proxy' ? shownAddress(decision.value) : null];
    }),
  );
}

function isAddress(variable: string): boolean {
  return variable.toUpperCase() !== 'NO_PROXY';
}
