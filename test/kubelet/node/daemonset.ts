import { writeFileSync } from 'node:fs';
import type { Entry } from '../../containers/node/fleet.ts';
import { get } from '../../support/runs/serving.ts';
import { api, type Running, running } from '../api.ts';

/*
 * daemonset.ts POD PORT RESULT, inside the node of start.sh: makes the pod, waits until the kubelet has it ready, and writes what the
 * agent in it says at that port.
 */

export interface InPod {
  /** Whether the kubelet's own questions were answered. */
  readonly ready: boolean;
  readonly restarts: number;
  readonly events: readonly string[];
  /** /readyz?verbose. */
  readonly verbose: string;
  /** Those of this node, by the account of the agent and of the API server. */
  readonly said: Readonly<
    Record<string, Running & { readonly verdict: string; readonly reason: string | null }>
  >;
  readonly is: Readonly<Record<string, Running>>;
}

interface Pod {
  readonly metadata: { readonly name: string };
}

interface Status {
  readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  readonly containerStatuses?: readonly { readonly restartCount: number }[];
}

interface PodEvent {
  readonly involvedObject: { readonly name: string };
  readonly reason: string;
  readonly message: string;
}

const LIMIT_S = 240;
const PODS = '/api/v1/namespaces/default/pods';
const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function inPod(pod: Pod, port: string): Promise<InPod> {
  const { name } = pod.metadata;
  await api('POST', PODS, pod);
  const status = async () => (await api<{ status: Status }>('GET', `${PODS}/${name}`)).status;
  const isReady = ({ conditions = [] }: Status) =>
    conditions.some(({ type, status }) => type === 'Ready' && status === 'True');
  for (let second = 0; second < LIMIT_S && !isReady(await status()); second++) await sleep(1000);
  const url = `http://127.0.0.1:${port}`;
  const body = async (path: string) => (await get(`${url}${path}`).catch(() => ({ body: '' }))).body;
  const { containers = [] } = JSON.parse((await body('/containers')) || '{}') as { containers?: Entry[] };
  const is = await running();
  const ours = containers.filter(({ id }) => id in is);
  const { items } = await api<{ items: PodEvent[] }>('GET', '/api/v1/namespaces/default/events');
  const now = await status();
  return {
    ready: isReady(now),
    restarts: now.containerStatuses?.[0]?.restartCount ?? 0,
    events: items
      .filter(({ involvedObject }) => involvedObject.name === name)
      .map(({ reason, message }) => `${reason}: ${message.slice(0, 200)}`),
    verbose: await body('/readyz?verbose'),
    said: Object.fromEntries(
      ours.map(({ id, namespace, pod: of, container, verdict, reason }) => [
        id,
        { namespace: namespace ?? '', pod: of ?? '', container: container ?? '', verdict, reason },
      ]),
    ),
    is,
  };
}

const [pod = '', port = '', result = ''] = process.argv.slice(2);
writeFileSync(result, JSON.stringify(await inPod(JSON.parse(pod), port), null, 1));
