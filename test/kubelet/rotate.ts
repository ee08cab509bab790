import { readFileSync, writeFileSync } from 'node:fs';
import { api } from './api.ts';

/*
 * rotate.ts PODS STORE ZONE RESULT, inside the node of start.sh: makes the pods, which mount the ConfigMap `roots` as their trust
 * store and `zone` as their zone. When all are ready it breaks the one, mends it when none is, does the same with the other, and
 * writes what became of each.
 */

/** Seconds from the step before; null where it did not come. */
export interface Rotated {
  readonly name: string;
  readonly ready: number | null;
  readonly store: Turn;
  readonly zone: Turn;
  readonly restarts: number;
  readonly events: readonly string[];
}

/** Out of rotation, and in it again. */
interface Turn {
  readonly lost: number | null;
  readonly back: number | null;
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

/** What is right, and what is put in its place: a ConfigMap by its name. */
interface Part {
  readonly name: string;
  readonly sound: object;
  readonly broken: object;
}

function mapOf(name: string, content: object) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, ...content };
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

/** Breaks the part, and mends it when no pod is ready any more. */
async function turn(names: readonly string[], { name, sound, broken }: Part) {
  await api('PUT', `${MAPS}/${name}`, mapOf(name, broken));
  const lost = await until(names, false);
  await sleep(QUIET_S);
  await api('PUT', `${MAPS}/${name}`, mapOf(name, sound));
  const back = await until(names, true);
  return (pod: string): Turn => ({ lost: lost.get(pod) ?? null, back: back.get(pod) ?? null });
}

async function rotate(pods: readonly Pod[], store: Part, zone: Part): Promise<readonly Rotated[]> {
  const names = pods.map(({ metadata }) => metadata.name);
  for (const { name, sound } of [store, zone]) await api('POST', MAPS, mapOf(name, sound));
  for (const pod of pods) await api('POST', PODS, pod);
  const ready = await until(names, true);
  const ofStore = await turn(names, store);
  const ofZone = await turn(names, zone);
  const { items: told } = await api<{ items: PodEvent[] }>('GET', '/api/v1/namespaces/default/events');
  return Promise.all(
    names.map(async (name) => ({
      name,
      ready: ready.get(name) ?? null,
      store: ofStore(name),
      zone: ofZone(name),
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

const [pods = '', store = '', zone = '', result = ''] = process.argv.slice(2);
const rotated = await rotate(
  JSON.parse(readFileSync(pods, 'utf8')),
  {
    name: 'roots',
    sound: { data: { 'ca-certificates.crt': readFileSync(store, 'utf8') } },
    broken: { data: { 'README.txt': 'moved' } },
  },
  {
    name: 'zone',
    sound: { binaryData: { zone: readFileSync(zone, 'base64') } },
    broken: { data: { zone: 'no zone' } },
  },
);
writeFileSync(result, JSON.stringify(rotated, null, 1));
