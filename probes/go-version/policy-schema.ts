import * as v from 'valibot';
import { described, text } from '../../src/core/policy/fields.ts';

export const fields = {
  range: described(text, 'versions of Go that are accepted, in the grammar of npm semver; default >=1.21'),
  checksums: described(
    v.nullable(v.pipe(text, v.minLength(1, 'must name a file'))),
    'file with the SHA-256 of each file of the Go release, as sha256sum prints it: on the machine where probe-env is called; a relative name is beside the policy; default none',
  ),
};
