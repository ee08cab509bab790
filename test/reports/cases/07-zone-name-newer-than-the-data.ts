import { report } from '../report.ts';

export default report({
  what: 'Europe/Kyiv where the zone data are older than that name',
  says: ['unknown time zone Europe/Kyiv'],
  cause:
    'The zone was called Europe/Kiev until 2022. Until the data are upgraded the old name works; no package of old names helps.',
  made: [
    'cd usr/share/zoneinfo',
    'cp --remove-destination Europe/Kyiv /tmp/kiev.$$',
    'rm Europe/Kyiv Europe/Kiev',
    'mv /tmp/kiev.$$ Europe/Kiev',
    "sed -i 's/ Europe.Kyiv/ X/; /Europe.Kyiv/d' tzdata.zi",
  ],
  env: { TZ: 'Europe/Kyiv' },
  real: [{ ask: 'offset 0', fails: false }],
  finds: { 'timezone/tz-unknown': 'error' },
  exit: 1,
  remedies: { 'timezone/tz-unknown': ['ENV TZ=Europe/Kiev', 'until they are upgraded', '!legacy'] },
  tells: ['newer than the zone data'],
});
