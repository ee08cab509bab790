import * as v from 'valibot';
import { described, text } from '../../src/core/policy/fields.ts';
import { ZONE_NAME } from './files/zone-name.ts';

const zoneName = v.pipe(text, v.regex(ZONE_NAME, 'must be the name of a time zone such as Europe/Berlin'));

export const fields = {
  expected: described(v.nullable(zoneName), 'the zone that Go must see; default any'),
};
