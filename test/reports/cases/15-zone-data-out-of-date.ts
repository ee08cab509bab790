import { report } from '../report.ts';

export default report({
  what: 'A zone file from before Mexico gave summer time up',
  says: [],
  cause:
    'Go and glibc go by the file, Node by its own newer data: in July they are an hour apart. The zone data of the image have to be upgraded.',
  made: [
    "printf 'Rule M 1996 max - Apr Sun>=1 2:00 1:00 D\\nRule M 1996 max - Oct lastSun 2:00 0 S\\nZone America/Mexico_City -6:00 M C%%sT\\n' >/tmp/mx.$$",
    'zic -d /tmp/z.$$ /tmp/mx.$$ && cp /tmp/z.$$/America/Mexico_City usr/share/zoneinfo/America/ && rm -r /tmp/mx.$$ /tmp/z.$$',
  ],
  env: { TZ: 'America/Mexico_City' },
  real: [{ command: ['date', '-d', '2027-07-01 12:00', '+%z'], fails: false, says: '-0500' }],
  finds: { 'timezone/data-outdated': 'warning' },
  exit: 0,
  remedies: { 'timezone/data-outdated': ['tzdata'] },
});
