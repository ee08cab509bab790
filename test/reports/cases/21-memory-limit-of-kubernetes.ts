import { report } from '../report.ts';

export default report({
  what: 'GOMEMLIMIT=512Mi, as a pod writes its memory limit',
  says: ['malformed GOMEMLIMIT'],
  cause: 'The units of the Go runtime are KiB, MiB, GiB: with any other it ends before main, go itself too.',
  go: true,
  args: ['--profile', 'build', '--only', 'go-version,go-env'],
  env: { HOME: '/tmp', GOTOOLCHAIN: 'local', GOMEMLIMIT: '512Mi' },
  real: [{ command: ['go', 'version'], fails: true, says: 'malformed GOMEMLIMIT' }],
  finds: { 'go-version/failed': 'error', 'go-env/failed': 'error' },
  exit: 1,
  remedies: { 'go-version/failed': ['GOMEMLIMIT=512MiB'], 'go-env/failed': ['GOMEMLIMIT=512MiB'] },
});
