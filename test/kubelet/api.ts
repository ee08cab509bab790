import { request } from 'node:https';

/** One question to the API server of start.sh, inside its node. @throws Error where the answer is no success */
export function api<T>(method: string, path: string, body?: unknown): Promise<T> {
  return new Promise((resolve, reject) => {
    const text = body === undefined ? '' : JSON.stringify(body);
    const headers = {
      authorization: `Bearer ${process.env.KUBE_TOKEN}`,
      'content-type': 'application/json',
      // Node sends the body of a DELETE as it is, and the server would take it for the next question.
      'content-length': String(Buffer.byteLength(text)),
    };
    const call = request(
      `https://127.0.0.1:6443${path}`,
      { method, headers, rejectUnauthorized: false },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => {
          const whole = Buffer.concat(chunks).toString('utf8');
          if ((answer.statusCode ?? 500) < 300) resolve(JSON.parse(whole) as T);
          else reject(new Error(`${method} ${path}: ${answer.statusCode} ${whole.slice(0, 300)}`));
        });
      },
    );
    call.on('error', reject);
    call.end(text);
  });
}

/** A container that runs, by the account of the API server. */
export interface Running {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
}

interface Status {
  readonly name: string;
  readonly containerID?: string;
  readonly state: { readonly running?: object };
}

interface PodList {
  readonly items: readonly {
    readonly metadata: { readonly namespace: string; readonly name: string };
    readonly status: {
      readonly containerStatuses?: readonly Status[];
      readonly initContainerStatuses?: readonly Status[];
    };
  }[];
}

/** All that run on the node, by their ids. */
export async function running(): Promise<Record<string, Running>> {
  const { items } = await api<PodList>('GET', '/api/v1/pods');
  return Object.fromEntries(
    items.flatMap(({ metadata: { namespace, name }, status }) =>
      [...(status.initContainerStatuses ?? []), ...(status.containerStatuses ?? [])]
        .filter(({ state, containerID }) => state.running !== undefined && containerID !== undefined)
        .map(({ containerID = '', name: container }) => [
          containerID.replace(/^[a-z-]+:\/\//, ''),
          { namespace, pod: name, container },
        ]),
    ),
  );
}
