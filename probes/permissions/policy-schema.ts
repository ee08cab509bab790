import * as v from 'valibot';
import { absolutePath, described, yesOrNo } from '../../src/core/policy/fields.ts';

const needs = v.pipe(
  v.array(v.picklist(['read', 'write', 'execute', 'create'])),
  v.minLength(1, 'must name a need'),
);

const pathRequirement = v.strictObject({
  path: described(absolutePath, 'absolute path'),
  need: described(
    needs,
    'what this process must be able to do there; create: write it, or make it where it is missing',
  ),
  shared: v.optional(
    described(yesOrNo, 'a group shares it: new files must stay writable for the group'),
    false,
  ),
});

export const fields = {
  paths: described(v.array(pathRequirement), 'paths that this process needs, besides those of the profile'),
};
