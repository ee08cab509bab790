import * as v from 'valibot';
import { described, text } from '../../src/core/policy/fields.ts';

const port = v.pipe(
  v.number('must be a number'),
  v.integer('must be a whole number'),
  v.minValue(1, 'must be from 1 to 65535'),
  v.maxValue(65535, 'must be from 1 to 65535'),
);

export const fields = {
  command: described(
    v.array(text),
    'the command of the container, word by word; default what the target starts',
  ),
  ports: described(v.array(port), 'ports that it listens on'),
};
