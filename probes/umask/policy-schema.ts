import * as v from 'valibot';
import { described } from '../../src/core/policy/fields.ts';
import { normalUmask } from './octal.ts';

const umask = v.pipe(
  // An unquoted 0022 is the number 22 in YAML: its digits are meant.
  v.union([v.string(), v.number()], 'must be octal digits such as 0022'),
  v.transform(String),
  v.check((digits) => normalUmask(digits) !== null, 'is not a umask; write octal digits such as 0022'),
  v.transform((digits) => normalUmask(digits) ?? digits),
);

export const fields = {
  allowed: described(v.array(umask), 'accepted umasks, octal; default any that harms nobody'),
};
