import * as v from 'valibot';
import { PROFILES } from '../../core/profile.ts';
import { PURPOSES } from '../../core/purpose.ts';
import type { Same } from '../../core/type-equal.ts';
import { described, exception, pathRequirement, requiredCertificate } from './entries.ts';
import type { PolicyFile } from './file-type.ts';
import {
  absolutePath,
  days,
  fileBeside,
  modules,
  probeNames,
  severity,
  text,
  timeout,
  umask,
  variableName,
  variableValue,
  yesOrNo,
  zoneName,
} from './values.ts';

/*
 * What a policy file may say. The JSON Schema for editors is made from this, and the compiler proves at the
 * end that it says the same as the types of the probes' policy.
 */

export const policySchema = v.strictObject({
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
      'deadline of the whole run, such as 900ms or 2s; default 900ms, and 10s for the command run. A number without a unit is milliseconds',
    ),
  ),
  failOn: v.exactOptional(
    described(
      v.picklist(['error', 'warning']),
      'the severity from which on the container is not ready; default error',
    ),
  ),
  strict: v.exactOptional(
    described(yesOrNo, 'what could not be known makes it not ready, for liveness too; default false'),
  ),
  only: v.exactOptional(described(probeNames, 'run these probes alone')),
  skip: v.exactOptional(described(probeNames, 'do not run these probes')),

  goVersion: v.exactOptional(
    v.strictObject({
      range: v.exactOptional(
        described(text, 'versions of Go that are accepted, in the grammar of npm semver; default >=1.21'),
      ),
    }),
  ),
  goEnv: v.exactOptional(
    v.strictObject({
      directory: v.exactOptional(
        described(v.nullable(absolutePath), 'where go.mod is looked for; default the working directory'),
      ),
      requireModule: v.exactOptional(described(yesOrNo, 'there must be a go.mod')),
      privateModules: v.exactOptional(
        described(
          modules,
          'modules (path prefixes) that no public proxy or checksum database may be asked for',
        ),
      ),
      requiredModules: v.exactOptional(described(modules, 'modules that a build will fetch')),
      expect: v.exactOptional(
        described(v.record(variableName, variableValue), 'values that go env KEY must print'),
      ),
    }),
  ),
  caCerts: v.exactOptional(
    v.strictObject({
      expiringSoonDays: v.exactOptional(
        described(days, 'a certificate that ends within this many days is expiring soon; default 30'),
      ),
      required: v.exactOptional(
        described(v.array(requiredCertificate), 'certificates that the trust store must hold'),
      ),
    }),
  ),
  timezone: v.exactOptional(
    v.strictObject({
      expected: v.exactOptional(described(v.nullable(zoneName), 'the zone that Go must see; default any')),
    }),
  ),
  permissions: v.exactOptional(
    v.strictObject({
      paths: v.exactOptional(
        described(v.array(pathRequirement), 'paths that this process needs, besides those of the profile'),
      ),
    }),
  ),
  umask: v.exactOptional(
    v.strictObject({
      allowed: v.exactOptional(
        described(v.array(umask), 'accepted umasks, octal; default any that harms nobody'),
      ),
    }),
  ),
  rules: v.exactOptional(
    described(
      v.record(v.string(), v.union([severity, exception])),
      'severity by rule id in place of the default; off drops the finding. With until and because it is an exception that ends by itself',
    ),
  ),
});

/** Does not compile where a field of the policy is missing in the schema, or the reverse. */
export const SCHEMA_IS_COMPLETE: Same<v.InferOutput<typeof policySchema>, PolicyFile> = true;
