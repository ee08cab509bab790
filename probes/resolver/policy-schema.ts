import * as v from 'valibot';
import { described, text } from '../../src/core/policy/fields.ts';

const name = v.pipe(
  text,
  v.maxLength(253, 'is longer than any name, 253 characters'),
  v.regex(/^[\w-]+(?:\.[\w-]+)*\.?$/, 'is no name of a host; write one such as db.prod.svc'),
);

export const fields = {
  names: described(v.array(name), 'names that programs of the container look up; no question is sent'),
};
