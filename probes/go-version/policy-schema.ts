import { described, text } from '../../src/core/policy/fields.ts';

export const fields = {
  range: described(text, 'versions of Go that are accepted, in the grammar of npm semver; default >=1.21'),
};
