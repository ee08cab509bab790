import { directModules } from '../../../src/go/modules/gomod.ts';
import type { ModuleVersion } from '../../../src/go/modules/module-path.ts';
import type { Host } from '../../../src/target/host.ts';
import { mayFetch, type Seen } from '../facts.ts';
import { isMissing } from '../look/module.ts';

/** The modules that go.mod requires and that the module cache does not hold: something has to be fetched for them. */
export function toBeFetched(host: Host, seen: Seen): readonly ModuleVersion[] {
  const { module, values } = seen;
  if (!mayFetch(seen) || module.file === null) return [];
  return directModules(module.file).filter((required) => isMissing(host, required, values.GOMODCACHE ?? ''));
}

/** All that a build needs is here already. */
export function isPrefetched(host: Host, seen: Seen): boolean {
  return seen.module.file !== null && toBeFetched(host, seen).length === 0;
}
