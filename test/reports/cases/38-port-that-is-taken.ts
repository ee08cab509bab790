import { report } from '../report.ts';

export default report({
  what: 'A port that another program has already',
  says: ['listen tcp :8080: bind: address already in use'],
  cause: 'All containers of a pod share their ports, and a program that was started twice has it already.',
  made: ['mkdir -p srv && cp $F/service.program srv/app'],
  before: '/srv/app address 10.1.2.3 && /srv/app listen :8080',
  args: ['--for', 'preflight', '--only', 'listeners', '--port', '8080'],
  real: [{ command: ['/srv/app', 'listen', ':8080'], fails: true, says: 'bind: address already in use' }],
  finds: { 'listeners/port-taken': 'error' },
  exit: 1,
});
