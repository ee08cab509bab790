import * as v from 'valibot';
import type { Need } from '../../core/policy.ts';
import type { SeverityOverride } from '../../core/severity.ts';
import { readDuration } from '../../core/time/duration.ts';
import { startOfDay } from '../../core/time/instant.ts';
import { normalUmask, TIMEOUT_LIMITS, ZONE_NAME } from '../values.ts';

/* The single values of a policy file, and what is said of one that is wrong. */

export const NEEDS = ['read', 'write', 'execute', 'create'] as const satisfies readonly Need[];
const SEVERITIES = ['error', 'warning', 'info', 'off'] as const satisfies readonly SeverityOverride[];

export const severity = v.picklist(SEVERITIES);
export const yesOrNo = v.boolean('must be true or false');
export const text = v.pipe(v.string('must be text; put it in quotes'), v.nonEmpty('must not be empty'));
export const absolutePath = v.pipe(text, v.regex(/^\//, 'must be an absolute path'));
export const modules = v.array(
  v.pipe(text, v.regex(/^\S+$/, 'must be the path of a module, without blanks')),
);
export const probeNames = v.pipe(v.array(text), v.minLength(1, 'must name a probe'));
export const needs = v.pipe(v.array(v.picklist(NEEDS)), v.minLength(1, 'must name a need'));
export const zoneName = v.pipe(
  text,
  v.regex(ZONE_NAME, 'must be the name of a time zone such as Europe/Berlin'),
);

export const fileBeside = v.pipe(
  text,
  v.regex(
    /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))(?!.*\/$)[/.]*[^/.].*$/,
    'must be a file beside this one or in a folder below, such as ./base.yaml',
  ),
);

export const fingerprint = v.pipe(
  text,
  v.regex(/^(?:[0-9A-Fa-f]{2}:?){32}$/, 'must be the SHA-256 of the certificate, 64 hexadecimal digits'),
  v.transform((digits) => digits.replaceAll(':', '').toLowerCase()),
);

export const umask = v.pipe(
  // An unquoted 0022 is the number 22 in YAML: its digits are meant.
  v.union([v.string(), v.number()], 'must be octal digits such as 0022'),
  v.transform(String),
  v.check((digits) => normalUmask(digits) !== null, 'is not a umask; write octal digits such as 0022'),
  v.transform((digits) => normalUmask(digits) ?? digits),
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

export const days = v.pipe(
  v.number('must be a number of days'),
  v.integer('must be whole'),
  v.minValue(0, 'must not be negative'),
  v.maxValue(36_500, 'must be at most 36500'),
);

const DATE_FORM = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

export const date = v.pipe(
  v.string('must be a date such as 2027-01-08'),
  v.regex(DATE_FORM, 'must be a date such as 2027-01-08'),
  // A pipe goes on after a mistake: of a wrong form that alone is said.
  v.check((day) => !DATE_FORM.test(day) || startOfDay(day) !== null, 'is no date of the calendar'),
);

export const variableName = v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/, 'is not the name of a variable'));

export const variableValue = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger())], 'must be text; put it in quotes'),
  v.transform(String),
);
