import { report } from '../report.ts';

export default report({
  what: 'A program that lost its x bit',
  says: ['exec: "/srv/app": permission denied'],
  cause: 'An archive, a checkout on Windows or COPY --chmod=0644 brought it so.',
  made: ['mkdir -p srv && cp $F/service.program srv/app && chmod 0644 srv/app'],
  as: { uid: 65532, gid: 65532 },
  args: ['--only', 'app', '--app', '/srv/app'],
  real: [{ command: ['/srv/app'], fails: true, says: 'permission denied' }],
  finds: { 'app/not-executable': 'error' },
  exit: 1,
});
