import * as v from 'valibot';

/** A number of things. */
export const count = v.pipe(v.number(), v.integer(), v.minValue(0));

const pod = v.object({
  file: v.pipe(v.string(), v.description('the manifest')),
  name: v.pipe(v.nullable(v.string()), v.description('null: the cluster makes it up')),
  namespace: v.exactOptional(v.pipe(v.string(), v.description('left out where the manifest names none'))),
  container: v.string(),
  variables: v.exactOptional(
    v.pipe(v.array(v.string()), v.description('names that this call says in place of the manifest')),
  ),
});

const compose = v.object({
  file: v.pipe(v.string(), v.description('the file of docker compose')),
  service: v.string(),
  variables: v.exactOptional(
    v.pipe(v.array(v.string()), v.description('names that this call says in place of the file')),
  ),
});

/** What documents are about. */
export const targetSchema = v.variant('kind', [
  v.object({ kind: v.literal('live') }),
  v.object({
    kind: v.literal('root'),
    root: v.pipe(v.string(), v.description('the directory that was taken for /')),
    pod: v.exactOptional(pod),
    compose: v.exactOptional(compose),
  }),
  v.object({ kind: v.literal('pod'), pod }),
  v.object({ kind: v.literal('compose'), compose }),
  v.object({
    kind: v.literal('image'),
    image: v.object({
      file: v.pipe(v.string(), v.description('archive or directory, as it was named; -: stdin')),
      reference: v.pipe(v.nullable(v.string()), v.description('as it was named when it was saved')),
      digest: v.pipe(
        v.nullable(v.string()),
        v.description('of its manifest, or of its configuration where it has no manifest'),
      ),
      platform: v.pipe(v.nullable(v.string()), v.description('such as linux/amd64')),
    }),
    pod: v.exactOptional(pod),
    compose: v.exactOptional(compose),
  }),
  v.object({
    kind: v.literal('process'),
    pid: count,
    thread: v.exactOptional(
      v.pipe(count, v.description('that was looked at, where the first one has ended')),
    ),
    environment: v.pipe(
      v.picklist(['start', 'given', 'unknown']),
      v.description(
        'which one was judged: that with which the process started, that of --env and --env-from, or none, since it was overwritten',
      ),
    ),
    note: v.pipe(v.string(), v.description('the same in words')),
  }),
]);
