import { defineProbe } from '../../src/core/probe.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';
import { octal } from './octal.ts';
import { policy } from './policy.ts';

export const umask = defineProbe({
  name: 'umask',
  title: 'The permissions that new files will lack, here and in process 1',
  policy,
  needs: 'process',
  observe,
  judge,
  summary: ({ self, init }) => {
    if (self === null) return 'unknown: /proc does not tell';
    return init === null || init === self ? octal(self) : `${octal(self)}, process 1 has ${octal(init)}`;
  },
  report: async ({ self, init }) => ({
    self: self === null ? null : octal(self),
    init: init === null ? null : octal(init),
  }),
  rules: async () => (await import('./rules/index.ts')).rules,
});
