import { type GoEnvFacts, isExplained, originOf, type Seen } from './facts.ts';
import type { GoEnvFinding } from './rules.ts';

/** Whether this go would do the work itself, and if not, whether it can get the one that shall. */
export function judgeToolchain(facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  if (isExplained(facts, 'GOTOOLCHAIN')) return [];
  const { toolchain, values, gotoolchain } = seen;
  const from = originOf(facts, 'GOTOOLCHAIN');
  const file = seen.module.gowork ?? seen.module.gomod;
  switch (toolchain.kind) {
    case 'local':
      return [];
    case 'invalid': {
      const { what, value } = toolchain;
      return [{ rule: 'go-env/toolchain-invalid', args: { what, value, from, file } }];
    }
    case 'too-old': {
      const { wanted, local } = toolchain;
      const args = { wanted, local, file: file ?? '', setting: gotoolchain, from };
      return [{ rule: 'go-env/toolchain-too-old', args }];
    }
    case 'switch': {
      if (seen.toolchainAt !== null) return [];
      const { name, because } = toolchain;
      const obstacle = obstacleTo(seen, toolchain.pathOnly);
      const args = { name, because, local: values.GOVERSION ?? '', file, obstacle };
      return [
        {
          rule: 'go-env/toolchain-download',
          args,
          ...(obstacle === null ? {} : { severity: 'error' }),
        },
      ];
    }
  }
}

/** Why the toolchain cannot be fetched, as far as settings tell. */
function obstacleTo({ proxies, sumdb, values }: Seen, pathOnly: boolean): string | null {
  if (pathOnly) return 'GOTOOLCHAIN allows PATH only';
  if (proxies.ok && proxies.value.entries[0]?.kind === 'off') return 'GOPROXY=off';
  // A toolchain is looked up in the checksum database whatever GONOSUMDB says; only a single file:// proxy is exempt.
  const exempt = /^file:\/\/[^,|]*$/.test(values.GOPROXY ?? '');
  return sumdb.kind === 'off' && !exempt ? 'GOSUMDB=off' : null;
}
