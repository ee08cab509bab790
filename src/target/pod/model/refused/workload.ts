import type { Field } from '../../manifest/field.ts';
import type { Workload } from '../../manifest/objects.ts';
import type { Check, Found } from './checks.ts';
import { ofCronJob, ofJob } from './jobs.ts';
import { ofMetadata, ofName } from './labels.ts';
import {
  ofDaemonSet,
  ofDeployment,
  ofReplicaSet,
  ofReplicationController,
  ofStatefulSet,
} from './standing.ts';

/**
 * What makes the pods (pkg/apis/apps/validation, pkg/apis/batch/validation): where it is refused there are none.
 * By what kube-apiserver 1.20 answers; `timeZone` is of 1.27.
 */
export function ofWorkload(workload: Workload): Found {
  const { kind, object, metadata } = workload;
  const own = object.get('metadata');
  const hasName = ['name', 'generateName'].some((key) => own.get(key).isThere);
  const template = templateOf(workload);
  return [
    ...ofVersion(workload),
    ...(hasName ? [] : [[own.get('name'), 'Required value: name or generateName is required'] as const]),
    ...ofName(own.get('name'), MOST_OF_A_NAME[kind]),
    ...ofPrefix(own),
    ...ofMetadata(own),
    ...(template === null ? [] : ofMetadata(metadata)),
    ...(template === null ? [] : (KINDS[kind]?.(object.get('spec'), template) ?? [])),
  ];
}

/** A Job's name becomes a label of its pods, and a CronJob's gets eleven characters more for each Job. */
const MOST_OF_A_NAME: Readonly<Record<string, number>> = { Job: 63, CronJob: 52 };

/** What is in force instead where the object names a version that is long gone, or never was. */
const VERSIONS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['v1'],
  ReplicationController: ['v1'],
  ReplicaSet: ['apps/v1'],
  Deployment: ['apps/v1'],
  StatefulSet: ['apps/v1'],
  DaemonSet: ['apps/v1'],
  Job: ['batch/v1'],
  CronJob: ['batch/v1', 'batch/v1beta1'],
};

function ofVersion({ kind, object }: Workload): Found {
  const version = object.get('apiVersion');
  const text = version.text();
  const known = VERSIONS[kind];
  if (text === null || known === undefined || known.includes(text)) return [];
  return [[version, `no matches for kind "${kind}" in version "${text}"; it is ${known[0]}`]];
}

/** A name that the API server makes up begins with it, so that it may end with '-'. */
function ofPrefix(metadata: Field): Found {
  const prefix = metadata.get('generateName');
  const text = prefix.text() ?? '';
  return text === '' || metadata.get('name').isThere
    ? []
    : ofName(prefix, undefined, text.replace(/-$/, 'x'));
}

/** Null of a pod that nothing makes. */
function templateOf({ kind, object }: Workload): Field | null {
  if (kind === 'Pod' || kind === 'PodTemplate') return null;
  const spec = object.get('spec');
  return (kind === 'CronJob' ? spec.get('jobTemplate').get('spec') : spec).get('template');
}

const KINDS: Readonly<Record<string, Check>> = {
  Deployment: ofDeployment,
  StatefulSet: ofStatefulSet,
  DaemonSet: ofDaemonSet,
  ReplicaSet: ofReplicaSet,
  ReplicationController: ofReplicationController,
  Job: ofJob,
  CronJob: ofCronJob,
};
