import { report } from '../report.ts';

export default report({
  what: 'The same without time/tzdata',
  says: [],
  cause:
    'The program sees UTC. Whoever has other reasons to know better can say so in the policy; the remedy names the line.',
  made: ['rm -r usr/share/zoneinfo', 'cp opt/probe-env/seer usr/bin/app'],
  env: { TZ: 'America/New_York' },
  run: ['/usr/bin/app'],
  real: [{ ask: 'offset 0', fails: false }],
  finds: { 'timezone/zoneinfo-missing': 'error' },
  exit: 125,
  remedies: { 'timezone/zoneinfo-missing': ['time/tzdata', 'rules: { timezone/zoneinfo-missing: "off" }'] },
});
