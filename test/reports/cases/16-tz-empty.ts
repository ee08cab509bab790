import { report } from '../report.ts';

export default report({
  what: 'TZ is set and empty',
  says: [],
  cause: 'An empty TZ is UTC for Go, glibc, musl and Node: /etc/localtime is not looked at.',
  made: ['ln -sfn /usr/share/zoneinfo/Europe/Berlin etc/localtime', 'echo Europe/Berlin >etc/timezone'],
  env: { TZ: '' },
  real: [{ ask: 'offset 0', fails: false }],
  finds: { 'timezone/tz-empty': 'warning' },
  exit: 0,
  remedies: { 'timezone/tz-empty': ['TZ=Europe/Berlin', 'take TZ out', '!ln -s'] },
  tells: ['empty', 'Europe/Berlin'],
});
