import { copyFileSync, existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Entry } from '../../containers/node/fleet.ts';
import { get, type ServingProcess, servingNode } from '../../support/runs/serving.ts';
import { api, type Running, running } from '../api.ts';
import { NAMESPACES, pods, staticPods } from './pods.ts';
import { define, type Written, written } from './reports.ts';

/*
 * find.ts RESULT, inside the node of start.sh: makes the pods, lets an agent find them, once for each way to know their
 * names, and writes what it says against what the API server says.
 */

/** What an agent found that gets the names in one way. */
export interface Found {
  readonly way: string;
  /** How many run by the account of the API server, and in how many pods. */
  readonly containers: number;
  readonly pods: number;
  /** Containers that one of the two knows alone, or knows by another name: what the agent says, and what is true. */
  readonly wrong: readonly { readonly id: string; readonly said?: Running; readonly is?: Running }[];
  /** How many have been looked at, by verdict. */
  readonly verdicts: Readonly<Record<string, number>>;
  /** What made the pods, by its account. */
  readonly workloads: readonly string[];
}

/** What this program writes. */
export interface Result {
  readonly ways: readonly Found[];
  readonly reports: Written;
}

/** Of those whose containers run: two Deployments, in each a namespace of its own, and pods that nothing made. */
export const WORKLOADS = 26;

/** Until all is as it will be, and until an agent has found it all. */
const START_S = 400;
const FIND_S = 60;

const sleep = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

async function make(): Promise<void> {
  const manifests = join(process.env.KUBE_RUN ?? '', 'manifests');
  for (const pod of staticPods())
    writeFileSync(join(manifests, `${pod.metadata.name}.yaml`), JSON.stringify(pod));
  const { items } = await api<{ items: { metadata: { name: string } }[] }>('GET', '/api/v1/namespaces');
  for (const name of NAMESPACES)
    if (!items.some(({ metadata }) => metadata.name === name))
      await api('POST', '/api/v1/namespaces', { metadata: { name } });
  for (const pod of pods()) await api('POST', `/api/v1/namespaces/${pod.metadata.namespace}/pods`, pod);
}

interface Listed {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly status: { readonly phase: string };
  }[];
}

/** Until nothing waits but what waits for ever, and the same containers have run for three seconds. */
async function settled(): Promise<void> {
  for (let second = 0, same = 0, before = ''; second < START_S; second++) {
    const { items } = await api<Listed>('GET', '/api/v1/pods');
    const waiting = items.filter(
      ({ metadata, status }) => status.phase === 'Pending' && !metadata.name.startsWith('stuck-'),
    );
    const now = Object.keys(await running())
      .sort()
      .join();
    same = now === before && waiting.length === 0 ? same + 1 : 0;
    before = now;
    if (same > 3 && items.length === pods().length + staticPods().length) return;
    await sleep(1000);
  }
  throw new Error('the pods do not come to rest');
}

const KUBE_ENV = {
  NODE_NAME: 'bench',
  KUBERNETES_SERVICE_HOST: '127.0.0.1',
  KUBERNETES_SERVICE_PORT: '6443',
};

async function found(way: string, args: readonly string[]): Promise<Found> {
  const agent = await servingNode(['--interval', '5s', ...args], KUBE_ENV);
  if (agent.url === '') throw new Error(`the agent does not start: ${agent.log()}`);
  try {
    for (let second = 0; ; second++) {
      const seen = await compared(way, agent);
      if ((seen.wrong.length === 0 && !('unknown' in seen.verdicts)) || second >= FIND_S) return seen;
      await sleep(1000);
    }
  } finally {
    await agent.end();
  }
}

/** Beside this kubelet others may run, and tests that make containers of the same form: its containerd knows its own. */
function isOurs(id: string): boolean {
  const tasks = 'state/io.containerd.runtime.v2.task/k8s.io';
  return existsSync(join(process.env.KUBE_RUN ?? '', tasks, id));
}

async function compared(way: string, agent: ServingProcess): Promise<Found> {
  const is = await running();
  const { containers } = JSON.parse((await get(`${agent.url}/containers`)).body) as {
    containers: readonly Entry[];
  };
  const ours = containers.filter(({ id }) => id === null || isOurs(id));
  const said = Object.fromEntries(
    ours.map(({ id, namespace, pod, container }) => [
      id ?? `no process: ${namespace}/${pod}/${container}`,
      { namespace: namespace ?? '', pod: pod ?? '', container: container ?? '' },
    ]),
  );
  const text = (one: Running | undefined) =>
    one === undefined ? '' : `${one.namespace}/${one.pod}/${one.container}`;
  const verdicts: Record<string, number> = {};
  for (const { verdict } of ours) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
  return {
    way,
    containers: Object.keys(is).length,
    pods: new Set(Object.values(is).map(({ namespace, pod }) => `${namespace}/${pod}`)).size,
    wrong: [...new Set([...Object.keys(is), ...Object.keys(said)])]
      .filter((id) => text(is[id]) !== text(said[id]))
      .map((id) => ({
        id,
        ...(said[id] === undefined ? {} : { said: said[id] }),
        ...(is[id] === undefined ? {} : { is: is[id] }),
      })),
    verdicts,
    workloads: [...new Set(ours.map(({ workload }) => workload ?? ''))].sort(),
  };
}

/** The state of this containerd, where one that a node has keeps it. */
function stateBelow(root: string): string {
  mkdirSync(join(root, 'run'), { recursive: true });
  symlinkSync(join(process.env.KUBE_RUN ?? '', 'state'), join(root, 'run/containerd'));
  return root;
}

/** As the kubelet mounts a service account. */
function accountIn(folder: string): string {
  mkdirSync(folder);
  copyFileSync(join(process.env.KUBE_RUN ?? '', 'api/apiserver.crt'), join(folder, 'ca.crt'));
  writeFileSync(join(folder, 'token'), process.env.KUBE_TOKEN ?? '');
  return folder;
}

/** One Report for each workload, written beside the pods. */
async function reported(account: string): Promise<Written> {
  await define();
  const args = ['--kube-api', '--openreports', '--kube-account', account];
  const agent = await servingNode(['--interval', '5s', ...args], KUBE_ENV);
  try {
    return await written(agent, WORKLOADS);
  } finally {
    await agent.end();
  }
}

const [result = ''] = process.argv.slice(2);
await make();
await settled();
const none = '/no/such/directory';
const account = accountIn(`${result}.account`);
const ways = [
  await found('logs', ['--runtime-state', none]),
  await found('runtime', ['--pods', none, '--runtime-state', stateBelow(`${result}.root`)]),
  await found('api', ['--pods', none, '--runtime-state', none, '--kube-api', '--kube-account', account]),
];
writeFileSync(result, JSON.stringify({ ways, reports: await reported(account) } satisfies Result, null, 1));
