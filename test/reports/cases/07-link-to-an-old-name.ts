import { report } from '../report.ts';

export default report({
  what: '/etc/localtime is a link to an old name',
  says: [],
  cause:
    'The link was made for a Debian that had US/Eastern. America/New_York is the same zone and has its file.',
  made: [
    'rm -r usr/share/zoneinfo/US',
    "sed -i 's/12/13/' etc/os-release",
    'ln -sfn /usr/share/zoneinfo/US/Eastern etc/localtime',
  ],
  real: [{ ask: 'offset 0', fails: false }],
  finds: { 'timezone/link-dangling': 'error' },
  exit: 1,
  remedies: {
    'timezone/link-dangling': ['ln -s /usr/share/zoneinfo/America/New_York /etc/localtime', '!US/Eastern'],
  },
});
