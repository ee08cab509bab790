import { compareGo, fromToolchain, isLanguageVersion } from '../../../src/go/gover.ts';
import { type GoEnvFacts, isExplained, originOf, type Seen } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** Whether this go would do the work itself, and if not, whether it can get the one that shall. */
export function judgeToolchain(facts: GoEnvFacts, seen: Seen): GoEnvFinding[] {
  if (isExplained(facts, 'GOTOOLCHAIN')) return [];
  const { toolchain, values, gotoolchain } = seen;
  const from = originOf(facts, 'GOTOOLCHAIN');
  const file = seen.module.gowork ?? seen.module.gomod;
  const goroot = values.GOROOT ?? '';
  switch (toolchain.kind) {
    case 'local':
      return [];
    case 'invalid': {
      const { what, value } = toolchain;
      return [{ rule: 'go-env/toolchain-invalid', args: { what, value, from, file, instead: null } }];
    }
    case 'too-old': {
      const { wanted, local } = toolchain;
      const args = { wanted, local, file: file ?? '', setting: gotoolchain, from, goroot };
      return [{ rule: 'go-env/toolchain-too-old', args }];
    }
    case 'switch': {
      const { name, because } = toolchain;
      if (seen.toolchainAt === 'cache' && mustBeVerified(seen)) {
        return [{ rule: 'go-env/toolchain-unverifiable', args: { name, from: originOf(facts, 'GOSUMDB') } }];
      }
      if (seen.toolchainAt === 'path' || seen.toolchainAt === 'cache') return [];
      if (because !== 'go line' && isLanguage(name)) {
        const args = {
          what: because === 'GOTOOLCHAIN' ? because : 'toolchain line',
          value: name,
          from,
          file,
        };
        return [{ rule: 'go-env/toolchain-invalid', args: { ...args, instead: `${name}.0` } }];
      }
      const obstacle = obstacleTo(seen, toolchain.pathOnly);
      const args = { name, because, local: values.GOVERSION ?? '', file, obstacle, goroot };
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

/** `go1.27` names a language from 1.21 on, and no release that could be downloaded. */
function isLanguage(name: string): boolean {
  const version = fromToolchain(name);
  return version !== null && isLanguageVersion(version) && compareGo(version, '1.21') >= 0;
}

/** A toolchain is verified each time that it is switched to, cached or not. */
function mustBeVerified({ sumdb, values }: Seen): boolean {
  return sumdb.kind === 'off' && !isOneDirectory(values.GOPROXY ?? '');
}

/** A single file:// proxy: what it holds is trusted. */
function isOneDirectory(goproxy: string): boolean {
  return /^file:\/\/[^,|]*$/.test(goproxy);
}

/** Why the toolchain cannot be fetched, as far as settings tell. */
function obstacleTo(seen: Seen, pathOnly: boolean): string | null {
  const { proxies } = seen;
  if (seen.toolchainAt === 'hidden') return `this user may not look into ${seen.values.GOMODCACHE}`;
  if (pathOnly) return 'GOTOOLCHAIN allows PATH only';
  if (proxies.ok && proxies.value.entries[0]?.kind === 'off') return 'GOPROXY=off';
  return mustBeVerified(seen) ? 'GOSUMDB=off' : null;
}
