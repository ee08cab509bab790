import * as v from 'valibot';
import { absolutePath, described, text, yesOrNo } from '../../src/core/policy/fields.ts';

const modules = v.array(v.pipe(text, v.regex(/^\S+$/, 'must be the path of a module, without blanks')));

const variableName = v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/, 'is not the name of a variable'));

const variableValue = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger())], 'must be text; put it in quotes'),
  v.transform(String),
);

export const fields = {
  directory: described(v.nullable(absolutePath), 'where go.mod is looked for; default the working directory'),
  requireModule: described(yesOrNo, 'there must be a go.mod'),
  privateModules: described(
    modules,
    'modules (path prefixes) that no public proxy or checksum database may be asked for',
  ),
  requiredModules: described(modules, 'modules that a build will fetch'),
  offline: described(
    v.union([yesOrNo, v.literal('deep')]),
    'a build must need no network: all that go.mod requires is in the module cache (or vendored). deep: each zip is hashed too, and compared with go.sum',
  ),
  expect: described(v.record(variableName, variableValue), 'values that go env KEY must print'),
};
