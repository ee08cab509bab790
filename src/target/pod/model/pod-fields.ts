import { type Known, known, unknown } from '../../../core/known.ts';
import type { Ignorance } from '../../../core/reason.ts';
import type { Field } from '../manifest/field.ts';
import type { Workload } from '../manifest/objects.ts';

/** Where kubectl puts what names no namespace, unless its own configuration says another. */
const DEFAULT_NAMESPACE = 'default';

/** The name of the pod: its own, or that of the only replica of a StatefulSet. */
export function podName({ kind, name, object }: Workload): Known<string> {
  if (name !== null && kind === 'Pod') return known(name);
  if (name !== null && kind === 'StatefulSet') {
    const spec = object.get('spec');
    const first = spec.get('ordinals').get('start').whole() ?? 0;
    if ((spec.get('replicas').whole() ?? 1) === 1) return known(`${name}-${first}`);
  }
  return unknown({ code: 'named-by-controller', data: { kind } });
}

export function namespaceOf({ namespace }: Workload): string {
  return namespace ?? DEFAULT_NAMESPACE;
}

/** Labels that controllers add to the pods which they make. */
const ADDED_LABEL =
  /^(?:pod-template-hash|controller-revision-hash|pod-template-generation|job-name|controller-uid|(?:statefulset\.kubernetes\.io|apps\.kubernetes\.io|batch\.kubernetes\.io)\/.*)$/;

/**
 * The value of a `fieldRef` of the downward API (pkg/fieldpath, ExtractFieldPathAsString, and the kubelet's
 * podFieldSelectorRuntimeValue).
 *
 * @param reference the mapping that has `fieldPath`
 */
export function podField(reference: Field, workload: Workload): Known<string> {
  const fieldPath = reference.get('fieldPath');
  const path = fieldPath.text() ?? '';
  const { spec, metadata } = workload;
  const [, list, key] = /^metadata\.(labels|annotations)\['(.*)'\]$/.exec(path) ?? [];
  if (list !== undefined && key !== undefined) {
    const own = metadata.get(list).get(key).text();
    if (own === null && workload.kind !== 'Pod' && ADDED_LABEL.test(key))
      return unknown({ code: 'labelled-by-controller', data: { kind: workload.kind, label: key } });
    return known(own ?? '');
  }
  switch (path) {
    case 'metadata.name':
      return podName(workload);
    case 'metadata.namespace':
      return known(namespaceOf(workload));
    case 'metadata.labels':
      return workload.kind === 'Pod'
        ? known(listed(metadata.get('labels')))
        : unknown({ code: 'labelled-by-controller', data: { kind: workload.kind, label: null } });
    case 'metadata.annotations':
      return chosen('annotations');
    case 'spec.serviceAccountName':
      return known(spec.get('serviceAccountName').text() ?? spec.get('serviceAccount').text() ?? 'default');
    case 'spec.nodeName': {
      const node = spec.get('nodeName').text();
      return node === null ? chosen('node') : known(node);
    }
    case 'metadata.uid':
      return chosen('pod-uid');
    case 'status.podIP':
    case 'status.podIPs':
      return chosen('pod-address');
    case 'status.hostIP':
    case 'status.hostIPs':
      return chosen('node-address');
    default:
      throw fieldPath.refused(`${JSON.stringify(path)} cannot be asked for`);
  }
}

function chosen(what: Extract<Ignorance, { code: 'cluster-chooses' }>['data']['what']): Known<string> {
  return unknown({ code: 'cluster-chooses', data: { what } });
}

/** Sorted, a line each (pkg/fieldpath, FormatMap). */
function listed(map: Field): string {
  return map
    .entries()
    .map(([name, value]) => [name, value.text() ?? ''] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join('\n');
}
