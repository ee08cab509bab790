import { type KubePod, kubePodOf, listOf, tableOf } from './pod.ts';

/** A list of pods, and where a watch of them begins. */
export interface PodList {
  readonly version: string;
  readonly pods: readonly KubePod[];
}

/** What one line of a watch tells (meta/v1, WatchEvent). */
export type PodEvent =
  | { readonly type: 'pod' | 'deleted'; readonly version: string; readonly pod: KubePod }
  | { readonly type: 'bookmark'; readonly version: string }
  | { readonly type: 'error'; readonly code: number };

/** Null where the text is no list of objects with a version. */
export function listOfPods(text: string): PodList | null {
  const { metadata, items, kind } = tableOf(parsed(text));
  const version = versionOf(metadata);
  // Go writes an empty list as null.
  if (kind !== 'PodList' || version === null) return null;
  return { version, pods: listOf(items).flatMap((item) => kubePodOf(item) ?? []) };
}

/** Null where the line is no event. */
export function eventOf(line: string): PodEvent | null {
  const { type, object } = tableOf(parsed(line));
  if (type === 'ERROR') {
    const { code } = tableOf(object);
    return { type: 'error', code: typeof code === 'number' ? code : 500 };
  }
  const version = versionOf(tableOf(object).metadata);
  if (version === null) return null;
  if (type === 'BOOKMARK') return { type: 'bookmark', version };
  const pod = kubePodOf(object);
  if (pod === null) return null;
  if (type === 'DELETED') return { type: 'deleted', version, pod };
  return type === 'ADDED' || type === 'MODIFIED' ? { type: 'pod', version, pod } : null;
}

function versionOf(metadata: unknown): string | null {
  const { resourceVersion } = tableOf(metadata);
  return typeof resourceVersion === 'string' && resourceVersion !== '' ? resourceVersion : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
