import { report } from '../report.ts';

export default report({
  what: 'A program with time/tzdata inside, in an image without zone data',
  says: [],
  cause:
    'The program needs no zone data of the image. What it has inside can be told from its bytes, so it is started.',
  made: ['rm -r usr/share/zoneinfo', 'cp $F/embedded usr/bin/app'],
  env: { TZ: 'America/New_York' },
  run: ['/usr/bin/app', 'zone', 'America/New_York'],
  real: [{ command: ['/usr/bin/app', 'zone', 'America/New_York'], fails: false }],
  finds: { 'timezone/zoneinfo-missing': 'warning' },
  exit: 0,
  tells: ['inside /usr/bin/app'],
});
