import { report } from '../report.ts';

export default report({
  what: 'TZ holds a city that no zone is called after',
  says: ['unknown time zone Asia/Mumbai'],
  cause: 'Zones have the name of one of their cities. What only looks alike (Asia/Dubai) is another place.',
  env: { TZ: 'Asia/Mumbai' },
  real: [
    { ask: 'offset 0', fails: false },
    { ask: 'zone Asia/Mumbai', fails: true, says: 'unknown time zone Asia/Mumbai' },
    { ask: 'moment Asia/Mumbai', fails: true, says: 'missing Location in call to Time.In' },
  ],
  finds: { 'timezone/tz-unknown': 'error' },
  exit: 1,
  remedies: { 'timezone/tz-unknown': ['ENV TZ=Asia/Kolkata', '!Dubai'] },
});
