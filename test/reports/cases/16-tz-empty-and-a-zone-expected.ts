import { report } from '../report.ts';

export default report({
  what: 'TZ is set and empty, and the policy asks for a zone',
  says: [],
  cause: 'The link is right, and TZ overrides it: the remedy is about TZ.',
  made: ['ln -sfn /usr/share/zoneinfo/Europe/Berlin etc/localtime', 'echo Europe/Berlin >etc/timezone'],
  env: { TZ: '' },
  args: ['--profile', 'runtime', '--timezone', 'Europe/Berlin'],
  real: [{ ask: 'offset 0', fails: false }],
  finds: { 'timezone/tz-empty': 'error' },
  exit: 1,
  remedies: { 'timezone/tz-empty': ['TZ=Europe/Berlin', '!ln -s'] },
});
