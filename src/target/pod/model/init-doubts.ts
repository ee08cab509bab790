import type { Selected } from '../manifest/objects.ts';
import type { Doubt } from './trouble.ts';

/** What runs before it may fail, and then it never starts. */
export function initDoubts({ workload, container, role }: Selected): readonly Doubt[] {
  if (role === 'ephemeral') return [];
  const inits = workload.spec.get('initContainers').items();
  const own = inits.findIndex((one) => String(one.path) === String(container.path));
  return inits.slice(0, own < 0 ? inits.length : own).map((init) => ({
    why: { code: 'init-container', data: { container: init.get('name').text() ?? '' } },
    at: init.line,
  }));
}
