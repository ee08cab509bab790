import { readFileSync, writeFileSync } from 'node:fs';
import { api } from './api.ts';

/*
 * rotate.ts PODS STORE RESULT, inside the node of start.sh: makes the pods, which mount the ConfigMap `roots` as their trust store,
 * takes the store away when all are ready, gives it back when none is, and writes what became of each.
 */

/** Seconds from the step before; null where it did not come. */
export interface Rotated {
  readonly name: string;
  readonly ready: number | null;
  readonly lost: number | null;
  readonly back: number | null;
  readonly restarts: number;
  readonly events: readonly string[];
}

interface Pod {
  readonly metadata: { readonly name: string };
}

interface PodEvent {
  readonly involvedObject: { readonly name: string };
  readonly reason: string;
  readonly message: string;
  readonly count?: number;
}

interface PodStatus {
  readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  readonly containerStatuses?: readonly { readonly restartCount: number }[];
}

/** The kubelet takes up a changed ConfigMap within its sync period and a minute. */
const STEP_S = 240;
/** So long nothing may happen to a pod that is out of rotation: three times what the liveness probe waits. */
const QUIET_S = 30;

const PODS = '/api/v1/namespaces/default/pods';
const MAPS = '/api/v1/namespaces/default/configmaps';

const statusOf = async (name: string) => (await api<{ status: PodStatus }>('GET', `${PODS}/${name}`)).status;
const isReady = ({ conditions }: PodStatus) =>
  conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
const sleep = (seconds: number) => new Promise((resolve) => setTimeout(resolve, seconds * 1000));

function roots(data: Readonly<Record<string, string>>) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'roots' }, data };
}

/** By name, after how many seconds each pod was so. */
async function until(names: readonly string[], ready: boolean): Promise<ReadonlyMap<string, number>> {
  const began = Date.now();
  const seen = new Map<string, number>();
  while (seen.size < names.length && Date.now() - began < STEP_S * 1000) {
    for (const name of names)
      if (!seen.has(name) && isReady(await statusOf(name)) === ready)
        seen.set(name, (Date.now() - began) / 1000);
    await sleep(1);
  }
  return seen;
}

async function rotate(pods: readonly Pod[], store: string): Promise<readonly Rotated[]> {
  const names = pods.map(({ metadata }) => metadata.name);
  await api('POST', MAPS, roots({ 'ca-certificates.crt': store }));
  for (const pod of pods) await api('POST', PODS, pod);
  const ready = await until(names, true);
  await api('PUT', `${MAPS}/roots`, roots({ 'README.txt': 'moved' }));
  const lost = await until(names, false);
  await sleep(QUIET_S);
  await api('PUT', `${MAPS}/roots`, roots({ 'ca-certificates.crt': store }));
  const back = await until(names, true);
  const { items: told } = await api<{ items: PodEvent[] }>('GET', '/api/v1/namespaces/default/events');
  return Promise.all(
    names.map(async (name) => ({
      name,
      ready: ready.get(name) ?? null,
      lost: lost.get(name) ?? null,
      back: back.get(name) ?? null,
      restarts: ((await statusOf(name)).containerStatuses ?? []).reduce(
        (sum, one) => sum + one.restartCount,
        0,
      ),
      events: told
        .filter(({ involvedObject, reason }) => involvedObject.name === name && reason !== 'Pulled')
        .map(({ reason, message, count }) => `${reason} x${count ?? 1}: ${message.slice(0, 200)}`),
    })),
  );
}

const [pods = '', store = '', result = ''] = process.argv.slice(2);
const rotated = await rotate(JSON.parse(readFileSync(pods, 'utf8')), readFileSync(store, 'utf8'));
writeFileSync(result, JSON.stringify(rotated, null, 1));
