import { report } from '../report.ts';

export default report({
  what: 'A service with GOMEMLIMIT=512Mi, as a pod writes its memory limit',
  says: ['fatal error: malformed GOMEMLIMIT; see `go doc runtime/debug.SetMemoryLimit`'],
  cause: 'The runtime reads it before main: no Go program starts, whatever it is for.',
  made: ['mkdir -p srv && cp $F/service.program srv/app'],
  env: { GOMEMLIMIT: '512Mi' },
  args: ['--only', 'limits'],
  real: [{ command: ['/srv/app', 'open', '1'], fails: true, says: 'malformed GOMEMLIMIT' }],
  finds: { 'limits/gomemlimit-invalid': 'error' },
  exit: 1,
  remedies: { 'limits/gomemlimit-invalid': ['ENV GOMEMLIMIT=512MiB'] },
});
