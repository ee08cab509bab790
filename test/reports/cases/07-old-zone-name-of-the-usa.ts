import { report } from '../report.ts';

export default report({
  what: 'US/East-Indiana where neither it nor its first successor is there',
  says: ['unknown time zone US/East-Indiana'],
  cause:
    'A name is offered only if its file is there: America/Indiana/Indianapolis, not America/Indianapolis, which went the same way.',
  made: [
    'cd usr/share/zoneinfo && rm -r US America/Indianapolis America/Fort_Wayne && cd ../../..',
    "sed -i 's/12/13/' etc/os-release",
  ],
  env: { TZ: 'US/East-Indiana' },
  real: [{ ask: 'offset 0', fails: false }],
  finds: { 'timezone/tz-unknown': 'error' },
  exit: 1,
  remedies: {
    'timezone/tz-unknown': ['ENV TZ=America/Indiana/Indianapolis', '!TZ=America/Indianapolis'],
  },
});
