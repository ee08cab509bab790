import { expect, it } from 'vitest';
import { secretsFrom } from '../../src/serve/secrets.ts';
import { memoryHost } from '../support/memory/memory-host.ts';
import { directory } from '../support/memory/tree.ts';

it.each([
  ['a directory', directory(), /"\/run\/token" is not a regular file but a directory/],
  ['what is much too long', 'x'.repeat(1024 * 1024 + 1), /"\/run\/token" is larger than 1 MiB/],
  ['a short word', 'short\n', /must hold one word of at least 16 characters/],
] as const)('an agent says in words why it does not begin with %s for its token', (_, entry, words) => {
  const host = memoryHost({ trees: [{ '/run/token': entry }] });
  expect(() =>
    secretsFrom(
      { tokenFile: '/run/token', tls: null },
      () => null,
      host,
      () => {},
    ),
  ).toThrow(words);
});
