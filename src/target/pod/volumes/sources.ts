import { type Known, known } from '../../../core/known.ts';
import type { Ignorance } from '../../../core/reason.ts';
import { containerNamed } from '../manifest/containers.ts';
import { besideOf, dataOf } from '../manifest/data.ts';
import type { Field } from '../manifest/field.ts';
import type { Manifest, Selected, Workload } from '../manifest/objects.ts';
import { podField } from '../model/pod-fields.ts';
import { resourceValue } from '../model/resources.ts';
import { fsUser } from '../model/security.ts';
import type { Doubt, Trouble } from '../model/trouble.ts';
import type { Written } from './payload.ts';

/** Files that the kubelet writes, and what is wrong with them. */
export interface Source {
  readonly files: readonly Written[];
  /** Why there may be more of them; null where that is all. */
  readonly open: Ignorance | null;
  readonly troubles: readonly Omit<Trouble, 'at'>[];
  readonly doubts: readonly Omit<Doubt, 'at'>[];
}

const NOTHING: Source = { files: [], open: null, troubles: [], doubts: [] };

/** Where a volume says nothing else. */
export const DEFAULT_MODE = 0o644;

/** Of a ConfigMap or a Secret (configmap.MakePayload, secret.MakePayload). */
export function objectSource(
  manifest: Manifest,
  workload: Workload,
  kind: 'ConfigMap' | 'Secret',
  field: Field,
  defaultMode: number,
): Source {
  const name = (field.get('secretName').text() ?? field.get('name').text()) || '';
  const optional = field.get('optional').flag() ?? false;
  const found = besideOf(manifest, kind, name, workload.namespace);
  if (found === null) {
    const why: Ignorance = { code: 'not-in-manifest', data: { kind, name } };
    return { ...NOTHING, open: why, doubts: optional ? [] : [{ why }] };
  }
  const data = dataOf(found);
  const items = field.get('items').items();
  if (items.length === 0) {
    const files = [...data].map(([key, { bytes }]) => ({
      path: key,
      bytes: known(bytes),
      mode: defaultMode,
    }));
    return { ...NOTHING, files };
  }
  const files: Written[] = [];
  const troubles: Omit<Trouble, 'at'>[] = [];
  for (const item of items) {
    const key = item.get('key').text() ?? '';
    const datum = data.get(key);
    if (datum !== undefined) {
      const path = item.get('path').text() ?? key;
      files.push({ path, bytes: known(datum.bytes), mode: item.get('mode').whole() ?? defaultMode });
    } else if (!optional) {
      const message =
        kind === 'Secret'
          ? `references non-existent secret key: ${key}`
          : `configmap references non-existent config key: ${key}`;
      troubles.push({ kind: 'key', reason: 'FailedMount', message });
    }
  }
  return { ...NOTHING, files, troubles };
}

/** Of the downward API (downwardapi.CollectData). */
export function downwardSource(selected: Selected, field: Field, defaultMode: number): Source {
  const { workload } = selected;
  const files = field
    .get('items')
    .items()
    .map((item): Written => {
      const fieldRef = item.get('fieldRef');
      const text = fieldRef.isThere
        ? podField(fieldRef, workload)
        : resourceOf(item.get('resourceFieldRef'), selected);
      return {
        path: item.get('path').text() ?? '',
        bytes: bytesOf(text),
        mode: item.get('mode').whole() ?? defaultMode,
      };
    });
  return { ...NOTHING, files };
}

function resourceOf(reference: Field, selected: Selected): Known<string> {
  const named = containerNamed(selected, reference.get('containerName').text());
  return resourceValue(reference, named, selected.workload.spec);
}

function bytesOf(text: Known<string>): Known<Buffer> {
  return text.known ? known(Buffer.from(text.value)) : text;
}

/** Of all sources of a projected volume, one after the other (projected.collectData). */
export function projectedSource(
  manifest: Manifest,
  selected: Selected,
  field: Field,
  defaultMode: number,
): Source {
  const { workload } = selected;
  const sources = field
    .get('sources')
    .items()
    .map((source): Source => {
      const configMap = source.get('configMap');
      if (configMap.isThere) return objectSource(manifest, workload, 'ConfigMap', configMap, defaultMode);
      const secret = source.get('secret');
      if (secret.isThere) return objectSource(manifest, workload, 'Secret', secret, defaultMode);
      const downward = source.get('downwardAPI');
      if (downward.isThere) return downwardSource(selected, downward, defaultMode);
      const token = source.get('serviceAccountToken');
      if (token.isThere) {
        return { ...NOTHING, files: [tokenFile(token.get('path').text() ?? 'token', selected, defaultMode)] };
      }
      // Certificates that the cluster holds.
      const bundle = source.get('clusterTrustBundle');
      const path = bundle.get('path').text() ?? '';
      const why: Ignorance = { code: 'not-in-manifest', data: { kind: 'ClusterTrustBundle', name: path } };
      return bundle.isThere
        ? {
            ...NOTHING,
            files: [{ path, bytes: { known: false, why }, mode: defaultMode }],
            doubts: [{ why }],
          }
        : NOTHING;
    });
  return {
    files: sources.flatMap(({ files }) => files),
    open: sources.find(({ open }) => open !== null)?.open ?? null,
    troubles: sources.flatMap(({ troubles }) => troubles),
    doubts: sources.flatMap(({ doubts }) => doubts),
  };
}

/** Only for the user of the pod's containers, where they have one and the same; or for the group of fsGroup. */
function tokenFile(path: string, selected: Selected, defaultMode: number): Written {
  const uid = fsUser(selected.workload);
  const isShared = uid === null && !selected.workload.spec.get('securityContext').get('fsGroup').isThere;
  const why: Ignorance = { code: 'cluster-chooses', data: { what: 'token' } };
  return {
    path,
    bytes: { known: false, why },
    mode: isShared ? defaultMode : 0o600,
    ...(uid === null ? {} : { uid }),
  };
}
