import * as v from 'valibot';
import { described, type PolicyFields, type Said, text, yesOrNo } from '../../core/policy/fields.ts';
import type { Policy } from '../../core/policy/policy.ts';
import type { AnyProbe } from '../../core/probe.ts';
import { PROFILES } from '../../core/profile.ts';
import { PURPOSES } from '../../core/purpose.ts';
import type { Same } from '../../core/types/type-equal.ts';
import type { PolicyFile, RunSettings } from './file-type.ts';
import { date, fileBeside, probeNames, severity, timeout } from './values.ts';

/** How a run answers. */
const settings = {
  $schema: v.exactOptional(described(v.string(), 'for editors; without effect')),

  extends: v.exactOptional(
    described(
      fileBeside,
      'policy file beside this one, or in a folder below, for what is not said here; tables are merged key by key, lists replaced',
    ),
  ),
  profile: v.exactOptional(
    described(
      v.picklist([...PROFILES, 'auto']),
      'build: a Go toolchain is required. runtime: the go probes are skipped. auto (default): build where there is any sign of a toolchain',
    ),
  ),
  for: v.exactOptional(described(v.picklist(PURPOSES), 'which question is asked; default readiness')),
  timeout: v.exactOptional(
    described(
      timeout,
      'deadline of the whole run, such as 900ms or 2s; default 900ms, and 10s for the commands run and route. A number without a unit is milliseconds',
    ),
  ),
  failOn: v.exactOptional(
    described(
      v.picklist(['error', 'warning', 'new']),
      'the severity from which on the container is not ready; new: only errors that the report of --baseline does not know; default error',
    ),
  ),
  strict: v.exactOptional(
    described(yesOrNo, 'what could not be known makes it not ready, for liveness too; default false'),
  ),
  only: v.exactOptional(described(probeNames, 'run these probes alone')),
  skip: v.exactOptional(described(probeNames, 'do not run these probes')),
};

const exception = v.strictObject({
  severity,
  until: v.exactOptional(
    described(
      date,
      'the last day, UTC, on which the exception holds; then the rule weighs what it always does',
    ),
  ),
  because: v.exactOptional(described(text, 'why, for whoever reads the report')),
});

const rules = v.record(v.string(), v.union([severity, exception]));

/** The schema of policy files. Its mistakes can be looked for by hand too, so that all of them are named. */
export type PolicySchema = v.GenericSchema<unknown, PolicyFile>;

/**
 * What a policy file may say: how a run answers, a section of each probe, and what rules weigh. The JSON Schema for
 * editors is made from this.
 */
export async function policySchema(probes: readonly AnyProbe[]): Promise<PolicySchema> {
  const sections = await Promise.all(
    probes
      .flatMap(({ policy }) => (policy === undefined ? [] : [policy]))
      .map(async (policy) => {
        const { fields } = await policy.schema();
        return [policy.section, v.exactOptional(sectionOf(fields))] as const;
      }),
  );
  return v.strictObject({
    ...settings,
    ...Object.fromEntries(sections),
    rules: v.exactOptional(
      described(
        rules,
        'severity by rule id in place of the default; off drops the finding. With until and because it is an exception that ends by itself',
      ),
    ),
  }) as PolicySchema;
}

function sectionOf(fields: PolicyFields) {
  return v.strictObject(
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, v.exactOptional(field)])),
  );
}

/** Do not compile where one of these is missing in the schema, or the reverse; `definePolicy` proves it of a section. */
export const SETTINGS_ARE_COMPLETE: Same<Said<typeof settings>, RunSettings> = true;
export const RULES_ARE_COMPLETE: Same<v.InferOutput<typeof rules>, Policy['rules']> = true;
