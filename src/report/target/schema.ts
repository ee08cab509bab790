import * as v from 'valibot';
import { ORIGINS, type TargetDescription } from '../../core/documents/target-description.ts';
import type { Same } from '../../core/types/type-equal.ts';
import { targetSchema } from '../target-schema.ts';

/*
 * The JSON of `probe-env target` as a schema. No run loads it: the build makes the published JSON Schema from it, and
 * the compiler proves below that it says the same as the types in core/target-description.ts. Objects are open:
 * within one schemaVersion fields may be added.
 */

const id = v.pipe(v.number(), v.integer(), v.minValue(0));
const word = v.nullable(v.string());
const known = v.pipe(v.nullable(v.boolean()), v.description('null: nobody can know'));
const octal = v.nullable(v.pipe(v.string(), v.regex(/^[0-7]{4}$/)));
const set = v.pipe(
  v.nullable(v.pipe(v.string(), v.regex(/^[0-9a-f]{1,16}$/))),
  v.description('capabilities(7) in hexadecimal, without zeros in front'),
);

const origin = v.object({
  kind: v.pipe(
    v.picklist(ORIGINS),
    v.description(
      'process: read of the process; process-1: process 1 has the same; runtime: what container runtimes do where nobody says anything',
    ),
  ),
  option: v.exactOptional(v.string()),
  file: v.exactOptional(v.string()),
  line: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(1))),
  createdBy: v.exactOptional(
    v.pipe(v.string(), v.description('the line of the history of an image that says so')),
  ),
});
const from = v.pipe(v.nullable(origin), v.description('who says so; null: nobody knows'));

const variable = v.object({
  name: v.string(),
  value: v.pipe(word, v.description('null: nobody can know; *** stands for what may be a secret')),
  origin: from,
});

const file = v.object({
  path: v.string(),
  type: v.pipe(word, v.description('of the entry itself, links not followed; null: see error')),
  mode: octal,
  uid: v.nullable(id),
  gid: v.nullable(id),
  target: v.pipe(word, v.description('where a link leads, as it says')),
  real: v.pipe(word, v.description('the path without links')),
  content: v.exactOptional(
    v.pipe(
      word,
      v.description('with --show-values, of a file: its text; null: not all is known, or it is no text'),
    ),
  ),
  lines: v.exactOptional(
    v.pipe(
      v.array(v.nullable(v.string())),
      v.description('what is known where content is null: null for a line that is not'),
    ),
  ),
  why: v.exactOptional(v.pipe(v.string(), v.description('why content is null'))),
  error: v.pipe(word, v.description('errno name, or NOT_KNOWN; null: it is there')),
  access: v.pipe(
    v.object({ read: known, write: known, execute: known }),
    v.description('what the process may do with what the path leads to'),
  ),
});

export const targetDescriptionSchema = v.object({
  schemaVersion: v.literal(1),
  target: targetSchema,
  system: v.object({ name: word, arch: word, libc: v.nullable(v.picklist(['glibc', 'musl'])), node: word }),
  starts: known,
  reason: v.pipe(word, v.description('why it does not start, or why nobody can know whether it does')),
  environment: v.array(variable),
  identity: v.object({
    uid: v.nullable(id),
    gid: v.nullable(id),
    groups: v.nullable(v.array(id)),
    capabilities: v.object({ effective: set, permitted: set, inheritable: set, bounding: set, ambient: set }),
    noNewPrivileges: known,
    umask: octal,
  }),
  command: v.nullable(v.array(v.string())),
  cwd: word,
  mounts: v.nullable(
    v.array(
      v.object({
        at: v.string(),
        type: v.string(),
        readOnly: v.boolean(),
        source: v.string(),
        directory: v.string(),
        origin: from,
      }),
    ),
  ),
  files: v.array(file),
  limits: v.object({
    cpus: v.pipe(v.nullable(v.number()), v.description('null: no limit, or nobody can know: see cgroup')),
    memoryBytes: v.nullable(v.number()),
    cgroup: v.pipe(v.nullable(v.picklist([1, 2])), v.description('version; null: nobody can know of limits')),
  }),
  layers: v.exactOptional(
    v.pipe(
      v.array(
        v.object({
          layer: id,
          digest: v.string(),
          createdBy: word,
          bytes: v.number(),
          added: v.array(v.string()),
          changed: v.array(v.string()),
          removed: v.pipe(v.array(v.string()), v.description('without what lay below')),
        }),
      ),
      v.description('what each layer of an image does to those below it, with --layers'),
    ),
  ),
  origins: v.object({ identity: from, capabilities: from, command: from, cwd: from, limits: from }),
});

/** Does not compile where the schema and the types differ. */
export const SCHEMA_IS_COMPLETE: Same<
  v.InferOutput<typeof targetDescriptionSchema>,
  TargetDescription
> = true;
