import * as v from 'valibot';
import type { Report } from '../core/documents/report.ts';
import { PROFILES } from '../core/profile.ts';
import { PURPOSES } from '../core/purpose.ts';
import { SYNTAXES, WHERE } from '../core/remedy/remedy.ts';
import type { JsonObject } from '../core/types/json.ts';
import type { Same } from '../core/types/type-equal.ts';
import { count, targetSchema } from './target-schema.ts';

/*
 * The JSON report as a schema. No run loads it: the build makes the published JSON Schema from it, and
 * the compiler proves below that it says the same as the types in src/core/documents. Objects are open:
 * within one schemaVersion fields may be added, and no reader should break on them.
 */

const severity = v.picklist(['error', 'warning', 'info']);
const milliseconds = v.pipe(v.number(), v.minValue(0), v.description('milliseconds'));
const anything = v.custom<JsonObject>((value) => typeof value === 'object' && value !== null);

const remedy = v.object({
  where: v.pipe(v.picklist(WHERE), v.description('where it is done')),
  syntax: v.pipe(v.picklist(SYNTAXES), v.description('what the lines are written in')),
  lines: v.pipe(
    v.array(v.string()),
    v.description('to be pasted as they stand; none where somebody has to decide: then why says what'),
  ),
  needs: v.pipe(
    v.array(v.pipe(v.string(), v.regex(/^(?:root|user|network|(?:program|write):.+)$/))),
    v.description("what must be there: root, user (the container's own), network, program:NAME, write:PATH"),
  ),
  why: v.pipe(v.string(), v.description('what it does, or what is to be known before')),
});

const findingOrigin = v.union([
  v.object({
    layer: v.pipe(v.nullable(count), v.description('from 0 on; null: a line of history that made none')),
    digest: v.nullable(v.string()),
    createdBy: v.pipe(v.nullable(v.string()), v.description('the line of history; null: it does not tell')),
    file: v.exactOptional(
      v.pipe(v.string(), v.description("the Dockerfile, where the archive has BuildKit's provenance")),
    ),
    line: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  }),
  v.object({ file: v.string(), line: v.pipe(v.number(), v.integer(), v.minValue(1)) }),
]);

const finding = v.object({
  rule: v.pipe(v.string(), v.regex(/^[a-z-]+\/[a-z0-9-]+$/), v.description('rule id, permanent')),
  severity: v.pipe(severity, v.description('the severity that counts, after the policy and the purpose')),
  defaultSeverity: v.pipe(severity, v.description('the severity that the probe gave it')),
  message: v.string(),
  evidence: v.pipe(anything, v.description('what was seen, by rule')),
  remedy: v.pipe(v.string(), v.description('the best fix for this container, as text')),
  remedies: v.pipe(v.array(remedy), v.description('all that fit this container, the best first')),
  causedBy: v.exactOptional(v.pipe(v.string(), v.description('rule id of the finding that causes this one'))),
  exception: v.exactOptional(
    v.pipe(
      v.object({
        severity: v.picklist(['error', 'warning', 'info', 'off']),
        until: v.exactOptional(v.pipe(v.string(), v.description('the last day on which it holds, UTC'))),
        because: v.exactOptional(v.string()),
        ended: v.pipe(v.boolean(), v.description('it is over: the rule weighs what it always does')),
        text: v.pipe(v.string(), v.description('until when and why, in words')),
      }),
      v.description('what the policy says of the rule for a while'),
    ),
  ),
  new: v.exactOptional(
    v.pipe(v.boolean(), v.description('with --baseline: that report does not know it, or took it for less')),
  ),
  changed: v.exactOptional(
    v.pipe(
      v.array(v.string()),
      v.description('with --baseline: what of the evidence is other now, and severity'),
    ),
  ),
  origin: v.exactOptional(
    v.pipe(
      v.array(findingOrigin),
      v.description('who is to blame: layers of an image, lines of its history or of a manifest'),
    ),
  ),
});

const probe = v.object({
  name: v.string(),
  status: v.picklist(['pass', 'warn', 'fail', 'skip', 'inconclusive']),
  reason: v.exactOptional(v.pipe(v.string(), v.description('why it was skipped or is inconclusive'))),
  summary: v.pipe(v.string(), v.description('the facts in a few words')),
  durationMs: milliseconds,
  facts: v.pipe(anything, v.description('what was seen, by probe')),
  unknown: v.exactOptional(
    v.pipe(
      v.array(
        v.object({ what: v.string(), why: v.pipe(v.string(), v.description('errno name, such as EACCES')) }),
      ),
      v.description('paths that it could not look at: they may be there or not'),
    ),
  ),
  findings: v.array(finding),
});

const baseline = v.object({
  file: v.pipe(v.string(), v.description('that report, as it was named')),
  startedAt: v.pipe(v.string(), v.description('when it was made, ISO 8601')),
  new: v.pipe(count, v.description('findings that it does not know')),
  changed: v.pipe(count, v.description('findings that it knows and that are other now')),
  gone: v.pipe(
    v.array(v.object({ rule: v.string(), severity, message: v.string(), evidence: anything })),
    v.description('findings that it knew and that are no more'),
  ),
  notCompared: v.pipe(
    v.array(v.string()),
    v.description('probes that only one of the two reports has a conclusion of'),
  ),
  text: v.pipe(v.string(), v.description('all of it in one line')),
});

export const reportSchema = v.object({
  schemaVersion: v.literal(1),
  tool: v.object({
    name: v.literal('probe-env'),
    version: v.string(),
    node: v.exactOptional(v.pipe(v.string(), v.description('version of the Node that came with probe-env'))),
  }),
  verdict: v.picklist(['ready', 'not-ready']),
  exitCode: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(255)),
  error: v.exactOptional(
    v.pipe(
      v.object({
        kind: v.pipe(
          v.picklist(['usage', 'policy', 'target', 'internal']),
          v.description('exit codes 64, 78 and 70 of check; 125 of run'),
        ),
        messages: v.array(v.string()),
      }),
      v.description('probe-env itself failed: nothing was looked at, and probes is empty'),
    ),
  ),
  for: v.picklist(PURPOSES),
  failOn: v.pipe(
    v.picklist(['error', 'warning', 'new']),
    v.description('the severity from which on it is not ready; new: errors that the baseline does not know'),
  ),
  strict: v.pipe(v.boolean(), v.description('what could not be known makes it not ready, for liveness too')),
  profile: v.object({ name: v.picklist(PROFILES), reason: v.string() }),
  labels: v.pipe(
    v.record(v.string(), v.string()),
    v.description(
      'which container this is: host, namespace, pod, container, node_name, and what --label adds',
    ),
  ),
  startedAt: v.pipe(v.string(), v.isoTimestamp(), v.description('ISO 8601, UTC')),
  durationMs: milliseconds,
  target: v.exactOptional(
    v.pipe(
      targetSchema,
      v.description('what was looked at (live: the container that probe-env runs in); left out with error'),
    ),
  ),
  baseline: v.exactOptional(v.pipe(baseline, v.description('what changed since another report'))),
  host: v.object({
    os: v.nullable(v.string()),
    osVersion: v.nullable(v.string()),
    arch: v.string(),
    libc: v.nullable(v.picklist(['glibc', 'musl'])),
    uid: count,
    gid: count,
    pid1: v.nullable(v.string()),
    node: v.nullable(v.string()),
  }),
  summary: v.object({ pass: count, warn: count, fail: count, skip: count, inconclusive: count }),
  unchecked: v.pipe(
    v.array(v.object({ field: v.string(), probe: v.string(), why: v.string() })),
    v.description('what the policy asks for and this run did not look at, since the probe did not run'),
  ),
  probes: v.array(probe),
});

/** Does not compile where the schema and the types of the report differ. */
export const SCHEMA_IS_COMPLETE: Same<v.InferOutput<typeof reportSchema>, Report> = true;
