import { report } from '../report.ts';

export default report({
  what: 'A program that is empty',
  says: ['exec /srv/app: exec format error'],
  cause:
    'A full disk or a download that failed leaves a file without content, and it is executable all the same.',
  made: ['mkdir -p srv && : >srv/app && chmod 0755 srv/app'],
  args: ['--only', 'app', '--app', '/srv/app'],
  real: [{ command: ['/srv/app'], fails: true, says: 'exec format error' }],
  finds: { 'app/truncated': 'error' },
  exit: 1,
});
