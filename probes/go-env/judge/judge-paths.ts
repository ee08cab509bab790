import type { Policy } from '../../../src/core/policy/policy.ts';
import { isDirectoryPath, replacementOf } from '../../../src/go/modules/gomod.ts';
import { goAtLeast } from '../../../src/go/release.ts';
import { type GoEnvFacts, originOf, type Seen, setting } from '../facts.ts';
import type { GoEnvFinding } from '../rules/index.ts';

/** GOPATH and the caches: where they are, not whether they can be written (that is the permissions probe's). */
export function judgePaths(facts: GoEnvFacts, seen: Seen, policy: Policy['goEnv']): GoEnvFinding[] {
  const { values } = seen;
  const gopath = values.GOPATH ?? '';
  const first = gopath.split(':')[0] ?? '';
  const lost = lostCaches(facts, values);
  if (lost.length > 0) {
    const home = facts.sources.environment.HOME ?? '';
    const own = lost.filter((key) => setting(facts, key) !== null);
    const values = Object.fromEntries(own.map((key) => [key, setting(facts, key)?.value ?? '']));
    const args = { keys: lost, home: home === '' ? null : home, own: values };
    const harmless = !lost.includes('GOCACHE') && !needsModules(seen, policy);
    // A path that somebody named is refused by the first command that needs it, `go install` without a module too.
    const severity = own.length > 0 ? 'warning' : 'info';
    return [{ rule: 'go-env/cache-undefined', args, ...(harmless ? { severity } : {}) }];
  }
  if (first === '') {
    // The caches are set one by one; only `go install` has no place left, unless GOBIN names it.
    return values.GOBIN ? [] : [{ rule: 'go-env/gopath-empty', args: {} }];
  }
  if (setting(facts, 'GOPATH') !== null && clean(first) === clean(values.GOROOT ?? '')) {
    const args = { goroot: values.GOROOT ?? '', value: values.GOPATH ?? '', from: originOf(facts, 'GOPATH') };
    return [{ rule: 'go-env/gopath-is-goroot', args }];
  }
  return [];
}

/**
 * Something has to come from the module cache. Before Go 1.21 so does a module whose path begins like one of the
 * standard library's: go looks its own directory up in the cache, and stops with "import of unknown directory".
 */
function needsModules({ module, values }: Seen, { requiredModules }: Policy['goEnv']): boolean {
  if (requiredModules.length > 0) return true;
  if (module.file === null || module.build.mod === 'vendor') return false;
  const [first = ''] = (module.file.module ?? '').split('/');
  if (!first.includes('.') && !goAtLeast(values.GOVERSION ?? null, '1.21')) return true;
  const { require, replace } = module.file;
  return require.some((one) => !isDirectoryPath(replacementOf(replace, one)?.new.path ?? one.path));
}

/** Go prints `off` for a build cache that it cannot place, and nothing for a module cache. */
function lostCaches(facts: GoEnvFacts, values: Seen['values']): readonly string[] {
  const module = values.GOMODCACHE ?? '';
  return [
    ...(values.GOCACHE === 'off' ? ['GOCACHE'] : []),
    ...(module.startsWith('/') ? [] : ['GOMODCACHE']),
  ].filter((key) => setting(facts, key) !== null || originOf(facts, key) === 'default');
}

function clean(path: string): string {
  return path.replace(/\/{2,}/g, '/').replace(/(?<=.)\/$/, '');
}
