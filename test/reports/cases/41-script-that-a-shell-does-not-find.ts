import { report } from '../report.ts';

export default report({
  what: 'An entrypoint that is given to a shell, and was not copied',
  says: ['sh: 0: cannot open /srv/entrypoint.sh: No such file'],
  cause:
    'A volume that is mounted over /srv hides it, or no COPY brought it: the shell is there, and starts.',
  policy: 'app: { command: [sh, -eu, /srv/entrypoint.sh] }\n',
  args: ['--only', 'app'],
  real: [
    {
      command: ['sh', '-eu', '/srv/entrypoint.sh'],
      fails: true,
      says: 'sh: 0: cannot open /srv/entrypoint.sh: No such file',
    },
  ],
  finds: { 'app/script-missing': 'error' },
  exit: 1,
});
