import { allContainers } from '../../manifest/containers.ts';
import type { Field } from '../../manifest/field.ts';
import type { Selected } from '../../manifest/objects.ts';
import type { Trouble } from '../trouble.ts';
import type { Found } from './checks.ts';
import { ofContainer, ofDevices, ofInit } from './container.ts';
import { ofPod } from './pod.ts';
import { ofPorts } from './ports.ts';
import { ofVolume } from './volume.ts';
import { ofWorkload } from './workload.ts';

type Refuse = (field: Field, message: string) => Trouble;

/**
 * Values that the API server takes in no pod (pkg/apis/core/validation), of all of its containers: one that is refused refuses the
 * pod. Only what each release of Kubernetes since 1.20 refuses.
 */
export function valueRefusals({ workload }: Pick<Selected, 'workload'>, refuse: Refuse): readonly Trouble[] {
  const all = allContainers(workload);
  const found: Found = [
    ...ofWorkload(workload),
    ...ofPod(workload),
    ...ofPorts(workload, all),
    ...workload.spec.get('volumes').items().flatMap(ofVolume),
    ...all.flatMap(ofContainer),
    ...all.flatMap((container) => ofDevices(container, workload)),
    ...workload.spec.get('initContainers').items().flatMap(ofInit),
  ];
  return found.map(([field, message]) => refuse(field, message));
}
