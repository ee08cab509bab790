import type { Field } from '../../manifest/field.ts';
import { type Check, type Found, notNegative, oneOf } from './checks.ts';
import { scheduleProblem } from './schedule.ts';
import { ofSelector } from './selector.ts';

export const ofJob: Check = (spec, template) => {
  const selector = spec.get('selector');
  const isManual = spec.get('manualSelector').flag() === true;
  return [
    ...ofJobSpec(spec, template),
    ...(isManual ? ofSelector(selector, template) : []),
    ...(!isManual && selector.isThere
      ? [[selector, 'Invalid value: `selector` not auto-generated'] as const]
      : []),
  ];
};

function ofJobSpec(spec: Field, template: Field): Found {
  const policy = template.get('spec').get('restartPolicy');
  // Of a word that no pod has another check tells.
  const goesOn = (policy.text() ?? 'Always') === 'Always';
  return [
    ...notNegative(spec, 'parallelism', 'completions', 'backoffLimit', 'activeDeadlineSeconds'),
    ...(goesOn ? [[policy, 'Required value: valid values: "OnFailure", "Never"'] as const] : []),
  ];
}

export const ofCronJob: Check = (spec, template) => {
  const job = spec.get('jobTemplate').get('spec');
  const schedule = spec.get('schedule');
  const text = schedule.text() ?? '';
  const problem = text === '' ? 'Required value' : scheduleProblem(text);
  const selector = job.get('selector');
  const manual = job.get('manualSelector');
  return [
    ...(problem === null
      ? []
      : [[schedule, text === '' ? problem : `Invalid value: ${JSON.stringify(text)}: ${problem}`] as const]),
    ...ofZone(spec.get('timeZone')),
    ...oneOf(spec.get('concurrencyPolicy'), 'Allow', 'Forbid', 'Replace'),
    ...notNegative(spec, 'startingDeadlineSeconds', 'successfulJobsHistoryLimit', 'failedJobsHistoryLimit'),
    ...ofJobSpec(job, template),
    ...(selector.isThere ? [[selector, 'Invalid value: `selector` will be auto-generated'] as const] : []),
    ...(manual.flag() === true
      ? [[manual, 'Unsupported value: true: supported values: false'] as const]
      : []),
  ];
};

/** By time.LoadLocation of the API server, which knows all names, each in its own spelling. */
function ofZone(field: Field): Found {
  const zone = field.text();
  if (zone === null || isZone(zone)) return [];
  return [[field, `Invalid value: ${JSON.stringify(zone)}: unknown time zone`]];
}

function isZone(name: string): boolean {
  if (!/^[A-Z]/.test(name) || name === 'Local') return false;
  try {
    const known = new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
    return known === name || known.toLowerCase() !== name.toLowerCase();
  } catch {
    return false;
  }
}
