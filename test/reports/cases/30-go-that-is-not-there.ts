import { report } from '../report.ts';

export default report({
  what: 'An image for running in the place of one for building',
  says: ['exec: "go": executable file not found in $PATH'],
  cause: 'The stage has no Go.',
  cwd: '/tmp',
  args: ['--profile', 'build', '--only', 'go-version'],
  real: [{ command: ['go', 'version'], fails: true, says: '"go": executable file not found in $PATH' }],
  finds: { 'go-version/missing': 'error' },
  exit: 1,
});
