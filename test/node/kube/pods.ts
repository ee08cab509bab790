/** A pod as the API writes it, of one container that runs. */
export function podObject(
  name: string,
  more: {
    readonly uid?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly owner?: { readonly kind: string; readonly name: string; readonly apiVersion?: string };
    readonly id?: string;
    readonly version?: string;
    readonly running?: boolean;
    readonly created?: string;
  } = {},
): object {
  const {
    uid = `uid-${name}`,
    labels = {},
    annotations = {},
    owner,
    id,
    version = '1',
    running = true,
    created = '2026-11-21T12:00:30Z',
  } = more;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      ...{ namespace: 'shop', name, uid, labels, annotations, resourceVersion: version },
      creationTimestamp: created,
      ...(owner === undefined
        ? {}
        : { ownerReferences: [{ apiVersion: 'apps/v1', controller: true, uid: 'o', ...owner }] }),
    },
    spec: { nodeName: 'node-1', containers: [{ name: 'web', env: [{ name: 'SECRET', value: 'x' }] }] },
    status: {
      containerStatuses: [
        {
          name: 'web',
          ...(id === undefined ? {} : { containerID: `containerd://${id}` }),
          state: running
            ? { running: { startedAt: '2026-11-21T12:00:00Z' } }
            : { terminated: { exitCode: 0 } },
        },
      ],
    },
  };
}

/** The answer to a list. */
export function podList(version: string, ...items: readonly object[]): string {
  return JSON.stringify({ kind: 'PodList', apiVersion: 'v1', metadata: { resourceVersion: version }, items });
}

/** A line of a watch. */
export function podEvent(type: string, object: object): string {
  return JSON.stringify({ type, object });
}
