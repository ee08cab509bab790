import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'vitest';
import type { Report } from '../../../src/core/documents/report.ts';

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true, formats: { 'date-time': true } });

/** A validator of one of the schemas that the build ships. */
export function shippedSchema(name: 'policy' | 'report') {
  const url = new URL(`../../../dist/schema/${name}.schema.json`, import.meta.url);
  return ajv.compile(JSON.parse(readFileSync(url, 'utf8')));
}

const validate = shippedSchema('report');

/** The one JSON document in a text, valid against the schema that is shipped. */
export function reportIn(stdout: string): Report {
  const report = JSON.parse(stdout);
  expect(validate(report), ajv.errorsText(validate.errors)).toBe(true);
  return report;
}
