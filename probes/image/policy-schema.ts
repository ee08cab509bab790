import * as v from 'valibot';
import { absolutePath, described, text, yesOrNo } from '../../src/core/policy/fields.ts';
import { KINDS } from './kinds.ts';
import { readSize } from './size.ts';

const NO_SIZE = 'must be a number of bytes, or a size such as 45MB or 45MiB';

const bytes = v.pipe(
  v.union([v.number(), v.string()], NO_SIZE),
  v.transform((said) => (typeof said === 'number' ? said : (readSize(said) ?? Number.NaN))),
  v.check((number) => Number.isSafeInteger(number) && number >= 0, NO_SIZE),
);

const leftover = v.pipe(
  text,
  v.check(
    (said) => said.startsWith('/') || (KINDS as readonly string[]).includes(said),
    `must be an absolute path or one of ${KINDS.join(', ')}`,
  ),
);

export const fields = {
  maxLayers: described(
    v.nullable(
      v.pipe(
        v.number('must be a number of layers'),
        v.integer('must be whole'),
        v.minValue(1, 'must be at least 1'),
      ),
    ),
    'layers that the image may have; default any number',
  ),
  maxBytes: described(
    v.nullable(bytes),
    'size of the files of all layers, unpacked: bytes, or such as 45MB; default any',
  ),
  maxProgramBytes: described(
    v.nullable(bytes),
    'size of the program: bytes, or such as 45MB (decimal) or 45MiB; default any',
  ),
  program: described(
    v.nullable(absolutePath),
    'the program that maxProgramBytes and static are about; default what the image starts',
  ),
  static: described(yesOrNo, 'the program must need no dynamic loader; default false'),
  packages: described(
    v.nullable(
      v.union(
        [v.literal('none'), v.array(text)],
        'must be none, or a list of the packages that may be there',
      ),
    ),
    'packages of the distribution that may be there: none, or their names; default any',
  ),
  baseline: described(
    v.nullable(
      v.strictObject({
        file: described(absolutePath, 'file of the image that says its version'),
        version: described(text, 'what must stand there; a number needs quotes'),
      }),
    ),
    'the version of the baseline that the image must be built on',
  ),
  leftovers: described(
    v.strictObject({
      allowed: v.exactOptional(described(v.array(leftover), 'nothing is said of these')),
      forbidden: v.exactOptional(described(v.array(leftover), 'such a finding is an error')),
    }),
    `what may be left in an image, and what must not: absolute paths, or ${KINDS.join(', ')}`,
  ),
};
