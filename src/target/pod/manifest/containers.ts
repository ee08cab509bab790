import type { Field } from './field.ts';
import type { Selected, Workload } from './objects.ts';

/** All containers of a pod, those first that run first. */
export function allContainers({ spec }: Workload): readonly Field[] {
  return [...spec.get('initContainers').items(), ...spec.get('containers').items()];
}

/** What runs beside each other: containers, and init containers that start before them and stay (sidecars). */
export function runningTogether({ spec }: Workload): readonly Field[] {
  const sidecars = spec
    .get('initContainers')
    .items()
    .filter((one) => one.get('restartPolicy').text() === 'Always');
  return [...spec.get('containers').items(), ...sidecars];
}

/** The container of that name; the selected one where no name is given, or nobody has it. */
export function containerNamed({ workload, container }: Selected, name: string | null): Field {
  if (name === null) return container;
  return allContainers(workload).find((one) => one.get('name').text() === name) ?? container;
}
