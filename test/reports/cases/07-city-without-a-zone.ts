import { report } from '../report.ts';

export default report({
  what: 'TZ holds a city that no zone is called after',
  says: ['unknown time zone Asia/Mumbai'],
  cause: 'Zones have the name of one of their cities. What only looks alike (Asia/Dubai) is another place.',
  env: { TZ: 'Asia/Mumbai' },
  real: [{ ask: 'offset 0', fails: false }],
  finds: { 'timezone/tz-unknown': 'error' },
  exit: 1,
  remedies: { 'timezone/tz-unknown': ['ENV TZ=Asia/Kolkata', '!Dubai'] },
});
