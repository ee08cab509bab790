import { PodWatch } from '../../../serve/node/kube/pod-watch.ts';
import { kubeApi } from '../../../target/live/kube/kube-api.ts';
import type { Resident } from '../../../target/resident.ts';
import { VERSION } from '../../../version.ts';
import type { Context } from '../../command.ts';
import type { KubeSettings } from '../../options/sets/node-options.ts';

/** The pods of this node as the API server tells of them; begins with `start`. */
export function clusterOf(kube: KubeSettings, resident: Resident, { host }: Context): PodWatch {
  const api = kubeApi({ ...kube, userAgent: `probe-env/${VERSION}` });
  return new PodWatch({
    api,
    node: kube.node,
    after: (ms, call) => resident.after(ms, call),
    now: () => host.monotonic(),
    random: Math.random,
  });
}
