import * as v from 'valibot';
import { described } from '../../src/core/policy/fields.ts';

const FACTORS: Readonly<Record<string, number>> = {
  '': 1,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
};
const SIZE = /^(\d{1,12})(?:(|[KMGT]i)B?)$/;

const size = v.pipe(
  v.union([v.string(), v.number()], 'must be a size such as 512MiB'),
  v.transform(String),
  v.regex(SIZE, 'must be a size such as 512MiB or 512Mi'),
  v.transform((text) => {
    const [, count = '', unit = ''] = SIZE.exec(text) ?? [];
    return Number(count) * (FACTORS[unit] ?? 1);
  }),
);
const count = v.pipe(
  v.number('must be a number'),
  v.integer('must be a whole number'),
  v.minValue(1, 'must be 1 or more'),
);
const share = v.pipe(v.number('must be a number such as 0.5'), v.minValue(0.001, 'must be 0.001 or more'));

export const fields = {
  cpus: described(
    v.nullable(share),
    'CPUs’ worth of time that the container may use, at least; default (null) any',
  ),
  memory: described(v.nullable(size), 'memory that the container may use, at least, such as 512MiB'),
  openFiles: described(v.nullable(count), 'files that a process may have open, at least'),
  processes: described(v.nullable(count), 'processes and threads that the container may have, at least'),
  lockedMemory: described(
    v.nullable(size),
    'memory that a process may lock (mlock), at least, such as 64MiB',
  ),
  sharedMemory: described(v.nullable(size), 'size of /dev/shm, at least, such as 256MiB'),
};
