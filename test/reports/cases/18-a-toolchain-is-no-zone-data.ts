import { report } from '../report.ts';

export default report({
  what: 'A TZ without zone data beside a Go toolchain',
  seenAt: ['golang/go#20969', 'asobti/kube-monkey#7'],
  says: ['unknown time zone America/New_York'],
  cause:
    'A toolchain brings zone data that only programs see which were built here without -trimpath. What the service is nobody knows in the runtime profile: it will see UTC.',
  go: true,
  made: ['rm -r usr/share/zoneinfo'],
  env: { TZ: 'America/New_York' },
  real: [{ ask: 'zone America/New_York', fails: true, says: 'unknown time zone America/New_York' }],
  finds: { 'timezone/zoneinfo-missing': 'error' },
  exit: 1,
});
