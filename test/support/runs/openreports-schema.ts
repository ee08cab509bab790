import { Ajv2020 } from 'ajv/dist/2020.js';

/*
 * What the published CustomResourceDefinition of reports.openreports.io says of version v1alpha1 (reports-api 0.2), as a JSON
 * Schema in words of our own: names, types, enumerations and what is required. A server drops what the definition does not
 * name, and refuses it under strict validation: so nothing else may be there.
 */
const string = { type: 'string' } as const;
const object = (properties: object, required: readonly string[] = []) =>
  ({ type: 'object', properties, required, additionalProperties: false }) as const;
const map = { type: 'object', additionalProperties: string } as const;
const reference = object(
  Object.fromEntries(
    ['apiVersion', 'fieldPath', 'kind', 'name', 'namespace', 'resourceVersion', 'uid'].map((name) => [
      name,
      string,
    ]),
  ),
);
const RESULTS = ['pass', 'fail', 'warn', 'error', 'skip'] as const;

export const REPORT = object(
  {
    apiVersion: { const: 'openreports.io/v1alpha1' },
    kind: { const: 'Report' },
    metadata: object(
      {
        name: { type: 'string', pattern: '^[a-z0-9]([-a-z0-9]*[a-z0-9])?$', maxLength: 253 },
        namespace: string,
        labels: map,
      },
      ['name'],
    ),
    source: string,
    scope: reference,
    summary: object(Object.fromEntries(RESULTS.map((name) => [name, { type: 'integer' }]))),
    results: {
      type: 'array',
      items: object(
        {
          ...Object.fromEntries(
            ['category', 'message', 'policy', 'rule', 'source'].map((name) => [name, string]),
          ),
          properties: map,
          resources: { type: 'array', items: reference },
          result: { enum: RESULTS },
          scored: { type: 'boolean' },
          severity: { enum: ['critical', 'high', 'low', 'medium', 'info'] },
          timestamp: object({ seconds: { type: 'integer' }, nanos: { type: 'integer' } }, [
            'seconds',
            'nanos',
          ]),
        },
        ['policy'],
      ),
    },
  },
  ['apiVersion', 'kind', 'metadata'],
);

const validate = new Ajv2020({ strict: false }).compile(REPORT);

/** What a server would refuse of a Report; nothing where it takes it. */
export function refusedOf(document: unknown): readonly string[] {
  validate(document);
  return (validate.errors ?? []).map(
    ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
  );
}
