import type { Field } from '../../manifest/field.ts';

/** Of which field what is refused. */
export type Found = readonly (readonly [Field, string])[];

/** What is refused of a `spec`, and of the template of the pods in it. */
export type Check = (spec: Field, template: Field) => Found;

const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const IP = /^(?:(?:\d{1,3}\.){3}\d{1,3}|[\da-fA-F]*:[\da-fA-F:.]+)$/;

/** The word is one of these, or not there. */
export function oneOf(field: Field, ...words: readonly string[]): Found {
  const text = field.text();
  if (text === null || text === '' || words.includes(text)) return [];
  return [[field, `Unsupported value: ${JSON.stringify(text)}: supported values: ${words.join(', ')}`]];
}

export function within(field: Field, least: number, most = 2 ** 31 - 1): Found {
  const number = field.whole();
  return number === null || (number >= least && number <= most)
    ? []
    : [[field, `Invalid value: ${number}: must be between ${least} and ${most}, inclusive`]];
}

/** Each a number from 0 on, or not there. */
export function notNegative(spec: Field, ...names: readonly string[]): Found {
  return names.flatMap((name) => {
    const number = spec.get(name).whole();
    return number === null || number >= 0
      ? []
      : [[spec.get(name), `Invalid value: ${number}: must be greater than or equal to 0`] as const];
  });
}

export function label(field: Field): Found {
  const text = field.text();
  return text === null || LABEL.test(text)
    ? []
    : [[field, `Invalid value: ${JSON.stringify(text)}: must be a lowercase RFC 1123 label`]];
}

export function address(field: Field): Found {
  const text = field.text() ?? '';
  return IP.test(text) ? [] : [[field, `Invalid value: ${JSON.stringify(text)}: must be valid IP address`]];
}

export function relative(field: Field): Found {
  const text = field.text();
  if (text === null) return [];
  if (text.startsWith('/'))
    return [[field, `Invalid value: ${JSON.stringify(text)}: must be a relative path`]];
  return text.split('/').includes('..')
    ? [[field, `Invalid value: ${JSON.stringify(text)}: must not contain '..'`]]
    : [];
}

export function twice(fields: readonly Field[], of: (field: Field) => string | null): Found {
  const seen = new Set<string>();
  return fields.flatMap((field): Found => {
    const key = of(field);
    if (key === null || key === '') return [];
    if (seen.has(key)) return [[field, `Duplicate value: ${JSON.stringify(key)}`]];
    seen.add(key);
    return [];
  });
}

/** Of several fields of which one is to be there. */
export function oneThere(field: Field, names: readonly string[]): Found {
  const there = names.filter((name) => field.get(name).isThere);
  if (there.length === 1) return [];
  const message =
    there.length === 0 ? `must specify one of ${names.join(', ')}` : 'may not have more than one';
  return [[field, `Invalid value: ${message}`]];
}

/** The profile of a pod or of a container. */
export function seccomp(security: Field): Found {
  const profile = security.get('seccompProfile');
  const file = profile.get('localhostProfile');
  const isLocal = profile.get('type').text() === 'Localhost';
  return [
    ...oneOf(profile.get('type'), 'Localhost', 'RuntimeDefault', 'Unconfined'),
    ...(isLocal && !file.isThere
      ? [[file, 'Required value: must be set when seccomp type is Localhost'] as const]
      : []),
    ...(!isLocal && file.isThere
      ? [[file, 'Invalid value: can only be set when seccomp type is Localhost'] as const]
      : []),
  ];
}
