import { report } from '../report.ts';

export default report({
  what: 'PST8PDT where its file is gone',
  says: [],
  cause:
    'C libraries read it as a POSIX rule, Go knows names alone and uses UTC. The zone is America/Los_Angeles.',
  made: ['rm usr/share/zoneinfo/PST8PDT'],
  env: { TZ: 'PST8PDT' },
  real: [{ ask: 'offset 0', fails: false }],
  finds: { 'timezone/tz-posix-ignored-by-go': 'error' },
  exit: 1,
  remedies: { 'timezone/tz-posix-ignored-by-go': ['ENV TZ=America/Los_Angeles', '!Area/City'] },
});
