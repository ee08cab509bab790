import { defineProbe, TOLD } from '../../src/core/probe.ts';
import { policy } from './policy.ts';

/**
 * It is there where a command is to be started: by `run`, the policy, an image or a pod; and where a process is looked at from
 * outside, for how its program was built. What looks at it and judges it is loaded there alone.
 */
export const app = defineProbe({
  name: 'app',
  title: 'The program that the container is for, and whether it starts',
  policy,
  isAskedFor: ({ target, container }, { app: { command, ports } }, words) =>
    words.length + command.length + ports.length > 0 ||
    (/^(?:image|pod|process)$/.test(target?.kind ?? '') && container?.namesProgram !== false),
  observe: async (host, context) => (await import('./see.ts')).see(host, context),
  ...TOLD,
  rules: async () => (await import('./rules/index.ts')).rules,
});
