import { report } from '../report.ts';

export default report({
  what: 'A program on a volume from which nothing may be started',
  says: ['exec /srv/app: permission denied'],
  cause: 'A volume that is mounted noexec lets nobody start what is on it, whatever its mode says.',
  made: ['cp $F/service.program "$V/srv/app"'],
  mounts: [{ at: '/srv', volume: 'srv', options: ['noexec'] }],
  args: ['--only', 'app', '--app', '/srv/app'],
  real: [{ command: ['/srv/app'], fails: true, says: 'permission denied' }],
  finds: { 'app/noexec-mount': 'error' },
  exit: 1,
});
