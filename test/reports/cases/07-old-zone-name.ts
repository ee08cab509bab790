import { report } from '../report.ts';

export default report({
  what: 'TZ holds a name that Debian 13 has moved into a package of its own',
  says: ['unknown time zone Asia/Calcutta'],
  cause:
    'tzdata of Debian 13 and Ubuntu 24.04 is without the names that were replaced long ago; tzdata-legacy has them. Asia/Kolkata is the same zone.',
  made: ['rm usr/share/zoneinfo/Asia/Calcutta', "sed -i 's/12/13/' etc/os-release"],
  env: { TZ: 'Asia/Calcutta' },
  real: [{ ask: 'offset 0', fails: false }],
  finds: { 'timezone/tz-unknown': 'error' },
  exit: 1,
  remedies: { 'timezone/tz-unknown': ['ENV TZ=Asia/Kolkata', 'tzdata-legacy'] },
  tells: ['old name', 'Asia/Kolkata'],
});
