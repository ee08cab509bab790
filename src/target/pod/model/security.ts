import { allContainers } from '../manifest/containers.ts';
import type { Field } from '../manifest/field.ts';
import type { Selected, Workload } from '../manifest/objects.ts';

/** A field of the securityContext: the container's where it has one, else the pod's (DetermineEffectiveSecurityContext). */
export function securityField({ container, workload }: Selected, name: string): Field {
  const own = container.get('securityContext').get(name);
  return own.isThere ? own : workload.spec.get('securityContext').get(name);
}

/** A field that the pod alone has. */
export function podSecurity({ workload }: Selected, name: string): Field {
  return workload.spec.get('securityContext').get(name);
}

/** A field that the container alone has. */
export function containerSecurity({ container }: Selected, name: string): Field {
  return container.get('securityContext').get(name);
}

/**
 * The user to whom a token of the pod is given (util.FsUserFrom): that of its containers, where all of them say one and
 * the same; null otherwise.
 */
export function fsUser(workload: Workload): number | null {
  const { spec } = workload;
  const users = allContainers(workload).map((container) => {
    const own = container.get('securityContext').get('runAsUser');
    return (own.isThere ? own : spec.get('securityContext').get('runAsUser')).whole();
  });
  const [first = null] = users;
  return users.every((user) => user === first) ? first : null;
}
