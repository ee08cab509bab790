import { toJsonSchema } from '@valibot/to-json-schema';
import { catalogue } from './catalogue.ts';
import { policySchema } from './config/policy/schema.ts';
import { TIMEOUT_LIMITS } from './config/values.ts';
import type { AnyProbe } from './core/probe.ts';
import { DURATION_PATTERN } from './core/time/duration.ts';
import type { JsonSchema } from './core/types/json.ts';
import { reportSchema } from './report/report-schema.ts';
import { routeSchema } from './report/route/schema.ts';
import { targetDescriptionSchema } from './report/target/schema.ts';

/** The JSON Schemas of the policy file and of the JSON of check, route and target. */
export async function jsonSchemas(
  probes: readonly AnyProbe[],
): Promise<Readonly<Record<'policy' | 'report' | 'route' | 'target', JsonSchema>>> {
  const policy = convert(await policySchema(probes), 'Policy file of probe-env');
  const rules = (await catalogue(probes)).map((rule) => rule.id);
  // The schema at run time leaves these names to the registry, which a schema cannot see.
  const names = { enum: probes.map((probe) => probe.name) };
  const { only, skip, rules: byRule, ...others } = policy.properties;
  const properties = {
    ...others,
    timeout: {
      description: others.timeout?.description,
      anyOf: [
        { type: 'string', pattern: DURATION_PATTERN },
        { type: 'integer', minimum: TIMEOUT_LIMITS.min, maximum: TIMEOUT_LIMITS.max },
      ],
    },
    only: { ...only, items: names },
    skip: { ...skip, items: names },
    rules: { ...byRule, propertyNames: { enum: rules } },
  };
  return {
    policy: { ...policy, properties },
    report: convert(reportSchema, 'Report of probe-env, schemaVersion 1'),
    route: convert(routeSchema, 'Routes of modules by probe-env, schemaVersion 1'),
    target: convert(targetDescriptionSchema, 'What probe-env target tells, schemaVersion 1'),
  };
}

interface ObjectSchema extends JsonSchema {
  readonly properties: Readonly<Record<string, JsonSchema>>;
}

function convert(schema: Parameters<typeof toJsonSchema>[0], title: string): ObjectSchema {
  const converted = toJsonSchema(schema, {
    target: 'draft-2020-12',
    // What is written, not what becomes of it: a umask may be a number in the file.
    typeMode: 'input',
    errorMode: 'ignore',
    overrideSchema: ({ valibotSchema, jsonSchema }) =>
      valibotSchema.type === 'custom' ? { ...jsonSchema, type: 'object' } : undefined,
  });
  return { ...converted, title } as unknown as ObjectSchema;
}
