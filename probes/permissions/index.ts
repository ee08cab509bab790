import { defineProbe } from '../../src/core/probe.ts';
import { octal } from './evidence.ts';
import { judge } from './judge.ts';
import { observe } from './observe.ts';
import { policy } from './policy.ts';
import { pathsInWords } from './summary.ts';

export const permissions = defineProbe({
  name: 'permissions',
  title: 'What this user may do on the paths that it needs',
  needs: 'identity',
  policy,
  observe,
  reasons: async () => (await import('./reasons.ts')).reasons,
  judge,
  summary: ({ ids, trials }) => `uid ${ids.euid}, gid ${ids.egid}: ${pathsInWords(trials, ids)}`,
  report: async ({ ids, trials, home, netrc }) => ({
    uid: ids.euid,
    gid: ids.egid,
    groups: [...ids.groups],
    paths: trials.map(({ requirement: { path, role }, need, denial }) => ({
      path,
      need,
      ok: denial === null,
      role,
      ...(denial === null ? {} : { code: denial.code, at: denial.at }),
    })),
    home,
    netrc: netrc === null ? null : { path: netrc.path, mode: octal(netrc.mode) },
  }),
  rules: async () => (await import('./rules/index.ts')).rules,
});
