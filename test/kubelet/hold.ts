import { readFileSync, writeFileSync } from 'node:fs';
import { api } from './api.ts';

/*
 * hold.ts PODS RESULT SECONDS, inside the node of start.sh: makes the pods (a JSON list of manifests), looks at them
 * for so long after the last healthy one became ready, and writes what became of each.
 */

/** What became of a pod. */
export interface Held {
  readonly name: string;
  /** Seconds from its start until it was ready first; null where it never was. */
  readonly readyAfter: number | null;
  /** How often it was ready and then was not. */
  readonly lost: number;
  readonly restarts: number;
  /** Exit code of its last end; null where it has not ended. */
  readonly lastExit: number | null;
  /** The kubelet's events about probes, the last ones. */
  readonly events: readonly string[];
}

interface Pod {
  readonly metadata: { readonly name: string };
}

interface Status {
  readonly ready: boolean;
  readonly restartCount: number;
  readonly state?: { readonly terminated?: { readonly exitCode: number } };
  readonly lastState?: { readonly terminated?: { readonly exitCode: number } };
}

/** Longest time until the sound ones are ready, seconds. */
const START_S = 300;

async function statusOf(name: string): Promise<Status | null> {
  const pod = await api<{ status: { containerStatuses?: Status[] } }>(
    'GET',
    `/api/v1/namespaces/default/pods/${name}`,
  );
  return pod.status.containerStatuses?.[0] ?? null;
}

async function hold(pods: readonly Pod[], seconds: number): Promise<readonly Held[]> {
  const started = Date.now();
  const elapsed = () => (Date.now() - started) / 1000;
  for (const pod of pods) await api('POST', '/api/v1/namespaces/default/pods', pod);
  const seen = new Map(
    pods.map(({ metadata }) => [metadata.name, { ready: false, readyAfter: null as number | null, lost: 0 }]),
  );
  const sound = pods.map(({ metadata }) => metadata.name).filter((name) => name.startsWith('sound'));
  let end = Number.POSITIVE_INFINITY;
  while (elapsed() < end) {
    for (const [name, one] of seen) {
      const now = (await statusOf(name))?.ready ?? false;
      if (now) one.readyAfter ??= elapsed();
      if (one.ready && !now) one.lost++;
      one.ready = now;
    }
    const all = sound.every((name) => seen.get(name)?.readyAfter !== null);
    if (end === Number.POSITIVE_INFINITY && (all || elapsed() > START_S)) end = elapsed() + seconds;
    await new Promise((resolve) => setTimeout(resolve, 2000));
  }
  const { items } = await api<{
    items: { involvedObject: { name: string }; reason: string; message: string; count?: number }[];
  }>('GET', '/api/v1/namespaces/default/events');
  return Promise.all(
    [...seen].map(async ([name, { readyAfter, lost }]) => {
      const status = await statusOf(name);
      const ended = status?.state?.terminated ?? status?.lastState?.terminated;
      const events = items
        .filter(
          (event) =>
            event.involvedObject.name === name && /Unhealthy|Killing|BackOff|Failed/.test(event.reason),
        )
        .map(({ reason, message, count }) => `${reason} x${count ?? 1}: ${message.slice(0, 200)}`);
      return {
        name,
        readyAfter,
        lost,
        restarts: status?.restartCount ?? 0,
        lastExit: ended?.exitCode ?? null,
        events: events.slice(-4),
      };
    }),
  );
}

const [pods = '', result = '', seconds = '120'] = process.argv.slice(2);
writeFileSync(
  result,
  JSON.stringify(await hold(JSON.parse(readFileSync(pods, 'utf8')), Number(seconds)), null, 1),
);
