import * as v from 'valibot';
import { text } from '../../core/policy/fields.ts';
import type { SeverityOverride } from '../../core/severity.ts';
import { readDuration } from '../../core/time/duration.ts';
import { startOfDay } from '../../core/time/instant.ts';
import { TIMEOUT_LIMITS } from '../values.ts';

/* The single values of a policy file that are no probe's own, and what is said of one that is wrong. */

const SEVERITIES = ['error', 'warning', 'info', 'off'] as const satisfies readonly SeverityOverride[];

export const severity = v.picklist(SEVERITIES);
export const probeNames = v.pipe(v.array(text), v.minLength(1, 'must name a probe'));

export const fileBeside = v.pipe(
  text,
  v.regex(
    /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))(?!.*\/$)[/.]*[^/.].*$/,
    'must be a file beside this one or in a folder below, such as ./base.yaml',
  ),
);

export const timeout = v.pipe(
  v.union([v.string(), v.number()], 'must be a duration such as 900ms or 2s'),
  v.transform(String),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const read = readDuration(dataset.value, TIMEOUT_LIMITS);
    if (read.ok) return read.ms;
    addIssue({ message: read.problem });
    return NEVER;
  }),
);

const DATE_FORM = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

export const date = v.pipe(
  v.string('must be a date such as 2027-01-08'),
  v.regex(DATE_FORM, 'must be a date such as 2027-01-08'),
  // A pipe goes on after a mistake: of a wrong form that alone is said.
  v.check((day) => !DATE_FORM.test(day) || startOfDay(day) !== null, 'is no date of the calendar'),
);
