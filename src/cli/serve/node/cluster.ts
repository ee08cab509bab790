import { PodWatch } from '../../../serve/node/kube/pod-watch.ts';
import type { NodeAgent } from '../../../serve/node/node-agent.ts';
import type { Member } from '../../../serve/node/reports/group.ts';
import { ReportWriter } from '../../../serve/node/reports/report-writer.ts';
import { kubeApi } from '../../../target/live/kube/kube-api.ts';
import type { Resident } from '../../../target/resident.ts';
import { VERSION } from '../../../version.ts';
import type { Context } from '../../command.ts';
import type { KubeSettings } from '../../options/sets/node-options.ts';

/** What the API server is asked for, and told. */
export interface KubeSide {
  readonly pods: PodWatch;
  /** Begins to ask, and to write Reports where they are wanted. */
  start(agent: NodeAgent): void;
  stop(): void;
}

export function kubeSide(
  kube: KubeSettings,
  resident: Resident,
  { host }: Context,
  log: (line: string) => void,
): KubeSide {
  const api = kubeApi({ ...kube, userAgent: `probe-env/${VERSION}` });
  const { node } = kube;
  const after: Resident['after'] = (ms, call) => resident.after(ms, call);
  const pods = new PodWatch({ api, node, after, now: () => host.monotonic(), random: Math.random });
  let writer: ReportWriter | null = null;
  return {
    pods,
    start: (agent) => {
      pods.start();
      if (!kube.openreports) return;
      const members = () => membersOf(agent, pods);
      const whole = async (id: string) => {
        const [state] = agent.find(id);
        return (state && agent.report(state)) ?? null;
      };
      writer = new ReportWriter({ api, node, after, random: Math.random, members, whole, log });
      writer.start();
    },
    stop: () => writer?.stop(),
  };
}

/** Null while not all is known that could be: what is not there then may be there all the same. */
function membersOf(agent: NodeAgent, pods: PodWatch): readonly Member[] | null {
  if (agent.notReady() !== null || pods.state().why !== null) return null;
  return agent.states.flatMap((state): readonly Member[] => {
    const { id, container } = state.container;
    const pod = pods.podOf(state.container);
    return pod === undefined || container === null ? [] : [{ id, container, pod, known: agent.known(state) }];
  });
}
