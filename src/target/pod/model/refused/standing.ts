import type { Field } from '../../manifest/field.ts';
import { type Check, type Found, notNegative, oneOf } from './checks.ts';
import { ofOldSelector, ofSelector } from './selector.ts';

/** Pods that are kept running for ever. */
const ofStanding: Check = (_, template) => {
  const deadline = template.get('spec').get('activeDeadlineSeconds');
  const policy = template.get('spec').get('restartPolicy');
  return [
    ...(['OnFailure', 'Never'].includes(policy.text() ?? '') ? oneOf(policy, 'Always') : []),
    ...(deadline.isThere ? [[deadline, 'Forbidden: activeDeadlineSeconds is not supported'] as const] : []),
  ];
};

export const ofDeployment: Check = (spec, template) => {
  const strategy = spec.get('strategy');
  const rolling = strategy.get('rollingUpdate');
  const isRecreate = strategy.get('type').text() === 'Recreate';
  const ready = spec.get('minReadySeconds').whole() ?? 0;
  const progress = spec.get('progressDeadlineSeconds');
  return [
    ...ofSelector(spec.get('selector'), template),
    ...ofStanding(spec, template),
    ...notNegative(spec, 'replicas', 'minReadySeconds', 'revisionHistoryLimit'),
    ...oneOf(strategy.get('type'), 'Recreate', 'RollingUpdate'),
    ...(isRecreate && rolling.isThere
      ? [[rolling, "Forbidden: may not be specified when strategy `type` is 'Recreate'"] as const]
      : ofShares(rolling)),
    ...((progress.whole() ?? DEFAULT_PROGRESS_SECONDS) <= ready
      ? [[progress, `Invalid value: must be greater than minReadySeconds (${ready})`] as const]
      : []),
  ];
};

const DEFAULT_PROGRESS_SECONDS = 600;

/** How many pods may be away, and how many too many: both none is a standstill. */
function ofShares(rolling: Field): Found {
  const away = rolling.get('maxUnavailable');
  const more = rolling.get('maxSurge');
  return [
    ...ofShare(away, 100),
    ...ofShare(more),
    ...(isNone(away) && isNone(more)
      ? [[away, 'Invalid value: may not be 0 when `maxSurge` is 0'] as const]
      : []),
  ];
}

function isNone({ value }: Field): boolean {
  return value === 0 || value === '0%';
}

function ofShare(field: Field, most = Number.POSITIVE_INFINITY): Found {
  const { value } = field;
  if (typeof value === 'number')
    return value >= 0 ? [] : [[field, `Invalid value: ${value}: must be greater than or equal to 0`]];
  const text = field.text();
  if (text === null) return [];
  const percent = /^(\d{1,9})%$/.exec(text)?.[1];
  if (percent === undefined)
    return [[field, `Invalid value: ${JSON.stringify(text)}: must be a number, or a percentage such as 25%`]];
  return Number(percent) <= most
    ? []
    : [[field, `Invalid value: ${JSON.stringify(text)}: must not be greater than ${most}%`]];
}

export const ofStatefulSet: Check = (spec, template) => {
  const update = spec.get('updateStrategy');
  const rolling = update.get('rollingUpdate');
  return [
    ...ofSelector(spec.get('selector'), template),
    ...ofStanding(spec, template),
    ...notNegative(spec, 'replicas', 'revisionHistoryLimit'),
    ...notNegative(rolling, 'partition'),
    ...oneOf(spec.get('podManagementPolicy'), 'OrderedReady', 'Parallel'),
    ...oneOf(update.get('type'), 'RollingUpdate', 'OnDelete'),
    ...(update.get('type').text() === 'OnDelete' && rolling.isThere
      ? [[rolling, "Invalid value: only allowed for updateStrategy 'RollingUpdate'"] as const]
      : []),
  ];
};

export const ofDaemonSet: Check = (spec, template) => {
  const update = spec.get('updateStrategy');
  const rolling = update.get('rollingUpdate');
  const away = rolling.get('maxUnavailable');
  const isStill = isNone(away) && (!rolling.get('maxSurge').isThere || isNone(rolling.get('maxSurge')));
  return [
    ...ofSelector(spec.get('selector'), template),
    ...ofStanding(spec, template),
    ...notNegative(spec, 'minReadySeconds', 'revisionHistoryLimit'),
    ...oneOf(update.get('type'), 'RollingUpdate', 'OnDelete'),
    ...ofShare(away, 100),
    ...(isStill ? [[away, 'Invalid value: cannot be 0'] as const] : []),
  ];
};

export const ofReplicaSet: Check = (spec, template) => [
  ...ofSelector(spec.get('selector'), template),
  ...ofStanding(spec, template),
  ...notNegative(spec, 'replicas', 'minReadySeconds'),
];

export const ofReplicationController: Check = (spec, template) => [
  ...ofOldSelector(spec.get('selector'), template),
  ...ofStanding(spec, template),
  ...notNegative(spec, 'replicas', 'minReadySeconds'),
];
