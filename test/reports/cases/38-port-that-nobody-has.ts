import { report } from '../report.ts';

export default report({
  what: 'A service that listens at another port',
  says: ['dial tcp 10.1.2.3:8080: connect: connection refused'],
  cause: 'The manifest says 8080, and the program was told 9090.',
  made: ['mkdir -p srv && cp $F/service.program srv/app'],
  before: '/srv/app address 10.1.2.3 && /srv/app listen :9090',
  args: ['--only', 'listeners', '--port', '8080'],
  real: [{ command: ['/srv/app', 'dial', '10.1.2.3:8080'], fails: true, says: 'connection refused' }],
  finds: { 'listeners/not-listening': 'error' },
  exit: 1,
  tells: ['9090'],
});
