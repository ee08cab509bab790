import * as v from 'valibot';
import { readDuration } from '../core/duration.ts';
import type { Need } from '../core/policy.ts';
import { PROFILES } from '../core/profile.ts';
import { PURPOSES } from '../core/purpose.ts';
import type { SeverityOverride } from '../core/severity.ts';
import type { Same } from '../core/type-equal.ts';
import type { PolicyFile } from './policy-file-type.ts';
import { isDate, normalUmask, TIMEOUT_LIMITS, ZONE_NAME } from './values.ts';

/*
 * What a policy file may say. The JSON Schema for editors is made from this, and the compiler proves at the
 * end that it says the same as the types of the probes' policy.
 */

export const NEEDS = ['read', 'write', 'execute', 'create'] as const satisfies readonly Need[];
const SEVERITIES = ['error', 'warning', 'info', 'off'] as const satisfies readonly SeverityOverride[];

const text = v.pipe(v.string('must be text; put it in quotes'), v.nonEmpty('must not be empty'));
const modules = v.array(v.pipe(text, v.regex(/^\S+$/, 'must be the path of a module, without blanks')));
const absolutePath = v.pipe(text, v.regex(/^\//, 'must be an absolute path'));

function described<S extends v.GenericSchema>(schema: S, description: string) {
  return v.pipe(schema, v.description(description));
}

function probeNames(description: string) {
  const names = v.pipe(v.array(text), v.minLength(1, 'must name a probe'));
  return v.exactOptional(described(names, description));
}

const requiredCertificate = v.pipe(
  v.strictObject({
    sha256: v.exactOptional(
      v.pipe(
        text,
        v.regex(
          /^(?:[0-9A-Fa-f]{2}:?){32}$/,
          'must be the SHA-256 of the certificate, 64 hexadecimal digits',
        ),
        v.transform((digits) => digits.replaceAll(':', '').toLowerCase()),
        v.description('SHA-256 of the certificate (openssl x509 -fingerprint -sha256); colons are allowed'),
      ),
    ),
    subject: v.exactOptional(
      described(text, 'text that the subject must contain, compared without case, such as CN=Corp Root CA'),
    ),
    file: v.exactOptional(
      described(
        absolutePath,
        'absolute path of a file whose certificates must all be there: PEM, DER, PKCS #7, PKCS #12 or a keystore of Java',
      ),
    ),
    passwordFile: v.exactOptional(
      described(
        absolutePath,
        'beside file: absolute path of a file whose first line is the password of that PKCS #12',
      ),
    ),
  }),
  v.check(
    ({ sha256, subject, file }) => [sha256, subject, file].filter((one) => one !== undefined).length === 1,
    'needs one of sha256, subject and file',
  ),
  v.check(
    ({ file, passwordFile }) => passwordFile === undefined || file !== undefined,
    'has a passwordFile without the file that it opens',
  ),
);

const pathRequirement = v.strictObject({
  path: described(absolutePath, 'absolute path'),
  need: described(
    v.pipe(v.array(v.picklist(NEEDS)), v.minLength(1, 'must name a need')),
    'what this process must be able to do there; create: write it, or make it where it is missing',
  ),
  shared: v.optional(
    described(
      v.boolean('must be true or false'),
      'a group shares it: new files must stay writable for the group',
    ),
    false,
  ),
});

const DATE_FORM = /^[0-9]{4}-[0-9]{2}-[0-9]{2}$/;

const exception = v.strictObject({
  severity: v.picklist(SEVERITIES),
  until: v.exactOptional(
    described(
      v.pipe(
        v.string('must be a date such as 2027-01-08'),
        v.regex(DATE_FORM, 'must be a date such as 2027-01-08'),
        v.check((date) => !DATE_FORM.test(date) || isDate(date), 'is no date of the calendar'),
      ),
      'the last day, UTC, on which the exception holds; then the rule weighs what it always does',
    ),
  ),
  because: v.exactOptional(described(text, 'why, for whoever reads the report')),
});

const umask = v.pipe(
  // An unquoted 0022 is the number 22 in YAML: its digits are meant.
  v.union([v.string(), v.number()], 'must be octal digits such as 0022'),
  v.transform(String),
  v.check((digits) => normalUmask(digits) !== null, 'is not a umask; write octal digits such as 0022'),
  v.transform((digits) => normalUmask(digits) ?? digits),
);

const timeout = v.pipe(
  v.union([v.string(), v.number()], 'must be a duration such as 900ms or 2s'),
  v.transform(String),
  v.rawTransform(({ dataset, addIssue, NEVER }) => {
    const read = readDuration(dataset.value, TIMEOUT_LIMITS);
    if (read.ok) return read.ms;
    addIssue({ message: read.problem });
    return NEVER;
  }),
);

const environmentValue = v.pipe(
  v.union([v.string(), v.pipe(v.number(), v.safeInteger())], 'must be text; put it in quotes'),
  v.transform(String),
);

export const policySchema = v.strictObject({
  $schema: v.exactOptional(described(v.string(), 'for editors; without effect')),

  extends: v.exactOptional(
    described(
      v.pipe(
        text,
        v.regex(
          /^(?!\/)(?!(?:.*\/)?\.\.(?:\/|$))(?!.*\/$)[/.]*[^/.].*$/,
          'must be a file beside this one or in a folder below, such as ./base.yaml',
        ),
      ),
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
    described(
      v.boolean('must be true or false'),
      'what could not be known makes it not ready, for liveness too; default false',
    ),
  ),
  only: probeNames('run these probes alone'),
  skip: probeNames('do not run these probes'),

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
      requireModule: v.exactOptional(described(v.boolean('must be true or false'), 'there must be a go.mod')),
      privateModules: v.exactOptional(
        described(
          modules,
          'modules (path prefixes) that no public proxy or checksum database may be asked for',
        ),
      ),
      requiredModules: v.exactOptional(described(modules, 'modules that a build will fetch')),
      expect: v.exactOptional(
        described(
          v.record(
            v.pipe(v.string(), v.regex(/^[A-Z][A-Z0-9_]*$/, 'is not the name of a variable')),
            environmentValue,
          ),
          'values that go env KEY must print',
        ),
      ),
    }),
  ),
  caCerts: v.exactOptional(
    v.strictObject({
      expiringSoonDays: v.exactOptional(
        described(
          v.pipe(
            v.number('must be a number of days'),
            v.integer('must be whole'),
            v.minValue(0, 'must not be negative'),
            v.maxValue(36_500, 'must be at most 36500'),
          ),
          'a certificate that ends within this many days is expiring soon; default 30',
        ),
      ),
      required: v.exactOptional(
        described(v.array(requiredCertificate), 'certificates that the trust store must hold'),
      ),
    }),
  ),
  timezone: v.exactOptional(
    v.strictObject({
      expected: v.exactOptional(
        described(
          v.nullable(
            v.pipe(text, v.regex(ZONE_NAME, 'must be the name of a time zone such as Europe/Berlin')),
          ),
          'the zone that Go must see; default any',
        ),
      ),
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
      v.record(v.string(), v.union([v.picklist(SEVERITIES), exception])),
      'severity by rule id in place of the default; off drops the finding. With until and because it is an exception that ends by itself',
    ),
  ),
});

/** Does not compile where a field of the policy is missing in the schema, or the reverse. */
export const SCHEMA_IS_COMPLETE: Same<v.InferOutput<typeof policySchema>, PolicyFile> = true;
