import { expect, it } from 'vitest';
import { withoutStacks } from '../../src/core/without-stacks.ts';

it('makes errors that do not say where they were made, and leaves others as they are', () => {
  const { stackTraceLimit } = Error;
  expect(withoutStacks(() => new Error('a').stack)).toBe('Error: a');
  expect(() => withoutStacks(() => JSON.parse('{'))).toThrow(SyntaxError);
  expect(Error.stackTraceLimit).toBe(stackTraceLimit);
  expect(new Error('b').stack).toContain('without-stacks.test');
});
